package cc.chitty.sync.kernel.snapshot;

import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * One file of a snapshot.
 *
 * @param path relative to the directory whose snapshots these are
 * @param how what of it was kept
 * @param size bytes; 0 for an absent file
 * @param mode as {@code rw-------}; empty for an absent file
 */
public record Kept(Path path, How how, long size, String mode) {

    /** What is kept of a file. */
    public enum How {
        /** Its content. */
        CONTENT,
        /** Only how long it was; for files that are appended to and never rewritten. */
        LENGTH,
        /** That it was not there. */
        ABSENT
    }

    Set<PosixFilePermission> permissions() {
        return PosixFilePermissions.fromString(mode);
    }
}
