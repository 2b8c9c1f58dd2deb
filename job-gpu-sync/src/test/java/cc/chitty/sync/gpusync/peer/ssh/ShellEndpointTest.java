package cc.chitty.sync.gpusync.peer.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import cc.chitty.sync.kernel.fixture.SshServer;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A peer with the usual userland of Linux. */
class ShellEndpointTest extends SshContract {

    @TempDir
    static Path place;

    private static TestPeer peer;

    @BeforeAll
    static void connects() {
        peer = new TestPeer(place);
    }

    @AfterAll
    static void ends() {
        peer.close();
    }

    @Override
    protected TestPeer peer() {
        return peer;
    }

    @Test
    void facts_are_asked_of_the_peer() {
        assertThat(endpoint().facts().name()).isEqualTo("peer");
        assertThat(endpoint().facts().system()).isEqualTo("Linux");
        assertThat(endpoint().facts().home())
                .isEqualTo(peer.server().remoteHome().toString());
        assertThat(endpoint().facts().has("find.printf")).isTrue();
        assertThat(endpoint().facts().ahead().abs().toMillis()).isLessThan(2000);
        assertThat(endpoint().facts().sensitivity().caseMatters()).isTrue();
        assertThat(SshServer.isInstalled()).isTrue();
    }
}
