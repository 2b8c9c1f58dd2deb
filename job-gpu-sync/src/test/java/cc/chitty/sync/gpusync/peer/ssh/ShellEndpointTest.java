package cc.chitty.sync.gpusync.peer.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import cc.chitty.sync.gpusync.peer.Outcome;
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

    /** Of the same size and time, so that those do not show that nothing was replaced. */
    @Test
    void what_cannot_be_kept_is_not_replaced_and_that_is_told() {
        ground().file(at("f"), "old", 0640, T2);
        ground().file(kept(), "a file in its way", 0644, T1);
        Outcome outcome = bring("f", entry("f"), "new");
        assertThat(outcome.result()).as("%s", outcome).isEqualTo(Outcome.Result.FAILED);
        assertThat(outcome.trouble()).isNotBlank();
        assertThat(ground().text(at("f"))).isEqualTo("old");
    }
}
