package cc.chitty.sync.gitpush.mirror;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What has to be done so that a directory is as a mirror was at a commit. To be looked at before it is carried out.
 *
 * @param commit in full
 * @param into the directory
 * @param writes files and links to be written, in order of path
 * @param deletes paths that the commit has not
 * @param unchanged how many are right as they are
 * @param unsaved paths that would have to be overwritten or deleted and are in no commit as they are now: they stay, unless
 *     {@link #withUnsaved} is carried out
 */
public record RestorePlan(
        String commit, Path into, List<Write> writes, List<Delete> deletes, int unchanged, List<String> unsaved) {

    /** What a path is. */
    public enum Kind {
        FILE,
        PROGRAM,
        LINK
    }

    /**
     * A file to be written.
     *
     * @param size bytes
     * @param now what is there when the plan is made, as git would name it; null for nothing
     * @param saved whether that is in the repository, or there is nothing
     */
    public record Write(
            String path,
            Kind kind,
            String blob,
            long size,
            @Nullable String now,
            boolean saved) {}

    /**
     * A file to be deleted.
     *
     * @param now what is there when the plan is made, as git would name it
     * @param saved whether that is in the repository
     */
    public record Delete(String path, String now, boolean saved) {}

    public RestorePlan {
        writes = List.copyOf(writes);
        deletes = List.copyOf(deletes);
        unsaved = List.copyOf(unsaved);
    }

    /** The same plan, which also overwrites and deletes what is in no commit. For who has saved it elsewhere. */
    public RestorePlan withUnsaved() {
        return new RestorePlan(commit, into, writes, deletes, unchanged, List.of());
    }

    /** Whether there is nothing to do. */
    public boolean isEmpty() {
        return writes.isEmpty() && deletes.isEmpty();
    }
}
