package cc.chitty.sync.drivesync;

import cc.chitty.sync.kernel.state.PrivateDirectory;
import cc.chitty.sync.kernel.state.StorageFailure;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Lists of paths for rclone, a file for each call: an argument list has an end, and its paths would be in the process table.
 *
 * @param directory emptied by whoever begins a run
 */
record PathLists(Path directory, AtomicInteger number) {

    PathLists(Path directory) {
        this(directory, new AtomicInteger());
    }

    /** A path a line, as {@code --files-from-raw} wants it; none of them has a line feed. */
    Path write(Collection<String> paths) {
        PrivateDirectory.create(directory);
        Path list = directory.resolve("paths-" + number.incrementAndGet());
        try (BufferedWriter out = Files.newBufferedWriter(list)) {
            for (String path : paths) {
                out.write(path);
                out.write('\n');
            }
            return list;
        } catch (IOException e) {
            throw StorageFailure.of("write", list, e);
        }
    }
}
