package cc.chitty.sync.gpusync.manifest;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What two sides compare at a path. Nothing of it depends on the machine: the digest is that of the canonical form, and the
 * time of a file is no part of it (it travels with the file).
 *
 * @param kind FILE, DIRECTORY or LINK
 * @param mode permission bits, 0 to 0777; 0 for a link
 * @param digest of a file; null also for a file that was not read, which then is {@link #same} as no other
 * @param target of a link, in canonical form; else null
 */
public record Content(
        EntryKind kind,
        int mode,
        @Nullable Digest digest,
        @Nullable String target) {

    public Content {
        if ((kind != EntryKind.FILE && digest != null) || (kind == EntryKind.LINK) != (target != null)) {
            throw new IllegalArgumentException("only a file has a digest, only a link has a target: " + kind);
        }
        if (kind == EntryKind.OTHER || kind == EntryKind.UNREADABLE) {
            throw new IllegalArgumentException("not content: " + kind);
        }
    }

    public static Content file(Digest digest, int mode) {
        return new Content(EntryKind.FILE, mode, digest, null);
    }

    /** A file whose digest no decision needs, see {@code DigestNeed}. */
    public static Content unread(int mode) {
        return new Content(EntryKind.FILE, mode, null, null);
    }

    public static Content directory(int mode) {
        return new Content(EntryKind.DIRECTORY, mode, null, null);
    }

    public static Content link(String target) {
        return new Content(EntryKind.LINK, 0, null, target);
    }

    public boolean isDirectory() {
        return kind == EntryKind.DIRECTORY;
    }

    public boolean isFile() {
        return kind == EntryKind.FILE;
    }

    /** Whether it is known to be the same. Two files that were not read are not. */
    public boolean same(Content other) {
        return mode == other.mode && sameBut(other);
    }

    /** Whether it is the same but for the permission bits. */
    public boolean sameBut(Content other) {
        return kind == other.kind
                && (kind != EntryKind.FILE || digest != null)
                && Objects.equals(digest, other.digest)
                && Objects.equals(target, other.target);
    }
}
