package cc.chitty.sync.gpusync.peer.ssh;

import cc.chitty.sync.gpusync.peer.LocalPrograms;
import cc.chitty.sync.gpusync.peer.QuietWatch;
import cc.chitty.sync.kernel.run.Failure;
import cc.chitty.sync.kernel.run.FailureCategory;
import cc.chitty.sync.kernel.state.DirectoryTree;
import cc.chitty.sync.kernel.state.StorageFailure;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedDeque;
import net.schmizz.keepalive.KeepAliveRunner;
import net.schmizz.sshj.SSHClient;
import net.schmizz.sshj.transport.TransportException;
import net.schmizz.sshj.userauth.UserAuthException;
import org.jspecify.annotations.Nullable;

/**
 * A connection to a peer, through the hosts before it where there are some. One for a whole run, or for several that follow each other
 * closely; used by several threads.
 */
final class SshConnection implements AutoCloseable {

    private static final long WINDOW = 8L << 20;
    private static final int ALIVE_SECONDS = 15;
    private static final int ALIVE_MISSES = 4;
    private static final Duration ENDING = Duration.ofSeconds(5);

    private final SshSettings settings;
    private final SshHost host;
    private final Deque<SSHClient> clients = new ConcurrentLinkedDeque<>();
    private final List<Hop> way = new ArrayList<>();
    private volatile boolean isDoubtful;

    private @Nullable Path control;
    private @Nullable Thread opening;

    /** A host on the way, with the key that it has shown. */
    private record Hop(SshHost host, KnownHosts known) {}

    private SshConnection(SshSettings settings, SshHost host) {
        this.settings = settings;
        this.host = host;
    }

    /**
     * Connects and logs in.
     *
     * @throws Failure REFUSED for a host key that is unknown, changed or revoked; NOT_SET_UP where no key is taken; RETRYABLE where
     *     the peer cannot be reached
     */
    static SshConnection open(SshSettings settings) {
        SshHosts hosts = new SshHosts(settings);
        SshHost host = hosts.find(settings.host());
        SshConnection connection = new SshConnection(settings, host);
        try (QuietWatch watch = new QuietWatch(settings.connecting(), connection::close)) {
            for (String jump : host.jumps()) {
                connection.hop(hosts.find(jump, SshHosts.Destination.parse(jump)), watch);
            }
            connection.hop(host, watch);
            return connection;
        } catch (RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    SshHost host() {
        return host;
    }

    SshSettings settings() {
        return settings;
    }

    SSHClient client() throws IOException {
        SSHClient last = clients.peekLast();
        if (last == null) {
            throw new IOException("it is closed");
        }
        return last;
    }

    private void hop(SshHost next, QuietWatch watch) {
        if (!next.proxyCommand().isEmpty()) {
            throw new Failure(
                    FailureCategory.NOT_SET_UP,
                    "connect to " + next.shown(),
                    "its ssh configuration has a ProxyCommand, which only ssh itself can run",
                    "Use ProxyJump for it, or leave it out for this host.");
        }
        KnownHosts known = KnownHosts.of(next);
        SSHClient client = prepared(known, next.compressed());
        SSHClient before = clients.peekLast();
        clients.addLast(client);
        try {
            connect(client, next, before);
            login(client, next);
            way.add(new Hop(next, known));
        } catch (IOException e) {
            Failure refusal = known.refusal();
            throw refusal != null ? refusal : failure(next, watch.expired(), e);
        }
    }

    private SSHClient prepared(KnownHosts known, boolean compressed) {
        SSHClient client = new SSHClient(compressed ? new LeanConfig().compressed() : new LeanConfig());
        client.addHostKeyVerifier(known);
        int millis = Math.toIntExact(settings.connecting().toMillis());
        client.setConnectTimeout(millis);
        client.setTimeout(millis);
        client.getConnection().setWindowSize(WINDOW);
        client.getConnection().setTimeoutMs(millis);
        client.getTransport().setTimeoutMs(millis);
        client.getConnection().getKeepAlive().setKeepAliveInterval(ALIVE_SECONDS);
        if (client.getConnection().getKeepAlive() instanceof KeepAliveRunner runner) {
            runner.setMaxAliveCount(ALIVE_MISSES);
        }
        return client;
    }

    private static void connect(SSHClient client, SshHost next, @Nullable SSHClient before) throws IOException {
        if (before == null) {
            client.connect(next.address(), next.port());
        } else {
            client.connectVia(before.newDirectConnection(next.address(), next.port()));
        }
    }

    private static void login(SSHClient client, SshHost next) throws IOException {
        Logins logins = Logins.of(next, client);
        try {
            client.auth(next.user(), logins.methods());
        } catch (UserAuthException e) {
            if (!client.getTransport().isRunning() || isBroken(e)) {
                throw e;
            }
            throw notTaken(next, logins, e);
        }
    }

    /** A transport tells those who wait that it has died a moment before it counts as not running. */
    private static boolean isBroken(Throwable thrown) {
        for (Throwable at = thrown; at != null; at = at.getCause()) {
            if (at instanceof TransportException || at instanceof SocketException) {
                return true;
            }
        }
        return false;
    }

    private static Failure notTaken(SshHost next, Logins logins, UserAuthException e) {
        List<String> seen = new ArrayList<>();
        seen.add(logins.methods().isEmpty() ? "there is no key to log in with" : "it takes none of our keys");
        seen.addAll(logins.remarks());
        return new Failure(
                FailureCategory.NOT_SET_UP,
                "log in as " + next.shown(),
                String.join("; ", seen),
                "Make 'ssh " + next.name() + "' work without a question (ssh-add, ssh-copy-id) and start again.",
                e);
    }

    private static Failure failure(SshHost next, boolean expired, IOException e) {
        return new Failure(
                FailureCategory.RETRYABLE,
                "connect to " + next.shown(),
                expired ? "no answer in time" : words(e),
                "Look whether the machine is on and can be reached, and start again.",
                e);
    }

    static String words(Throwable thrown) {
        if (thrown instanceof UnknownHostException) {
            return "its name is not known";
        }
        if (thrown instanceof ConnectException) {
            return "nothing listens there";
        }
        String words = thrown.getMessage();
        return words == null || words.isEmpty() ? thrown.getClass().getSimpleName() : words;
    }

    /** Whether the configuration leads the same way today, and the keys that its hosts have shown are still known. */
    boolean isTheWay() {
        SshHosts hosts = new SshHosts(settings);
        List<SshHost> now = new ArrayList<>();
        SshHost last = hosts.find(settings.host());
        last.jumps().forEach(jump -> now.add(hosts.find(jump, SshHosts.Destination.parse(jump))));
        now.add(last);
        return now.equals(way.stream().map(Hop::host).toList()) && way.stream().allMatch(SshConnection::isKnown);
    }

    private static boolean isKnown(Hop hop) {
        PublicKey key = hop.known().accepted();
        return key != null
                && KnownHosts.of(hop.host())
                        .verify(hop.host().address(), hop.host().port(), key);
    }

    /**
     * For rsync. One connection of ssh's own serves all that follow each other.
     */
    SshRoute route() {
        awaitRoute();
        return command();
    }

    /** Begins to open ssh's own connection, beside whatever goes on meanwhile; {@link #route} waits for it. */
    synchronized void openRoute() {
        if (opening == null) {
            SshRoute route = command();
            Thread thread = new Thread(() -> open(route), "ssh-route");
            thread.setDaemon(true);
            thread.start();
            opening = thread;
        }
    }

    private void open(SshRoute route) {
        List<String> command = new ArrayList<>(route.command());
        command.addAll(List.of(route.host(), "true"));
        try {
            new LocalPrograms(route.environment())
                    .run(
                            command,
                            InputStream.nullInputStream(),
                            OutputStream.nullOutputStream(),
                            settings.connecting());
        } catch (IOException | Failure e) {
            doubt(); // the transfer tries it itself, and tells what is wrong
        }
    }

    private void awaitRoute() {
        Thread thread;
        synchronized (this) {
            thread = opening;
            opening = null;
        }
        try {
            if (thread != null) {
                thread.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized SshRoute command() {
        List<String> command = new ArrayList<>(List.of("ssh"));
        Path configuration = settings.configuration();
        if (configuration != null) {
            command.addAll(List.of("-F", configuration.toString()));
        }
        for (String option : List.of(
                "BatchMode=yes",
                "StrictHostKeyChecking=yes",
                "ConnectTimeout=" + Math.max(1, settings.connecting().toSeconds()),
                "ServerAliveInterval=" + ALIVE_SECONDS,
                "ServerAliveCountMax=" + ALIVE_MISSES,
                "ControlMaster=auto",
                "ControlPersist=30",
                "ControlPath=" + controlDirectory().resolve("c"))) {
            command.addAll(List.of("-o", option));
        }
        return new SshRoute(
                settings.host(),
                command,
                settings.agent().isEmpty() ? Map.of() : Map.of("SSH_AUTH_SOCK", settings.agent()));
    }

    private Path controlDirectory() {
        Path known = control;
        if (known == null) {
            try {
                known = Files.createTempDirectory("cs-");
            } catch (IOException e) {
                throw StorageFailure.of(
                        "make a directory in", Path.of(System.getProperty("java.io.tmpdir", "/tmp")), e);
            }
            control = known;
        }
        return known;
    }

    /** Ends ssh's own connection, where there is one. */
    private void endRoute() {
        awaitRoute();
        endControl();
    }

    private synchronized void endControl() {
        Path directory = control;
        if (directory == null) {
            return;
        }
        control = null;
        List<String> command = new ArrayList<>(List.of("ssh", "-o", "ControlPath=" + directory.resolve("c")));
        command.addAll(List.of("-O", "exit", settings.host()));
        try {
            if (Files.exists(directory.resolve("c"))) {
                new LocalPrograms()
                        .run(command, InputStream.nullInputStream(), OutputStream.nullOutputStream(), ENDING);
            }
            DirectoryTree.delete(directory);
        } catch (IOException e) {
            directory.toFile().deleteOnExit();
        }
    }

    /** Whether nothing has gone wrong with it. */
    boolean isSound() {
        return !isDoubtful && isAlive();
    }

    /** It is not used for another run. */
    void doubt() {
        isDoubtful = true;
    }

    boolean isAlive() {
        SSHClient last = clients.peekLast();
        return last != null && last.getTransport().isRunning();
    }

    /** What a broken connection is told as. */
    Failure broken(String attempted, IOException e) {
        doubt();
        return new Failure(
                FailureCategory.RETRYABLE,
                attempted,
                "the connection to " + host.shown() + " broke: " + words(e),
                "Start again; what is done is done, and the next run goes on.",
                e);
    }

    /** Ends all that runs over it; the last host first. */
    @Override
    public void close() {
        endRoute();
        for (SSHClient last = clients.pollLast(); last != null; last = clients.pollLast()) {
            close(last);
        }
    }

    private static void close(SSHClient client) {
        try {
            client.close();
        } catch (IOException e) {
            client.getTransport().die(e);
        }
    }
}
