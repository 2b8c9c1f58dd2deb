package cc.chitty.sync.gpusync.peer.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A peer that runs no programs. */
class SftpEndpointTest extends SshContract {

    @TempDir
    static Path place;

    private static TestPeer peer;

    @BeforeAll
    static void connects() {
        peer = new TestPeer(place, "ForceCommand internal-sftp");
    }

    @AfterAll
    static void ends() {
        peer.close();
    }

    @Override
    protected TestPeer peer() {
        return peer;
    }

    @Override
    protected boolean isPrecise() {
        return false;
    }

    @Override
    protected boolean tellsInodes() {
        return false;
    }

    @Test
    void it_runs_no_programs() {
        assertThat(endpoint().programs()).isEmpty();
        assertThat(endpoint().facts().tools()).isEmpty();
    }
}
