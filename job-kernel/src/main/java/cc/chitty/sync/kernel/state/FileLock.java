package cc.chitty.sync.kernel.state;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;

/** A right that one holder on this machine has. The system takes it back when the process ends. */
public final class FileLock implements AutoCloseable {

    private final Path file;
    private final FileChannel channel;

    private FileLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /**
     * Takes it; empty if another process, or this one, has it.
     *
     * @param file made where it is not there, with its private directory; stays when the lock is let go of
     */
    public static Optional<FileLock> tryTake(Path file) {
        PrivateDirectory.create(file.toAbsolutePath().resolveSibling(""));
        try {
            FileChannel channel = FileChannel.open(
                    file,
                    Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            if (!isLocked(channel)) {
                channel.close();
                return Optional.empty();
            }
            return Optional.of(new FileLock(file, channel));
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
