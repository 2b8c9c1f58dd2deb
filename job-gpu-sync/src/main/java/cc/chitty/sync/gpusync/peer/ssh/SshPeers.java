package cc.chitty.sync.gpusync.peer.ssh;

import cc.chitty.sync.gpusync.peer.Endpoint;
import cc.chitty.sync.kernel.run.Failure;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;

/** Connects to peers. */
public final class SshPeers {

    private SshPeers() {}

    /**
     * Connects, logs in and asks what the peer can; one without a usable shell is reached by files only.
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
            return SftpEndpoint.over(connection);
        } catch (IOException e) {
            connection.close();
            throw connection.broken("ask the peer what it can", e);
        } catch (RuntimeException e) {
            connection.close();
            throw e;
        }
    }
}
