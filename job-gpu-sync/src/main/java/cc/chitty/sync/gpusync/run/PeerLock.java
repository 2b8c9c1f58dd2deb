package cc.chitty.sync.gpusync.run;

import cc.chitty.sync.kernel.run.Failure;
import cc.chitty.sync.kernel.run.FailureCategory;
import cc.chitty.sync.kernel.state.PrivateDirectory;
import cc.chitty.sync.kernel.state.StorageFailure;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** The right to sync with a peer, held by one process of this machine. The system takes it back when the process ends. */
final class PeerLock implements SyncRun.Closing {

    private final Path file;
    private final FileChannel channel;

    private PeerLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /**
     * Takes it.
     *
     * @param directory of the peer
     * @throws Failure BUSY if somebody has it
     */
    static PeerLock take(Path directory) {
        PrivateDirectory.create(directory);
        Path file = directory.resolve("peer.lock");
        try {
            FileChannel channel = FileChannel.open(
                    file,
                    Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            if (!isLocked(channel)) {
                channel.close();
                throw new Failure(
                        FailureCategory.BUSY,
                        "sync with " + directory.getFileName(),
                        "another process does so",
                        "Wait for it; `status` shows it.");
            }
            return new PeerLock(file, channel);
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
