package cc.chitty.sync.gpusync.peer.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import cc.chitty.sync.gpusync.peer.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

    @Override
    protected boolean tellsMounts() {
        return false;
    }

    @ParameterizedTest
    @ValueSource(longs = {-315_619_200L, 8_589_934_592L})
    void a_time_that_the_protocol_cannot_tell_becomes_the_nearest(long seconds) {
        long time = seconds * 1_000_000_000L;
        ground().directory(root(), 0755);
        endpoint().stage(staging(), List.of(content("f", "x", 0640, time)));
        Outcome outcome = publish(change("f", null, file("x", 0640, time)), change("d", null, directory(0755)))
                .get(0);
        assertThat(outcome.result()).as("%s", outcome).isEqualTo(Outcome.Result.DONE);
        assertThat(ground().modified(at("f"))).isEqualTo(seconds < 0 ? 0 : ((1L << 32) - 1) * 1_000_000_000L);
    }

    @Test
    void what_is_staged_while_something_is_published_does_not_touch_the_root() throws IOException {
        ground().directory(root(), 0755);
        String first = endpoint().staging(root(), "run-1");
        Files.setLastModifiedTime(Path.of(root()), FileTime.fromMillis(0));
        String second = endpoint().staging(root(), "run-2");
        assertThat(second).isNotEqualTo(first);
        assertThat(Path.of(second)).isDirectory();
        assertThat(ground().modified(root())).isZero();
        endpoint().discard(second);
    }

    @Test
    void it_runs_no_programs() {
        assertThat(endpoint().programs()).isEmpty();
        assertThat(endpoint().facts().tools()).isEmpty();
    }
}
