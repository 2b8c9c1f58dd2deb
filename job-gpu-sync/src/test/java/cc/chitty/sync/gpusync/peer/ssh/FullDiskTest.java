package cc.chitty.sync.gpusync.peer.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cc.chitty.sync.gpusync.manifest.TreePath;
import cc.chitty.sync.gpusync.peer.Endpoint;
import cc.chitty.sync.gpusync.peer.Endpoint.StagedContent;
import cc.chitty.sync.gpusync.peer.LocalEndpoint;
import cc.chitty.sync.kernel.fixture.Mounts;
import cc.chitty.sync.kernel.fixture.Programs;
import cc.chitty.sync.kernel.run.Failure;
import cc.chitty.sync.kernel.run.FailureCategory;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A small file system that runs full; needs root to be mounted. */
class FullDiskTest {

    @TempDir
    Path directory;

    private Path small;

    @BeforeEach
    void mounts() throws IOException {
        small = Files.createDirectories(directory.resolve("small"));
        Mounts.small(small, 2);
        Files.createDirectories(small.resolve("root"));
        Files.writeString(small.resolve("root/f"), "old");
    }

    @AfterEach
    void unmounts() {
        Mounts.away(small);
    }

    private void runsFull(Endpoint endpoint) {
        String root = small.resolve("root").toString();
        String staging = endpoint.staging(root, "run-1");
        assertThat(staging).startsWith(small.toString());
        assertThat(endpoint.freeBytes(root))
                .hasValueSatisfying(it -> assertThat(it).isLessThan(3L << 20));
        StagedContent large = new StagedContent(
                new TreePath("f"), 0600, 1_000_000_000L, () -> new ByteArrayInputStream(new byte[4 << 20]));
        assertThatThrownBy(() -> endpoint.stage(staging, List.of(large)))
                .isInstanceOf(Failure.class)
                .hasMessageFindingMatch("No space left|Wrote only")
                .extracting(it -> ((Failure) it).category())
                .isEqualTo(FailureCategory.RETRYABLE);
        assertThat(Programs.text(small.resolve("root/f"))).isEqualTo("old");
        endpoint.discard(staging);
    }

    @Test
    void here_it_is_told_and_nothing_is_lost() {
        runsFull(new LocalEndpoint("here", directory, System.getenv("PATH")));
    }

    @Test
    void at_the_peer_it_is_told_and_nothing_is_lost() {
        try (TestPeer peer = new TestPeer(directory.resolve("server"))) {
            runsFull(peer.endpoint());
        }
    }
}
