package cc.chitty.sync.gpusync.peer.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import cc.chitty.sync.kernel.fixture.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A peer with a poor userland: nothing but busybox, so {@code stat -c}, whole seconds, no openssl, no rsync. */
class BusyboxEndpointTest extends SshContract {

    @TempDir
    static Path place;

    private static TestPeer peer;

    @BeforeAll
    static void connects() throws IOException {
        Assumptions.assumeTrue(Programs.works("busybox", "true"), "there is no busybox on this machine");
        Path programs = Files.createDirectories(place.resolve("programs"));
        Programs.run(
                java.util.List.of("busybox", "--install", "-s", programs.toString()), place.resolve("install.log"));
        peer = new TestPeer(
                place.resolve("server"),
                "SetEnv PATH=" + programs + " SHLVL=2 HOME=" + Files.createDirectories(place.resolve("remote")));
    }

    @AfterAll
    static void ends() {
        if (peer != null) {
            peer.close();
        }
    }

    @Override
    protected TestPeer peer() {
        return peer;
    }

    @Override
    protected boolean isPrecise() {
        return false;
    }

    @Test
    void it_has_no_find_that_prints_and_no_rsync() {
        assertThat(endpoint().facts().has("find.printf")).isFalse();
        assertThat(endpoint().facts().has("rsync")).isFalse();
        assertThat(endpoint().programs()).isPresent();
    }
}
