package cc.chitty.sync.gpusync.peer;

import cc.chitty.sync.kernel.run.Failure;
import cc.chitty.sync.kernel.state.DurableFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Collection;
import java.util.List;

/** Makes files and directories durable, many at once. */
final class Syncing {

    private static final int MANY = 200;
    private static final Duration LIMIT = Duration.ofMinutes(10);

    private Syncing() {}

    /** A file that its own mode may close to us was opened by nobody else: only what can be read is synced. */
    static void file(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
            channel.force(true);
        }
    }

    /** Those that are not there any more are left out. */
    static void directories(Collection<Path> directories) {
        if (directories.size() > MANY && isWholeSynced(directories.iterator().next())) {
            return;
        }
        DurableFile.syncAll(directories.stream().filter(Files::isDirectory).toList());
    }

    /** In parallel, since a journaling file system then commits them together. */
    static void files(List<Path> files) {
        if (files.size() > MANY && isWholeSynced(files.get(0))) {
            return;
        }
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

    /** Has the whole file system written, which for many files is much faster; only the program of Linux waits for it. */
    private static boolean isWholeSynced(Path path) {
        if (!System.getProperty("os.name", "").equals("Linux")) {
            return false;
        }
        try {
            return new LocalPrograms()
                            .run(
                                    List.of("sync", "-f", path.toString()),
                                    InputStream.nullInputStream(),
                                    OutputStream.nullOutputStream(),
                                    LIMIT)
                            .exit()
                    == 0;
        } catch (IOException e) {
            return false; // there is no such program
        }
    }

    private static Failure failure(Path file, IOException e) {
        return cc.chitty.sync.kernel.state.StorageFailure.of("sync", file, e);
    }
}
