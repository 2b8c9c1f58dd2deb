package cc.chitty.sync.gitpush.mirror;

import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * What became of one file that was to be read.
 *
 * @param stamp of the file as it was read
 * @param blob its content in the repository; null: it stays as it was committed last
 * @param why, or what is to be said of it all the same; empty for nothing
 * @param decided whether the next run may go by it while the stamp is the same; otherwise the file is read again
 */
record Outcome(FileStamp stamp, @Nullable ObjectId blob, String why, boolean decided) {

    /** It is not there any more, as any other deleted file. */
    static final Outcome GONE = failed(new FileStamp(0, 0, 0, 0, 0), "");

    static Outcome of(FileStamp stamp, ObjectId blob) {
        return new Outcome(stamp, blob, "", true);
    }

    static Outcome leftOut(FileStamp stamp, String why) {
        return new Outcome(stamp, null, why, true);
    }

    /** Whether there is no such file any more. */
    boolean isGone() {
        return equals(GONE);
    }

    /** It could not be read; the next time it may. */
    static Outcome failed(FileStamp stamp, String why) {
        return new Outcome(stamp, null, why, false);
    }
}
