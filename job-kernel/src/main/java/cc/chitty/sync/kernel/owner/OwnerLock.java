package cc.chitty.sync.kernel.owner;

import cc.chitty.sync.kernel.state.StateDirectory;
import cc.chitty.sync.kernel.state.StorageFailure;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * The right to write in a state directory, held by one process. The operating system takes it back when the process ends, however it ends.
 *
 * <p>The lock belongs to the process, and closing any channel on the lock file drops it. So this JVM opens the file once, a register prevents
 * a second time, nobody reads it (see {@link #describe}), and it is never deleted.
 */
public final class OwnerLock implements AutoCloseable {

    private static final Set<Path> OPEN_IN_THIS_JVM = new HashSet<>();

    private final StateDirectory state;
    private final Identity identity;
    private final FileChannel channel;

    private OwnerLock(StateDirectory state, Identity identity, FileChannel channel) {
        this.state = state;
        this.identity = identity;
        this.channel = channel;
    }

    /** Takes the lock and says so in {@code owner.properties}; empty if it is taken, by another process or by this one. */
    public static Optional<OwnerLock> tryTake(StateDirectory state, Identity identity) {
        Path file = state.ownerLock();
        if (!register(file)) {
            return Optional.empty();
        }
        Optional<OwnerLock> taken = Optional.empty();
        try {
            taken = lock(state, identity);
        } finally {
            if (taken.isEmpty()) {
                unregister(file);
            }
        }
        return taken;
    }

    /** Who holds the lock, or held it and was killed. Touches only {@code owner.properties}. */
    public static Optional<OwnerNote> describe(StateDirectory state) {
        return OwnerNote.read(state.ownerProperties());
    }

    Identity identity() {
        return identity;
    }

    StateDirectory state() {
        return state;
    }

    /** Tells guests where to come. */
    void announce(Path socket) {
        new OwnerNote(identity, Optional.of(socket)).write(state.ownerProperties());
    }

    @Override
    public void close() {
        try (FileChannel closing = channel) {
            if (closing.isOpen()) {
                Files.deleteIfExists(state.ownerProperties());
            }
        } catch (IOException e) {
            throw StorageFailure.of("release", state.ownerLock(), e);
        } finally {
            unregister(state.ownerLock());
        }
    }

    private static Optional<OwnerLock> lock(StateDirectory state, Identity identity) {
        Path file = state.ownerLock();
        FileChannel channel = null;
        boolean kept = false;
        try {
            channel = open(file);
            if (channel.tryLock() == null) {
                return Optional.empty();
            }
            SocketPlace.removeLeftOver(state, describe(state));
            new OwnerNote(identity, Optional.empty()).write(state.ownerProperties());
            kept = true;
            return Optional.of(new OwnerLock(state, identity, channel));
        } catch (IOException e) {
            throw StorageFailure.of("lock", file, e);
        } finally {
            if (channel != null && !kept) {
                close(channel, file);
            }
        }
    }

    private static FileChannel open(Path file) throws IOException {
        return FileChannel.open(
                file,
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }

    private static void close(FileChannel channel, Path file) {
        try {
            channel.close();
        } catch (IOException e) {
            throw StorageFailure.of("close", file, e);
        }
    }

    private static boolean register(Path file) {
        synchronized (OPEN_IN_THIS_JVM) {
            return OPEN_IN_THIS_JVM.add(file);
        }
    }

    private static void unregister(Path file) {
        synchronized (OPEN_IN_THIS_JVM) {
            OPEN_IN_THIS_JVM.remove(file);
        }
    }
}
