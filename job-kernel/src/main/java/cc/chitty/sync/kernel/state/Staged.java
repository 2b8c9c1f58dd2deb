package cc.chitty.sync.kernel.state;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * A file that is completely written and synced beside its target but does not replace it yet. Closing discards it, which does nothing
 * once it was moved.
 *
 * @param temporary where the content is, in the directory of the target
 * @param target what it will replace; never a symbolic link
 * @param size bytes
 */
public record Staged(Path temporary, Path target, long size) implements AutoCloseable {

    /** Replaces the target in one instant; durable only after {@link DurableFile#sync} of its directory. */
    void move() {
        try {
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw StorageFailure.of("replace", target, e);
        }
    }

    Path directory() {
        return DurableFile.directoryOf(target);
    }

    @Override
    public void close() {
        try {
            Files.deleteIfExists(temporary);
        } catch (IOException e) {
            throw StorageFailure.of("delete", temporary, e);
        }
    }
}
