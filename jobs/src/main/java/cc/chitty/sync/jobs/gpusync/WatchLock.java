package cc.chitty.sync.jobs.gpusync;

import cc.chitty.sync.kernel.run.Failure;
import cc.chitty.sync.kernel.run.FailureCategory;
import cc.chitty.sync.kernel.state.PrivateDirectory;
import cc.chitty.sync.kernel.state.StateDirectory;
import cc.chitty.sync.kernel.state.StorageFailure;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Lets one watcher of peers be at work on a state directory. The system takes it back when the process ends. */
final class WatchLock implements AutoCloseable {

    private final Path file;
    private final FileChannel channel;

    private WatchLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /** @throws Failure BUSY if another one is at work */
    static WatchLock take(StateDirectory state) {
        Path directory = state.root().resolve("gpu-sync");
        PrivateDirectory.create(directory);
        Path file = directory.resolve("watch.lock");
        try {
            FileChannel channel = FileChannel.open(
                    file,
                    Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            if (!isLocked(channel)) {
                channel.close();
                throw new Failure(
                        FailureCategory.BUSY,
                        "watch",
                        "`gpu-sync watch` runs already",
                        "One is enough; --peer all is with all peers. To replace it, end that process first.");
            }
            return new WatchLock(file, channel);
        } catch (IOException e) {
            throw StorageFailure.of("lock", file, e);
        }
    }

    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw StorageFailure.of("unlock", file, e);
        }
    }
}
