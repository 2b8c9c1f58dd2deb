package cc.chitty.sync.gpusync.peer.ssh;

import cc.chitty.sync.gpusync.peer.QuietWatch;
import cc.chitty.sync.kernel.run.Failure;
import cc.chitty.sync.kernel.run.FailureCategory;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import net.schmizz.keepalive.KeepAliveRunner;
import net.schmizz.sshj.SSHClient;
import net.schmizz.sshj.userauth.UserAuthException;
import org.jspecify.annotations.Nullable;

/** A connection to a peer, through the hosts before it where there are some. One for a whole run; used by several threads. */
final class SshConnection implements AutoCloseable {

    private static final long WINDOW = 8L << 20;
    private static final int ALIVE_SECONDS = 15;
    private static final int ALIVE_MISSES = 4;

    private final SshSettings settings;
    private final SshHost host;
    private final Deque<SSHClient> clients = new ConcurrentLinkedDeque<>();

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
        SSHClient client = prepared(known);
        SSHClient before = clients.peekLast();
        clients.addLast(client);
        try {
            connect(client, next, before);
            login(client, next);
        } catch (IOException e) {
            Failure refusal = known.refusal();
            throw refusal != null ? refusal : failure(next, watch.expired(), e);
        }
    }

    private SSHClient prepared(KnownHosts known) {
        SSHClient client = new SSHClient(new LeanConfig());
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
            if (!client.getTransport().isRunning()) {
                throw e;
            }
            throw notTaken(next, logins, e);
        }
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

    boolean isAlive() {
        SSHClient last = clients.peekLast();
        return last != null && last.getTransport().isRunning();
    }

    /** What a broken connection is told as. */
    Failure broken(String attempted, IOException e) {
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
