package cc.chitty.sync.gpusync.peer;

import cc.chitty.sync.kernel.run.Failure;
import cc.chitty.sync.kernel.state.DurableFile;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.List;

/** Makes files and directories durable, many at once. */
final class Syncing {

    private Syncing() {}

    /** A file that its own mode may close to us was opened by nobody else: only what can be read is synced. */
    static void file(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
            channel.force(true);
        }
    }

    /** Those that are not there any more are left out. */
    static void directories(Collection<Path> directories) {
        DurableFile.syncAll(directories.stream().filter(Files::isDirectory).toList());
    }

    /** In parallel, since a journaling file system then commits them together. */
    static void files(List<Path> files) {
        files.parallelStream().forEach(file -> {
            try {
                file(file);
            } catch (java.nio.file.NoSuchFileException e) {
                return;
            } catch (IOException e) {
                throw failure(file, e);
            }
        });
    }

    private static Failure failure(Path file, IOException e) {
        return cc.chitty.sync.kernel.state.StorageFailure.of("sync", file, e);
    }
}
