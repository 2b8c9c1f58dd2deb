package cc.chitty.sync.gpusync.peer.ssh;

import cc.chitty.sync.gpusync.peer.Endpoint;
import cc.chitty.sync.kernel.fixture.SshServer;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Assumptions;

/** A server and one connection to it. */
final class TestPeer implements AutoCloseable {

    private final SshServer server;
    private final Endpoint endpoint;

    TestPeer(Path place, String... options) {
        Assumptions.assumeTrue(SshServer.isInstalled(), "there is no OpenSSH server on this machine");
        this.server = new SshServer(place, options);
        this.endpoint = SshPeers.connect(settings(server), Clock.systemUTC());
    }

    static SshSettings settings(SshServer server) {
        return new SshSettings(
                "peer", server.home(), server.configuration(), "", Duration.ofSeconds(20), Duration.ofSeconds(60));
    }

    SshServer server() {
        return server;
    }

    Endpoint endpoint() {
        return endpoint;
    }

    @Override
    public void close() {
        endpoint.close();
        server.close();
    }
}
