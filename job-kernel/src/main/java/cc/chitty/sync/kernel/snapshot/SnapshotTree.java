package cc.chitty.sync.kernel.snapshot;

import cc.chitty.sync.kernel.state.StorageFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.stream.Stream;

/** What is below one snapshot's directory. Symbolic links are never followed. */
final class SnapshotTree {

    private SnapshotTree() {}

    static long size(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.mapToLong(SnapshotTree::sizeOfFile).sum();
        } catch (IOException e) {
            throw StorageFailure.of("measure", directory, e);
        }
    }

    private static long sizeOfFile(Path file) {
        try {
            return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) ? Files.size(file) : 0;
        } catch (IOException e) {
            throw StorageFailure.of("measure", file, e);
        }
    }
}
