package cc.chitty.sync.gpusync.peer.ssh;

import cc.chitty.sync.gpusync.peer.Endpoint;
import cc.chitty.sync.kernel.run.Failure;
import cc.chitty.sync.kernel.run.FailureCategory;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;

/** Connects to peers. */
public final class SshPeers {

    private SshPeers() {}

    /**
     * Connects, logs in and asks what the peer can.
     *
     * @throws Failure REFUSED for a host key that is unknown, changed or revoked; NOT_SET_UP where no key is taken; RETRYABLE where
     *     the peer cannot be reached
     */
    public static Endpoint connect(SshSettings settings, Clock clock) {
        SshConnection connection = SshConnection.open(settings);
        try {
            RemoteShell shell = new RemoteShell(connection);
            Optional<Probe> probe = Probe.ask(shell, connection.host(), clock);
            Userland userland = probe.map(Probe::userland).orElse(null);
            if (probe.isPresent() && userland != null) {
                return new SshEndpoint(connection, shell, probe.get(), userland);
            }
            throw new Failure(
                    FailureCategory.NOT_SET_UP,
                    "use " + connection.host().shown(),
                    "it has no shell with find, xargs and stat",
                    "Give the user a shell there.");
        } catch (IOException e) {
            connection.close();
            throw connection.broken("ask the peer what it can", e);
        } catch (RuntimeException e) {
            connection.close();
            throw e;
        }
    }
}
