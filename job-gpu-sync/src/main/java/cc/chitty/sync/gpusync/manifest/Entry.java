package cc.chitty.sync.gpusync.manifest;

import org.jspecify.annotations.Nullable;

/**
 * What a scan saw at one path of one side.
 *
 * @param mode permission bits, 0 to 0777
 * @param digest of a file's canonical form, where it is known: from an earlier look at the same stamp, or computed; else null
 * @param target of a link as it is on that side; else null
 * @param trouble why it is unreadable; else null
 */
public record Entry(
        EntryKind kind,
        int mode,
        Stamp stamp,
        @Nullable Digest digest,
        @Nullable String target,
        @Nullable String trouble) {

    public static Entry file(int mode, Stamp stamp, @Nullable Digest digest) {
        return new Entry(EntryKind.FILE, mode, stamp, digest, null, null);
    }

    public static Entry directory(int mode, Stamp stamp) {
        return new Entry(EntryKind.DIRECTORY, mode, stamp, null, null, null);
    }

    public static Entry link(String target, Stamp stamp) {
        return new Entry(EntryKind.LINK, 0, stamp, null, target, null);
    }

    public static Entry other(Stamp stamp) {
        return new Entry(EntryKind.OTHER, 0, stamp, null, null, null);
    }

    public static Entry unreadable(String trouble) {
        return new Entry(EntryKind.UNREADABLE, 0, Stamp.NONE, null, null, trouble);
    }

    /** A link whose target no path of ours can say: it stays as it is, and so does what the other side has in its place. */
    public static Entry linkToNoText() {
        return unreadable("it is a link to a name that is no text (invalid UTF-8)");
    }

    /** What is at a path that {@link TreePath#isTooLong}: it could not be staged, nor kept. */
    public static Entry tooLong() {
        return unreadable("its path has more than " + TreePath.MOST_BYTES + " bytes");
    }

    public Entry with(Digest known) {
        return new Entry(kind, mode, stamp, known, target, trouble);
    }
}
