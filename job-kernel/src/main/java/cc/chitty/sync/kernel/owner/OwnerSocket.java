package cc.chitty.sync.kernel.owner;

import cc.chitty.sync.kernel.run.Interruption;
import cc.chitty.sync.kernel.state.StorageFailure;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where guests come to. Only the same user can: the socket has mode 0600 and is in a directory of mode 0700. Closing serves the guests that are
 * there first. Never used without the lock.
 */
public final class OwnerSocket implements AutoCloseable {

    /** How the one who came talks. */
    @FunctionalInterface
    private interface Kind {
        Visit visit(SocketChannel channel, Limits limits, Identity owner, CommandRunner runner) throws IOException;
    }

    private static final int MOST_GUESTS = 32;
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final OwnerLock lock;
    private final CommandRunner runner;
    private final Limits limits;
    private final Path path;
    private final ServerSocketChannel server;
    private final @Nullable ServerSocketChannel shells;
    private final Set<Visit> visits = new HashSet<>();
    private final Interruption leaving = new Interruption();

    private OwnerSocket(OwnerLock lock, CommandRunner runner, Limits limits, Path path) throws IOException {
        this.lock = lock;
        this.runner = runner;
        this.limits = limits;
        this.path = path;
        this.server = bind(path);
        this.shells = bindForShells();
    }

    /** Listens, and says where in {@code owner.properties}. */
    public static OwnerSocket listen(OwnerLock lock, CommandRunner runner, Limits limits) {
        try {
            OwnerSocket socket = new OwnerSocket(lock, runner, limits, SocketPlace.choose(lock.state()));
            socket.open();
            return socket;
        } catch (IOException e) {
            throw StorageFailure.of("listen at", lock.state().ownerSocket(), e);
        }
    }

    /** The owner was told to stop: takes no more guests, and those that are here go on by themselves once their commands have stopped. */
    public void handBack() {
        leaving.raise();
        synchronized (visits) {
            visits.forEach(Visit::handBack);
        }
    }

    /** Serves until no guest is there, then lets no more in, serves those that slipped in, and removes the socket. */
    @Override
    public void close() {
        awaitNoVisit();
        leaving.raise();
        try (server;
                shells) {
            SocketPlace.remove(lock.state(), path);
        } catch (IOException e) {
            throw StorageFailure.of("close", path, e);
        } finally {
            awaitNoVisit();
        }
    }

    /** A socket that could not be announced would take guests and never answer them. */
    private void open() {
        boolean announced = false;
        try {
            lock.announce(path);
            announced = true;
            daemon("accepting guests", () -> accept(server, FramedVisit::new)).start();
            if (shells != null) {
                daemon("accepting shells", () -> accept(shells, ShellVisit::new))
                        .start();
            }
        } finally {
            if (!announced) {
                close();
            }
        }
    }

    private @Nullable ServerSocketChannel bindForShells() throws IOException {
        try {
            Optional<Path> place = SocketPlace.shell(lock.state(), path);
            return place.isPresent() ? bind(place.get()) : null;
        } catch (IOException e) {
            server.close();
            throw e;
        }
    }

    /** Nobody else can come before the mode is set, as the directory is private. */
    private static ServerSocketChannel bind(Path path) throws IOException {
        ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            server.bind(UnixDomainSocketAddress.of(path));
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-------"));
            return server;
        } catch (IOException e) {
            server.close();
            throw e;
        }
    }

    private void accept(ServerSocketChannel door, Kind kind) {
        while (door.isOpen()) {
            try {
                welcome(door.accept(), kind);
            } catch (ClosedChannelException e) {
                return;
            } catch (IOException e) {
                // Too many open files, as a rule; guests try again until it is better.
                leaving.await(PAUSE);
            }
        }
    }

    private void welcome(SocketChannel channel, Kind kind) throws IOException {
        synchronized (visits) {
            if (leaving.raised() || visits.size() >= MOST_GUESTS) {
                channel.close();
                return;
            }
            Visit visit = kind.visit(channel, limits, lock.identity(), runner);
            visits.add(visit);
            daemon("guest", () -> serve(visit)).start();
        }
    }

    private void serve(Visit visit) {
        try {
            visit.last();
        } finally {
            synchronized (visits) {
                visits.remove(visit);
                visits.notifyAll();
            }
        }
    }

    private void awaitNoVisit() {
        boolean interrupted = false;
        synchronized (visits) {
            while (!visits.isEmpty()) {
                try {
                    visits.wait();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static Thread daemon(String name, Runnable body) {
        Thread thread = new Thread(body, name);
        thread.setDaemon(true);
        return thread;
    }
}
