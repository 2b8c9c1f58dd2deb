package cc.chitty.sync.gpusync.peer.ssh;

import cc.chitty.sync.gpusync.peer.Endpoint;
import cc.chitty.sync.kernel.run.Failure;
import cc.chitty.sync.kernel.run.FailureCategory;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Connects to peers. In a process that lives on, what one run has left serves the next one, for a minute: the peer is asked all the
 * same, and configuration and known hosts are read again. Safe for use by several threads.
 */
public final class SshPeers implements AutoCloseable {

    private static final Duration LEFT = Duration.ofMinutes(1);

    /** Of one connection, from when it was opened: no run that follows others is one more of them for ever. */
    private static final Duration LIFE = Duration.ofMinutes(15);

    /** Of a connection that may have died unnoticed, as in a machine that slept; a new one is as good. */
    private static final Duration ANSWER = Duration.ofSeconds(5);

    private final Clock clock;
    private final Map<SshSettings, Left> left = new HashMap<>();
    private boolean isClosed;

    private record Left(RemoteShell shell, Instant opened, Instant at) {}

    public SshPeers(Clock clock) {
        this.clock = clock;
    }

    /**
     * Connects, logs in and asks what the peer can; one without a usable shell is reached by files only.
     *
     * @throws Failure REFUSED for a host key that is unknown, changed or revoked; NOT_SET_UP where no key is taken; RETRYABLE where
     *     the peer cannot be reached
     */
    public static Endpoint connect(SshSettings settings, Clock clock) {
        return connect(settings, clock, shell -> shell.connection().close());
    }

    /** The same, by the connection that was left, if it holds; and leaves its own. */
    public Endpoint connectAgain(SshSettings settings) {
        return Optional.ofNullable(taken(settings))
                .flatMap(it -> again(it, settings))
                .orElseGet(() -> connect(settings, clock, leaving(settings, clock.instant())));
    }

    private static Endpoint connect(SshSettings settings, Clock clock, Consumer<RemoteShell> leaving) {
        SshConnection connection = SshConnection.open(settings);
        try {
            RemoteShell shell = new RemoteShell(connection);
            Optional<Probe> probe = Probe.ask(shell, settings.quiet(), clock);
            Optional<Endpoint> endpoint = probe.flatMap(it -> endpoint(shell, it, leaving));
            return endpoint.isPresent()
                    ? endpoint.get()
                    : filesOnly(
                            connection, probe.map(it -> it.facts().lacking()).orElse(""));
        } catch (IOException e) {
            connection.close();
            throw connection.broken("ask the peer what it can", e);
        } catch (RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    private static Endpoint filesOnly(SshConnection connection, String lacking) throws IOException {
        try {
            return SftpEndpoint.over(connection, lacking);
        } catch (IOException e) {
            if (lacking.isEmpty() || !connection.isSound()) {
                throw e;
            }
            throw new Failure(
                    FailureCategory.NOT_SET_UP,
                    "use the shell of " + connection.host().shown(),
                    "it lacks " + lacking + ", and there is no SFTP: " + e.getMessage(),
                    "Install what it lacks there.",
                    e);
        }
    }

    private static Optional<Endpoint> endpoint(RemoteShell shell, Probe probe, Consumer<RemoteShell> leaving) {
        Userland userland = probe.userland();
        return userland == null ? Optional.empty() : Optional.of(new SshEndpoint(shell, probe, userland, leaving));
    }

    /** Empty where it does not hold any more; what is wrong then, a new connection tells. */
    private Optional<Endpoint> again(Left last, SshSettings settings) {
        RemoteShell shell = last.shell;
        try {
            if (isFresh(last) && shell.isFit() && shell.connection().isTheWay()) {
                Optional<Endpoint> endpoint = Probe.ask(shell, ANSWER, clock)
                        .flatMap(it -> endpoint(shell, it, leaving(settings, last.opened)));
                if (endpoint.isPresent()) {
                    return endpoint;
                }
            }
        } catch (IOException | Failure e) {
            shell.connection().doubt();
        }
        shell.connection().close();
        return Optional.empty();
    }

    /** Timers stand still while a machine sleeps. */
    private boolean isFresh(Left last) {
        Instant now = clock.instant();
        return now.isBefore(last.at.plus(LEFT)) && now.isBefore(last.opened.plus(LIFE));
    }

    private synchronized @Nullable Left taken(SshSettings settings) {
        return left.remove(settings);
    }

    private Consumer<RemoteShell> leaving(SshSettings settings, Instant opened) {
        return shell -> left(settings, new Left(shell, opened, clock.instant()))
                .forEach(it -> it.connection().close());
    }

    /** What is not to be kept: one that is not fit, and one that another run has left meanwhile. */
    private synchronized List<RemoteShell> left(SshSettings settings, Left mine) {
        if (isClosed || !mine.shell.isFit()) {
            return List.of(mine.shell);
        }
        Left before = left.put(settings, mine);
        CompletableFuture.delayedExecutor(LEFT.toMillis(), TimeUnit.MILLISECONDS)
                .execute(() -> end(settings, mine));
        return before == null ? List.of() : List.of(before.shell);
    }

    private void end(SshSettings settings, Left mine) {
        boolean isMine;
        synchronized (this) {
            isMine = left.remove(settings, mine);
        }
        if (isMine) {
            mine.shell.connection().close();
        }
    }

    /** Ends what was left. */
    @Override
    public void close() {
        List<Left> last;
        synchronized (this) {
            isClosed = true;
            last = List.copyOf(left.values());
            left.clear();
        }
        last.forEach(it -> it.shell.connection().close());
    }
}
