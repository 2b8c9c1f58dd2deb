package cc.chitty.sync.gpusync;

import static org.assertj.core.api.Assertions.assertThat;

import cc.chitty.sync.gpusync.model.Replica;
import cc.chitty.sync.gpusync.peer.DiskTraits;
import cc.chitty.sync.gpusync.peer.InMemoryDisk;
import cc.chitty.sync.gpusync.run.SyncOptions;
import cc.chitty.sync.kernel.run.ExitCode;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A directory of the peer at which nobody can look for a while, as a mount of FUSE whose program has died. */
class UntoldTest {

    private static final SyncOptions ALL = SyncOptions.all("ws");
    private static final long THEN = 1_700_000_000_000_000_000L;

    @TempDir
    Path directory;

    private final InMemoryDisk ours = new InMemoryDisk(DiskTraits.LINUX, "/home/kim");

    /** @param files whether the peer takes files alone: what cannot be looked at is in no listing then */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void what_cannot_be_looked_at_is_not_gone(boolean files) throws IOException {
        InMemoryDisk theirs = new InMemoryDisk(files ? DiskTraits.SFTP : DiskTraits.LINUX, "/home/kim");
        try (JobDesk desk = BatchSync.between(directory, ours, theirs)) {
            for (String file : new String[] {"a/live/one", "a/live/two", "a/live/in/three", "a/top", "a/gone/x", "b"}) {
                ours.file(Replica.ROOT + "/" + file, file, 0644, THEN);
            }
            assertThat(desk.run(ALL).ended().exitCode()).isEqualTo(ExitCode.DONE);

            theirs.dies(Replica.ROOT + "/a/live", true);
            theirs.remove(Replica.ROOT + "/a/gone/x");
            theirs.remove(Replica.ROOT + "/a/gone");
            for (SyncOptions options : new SyncOptions[] {ALL.dry(), ALL, ALL}) {
                GpuSync.Answer answer = desk.run(options);
                assertThat(answer.ended().exitCode()).isEqualTo(ExitCode.PROBLEMS_LEFT);
                assertThat(answer.ended().report().problems())
                        .singleElement()
                        .satisfies(
                                it -> assertThat(it.where() + it.what()).contains("a/live", "it cannot be looked at"));
            }
            assertThat(ours.text(Replica.ROOT + "/a/live/in/three")).isEqualTo("a/live/in/three");
            assertThat(ours.kind(Replica.ROOT + "/a/gone")).isNull();

            theirs.dies(Replica.ROOT + "/a/live", false);
            theirs.remove(Replica.ROOT + "/a/live/one");
            assertThat(desk.run(ALL).ended().exitCode()).isEqualTo(ExitCode.DONE);
            assertThat(ours.kind(Replica.ROOT + "/a/live/one")).isNull();
            assertThat(ours.text(Replica.ROOT + "/a/live/two")).isEqualTo("a/live/two");
        }
    }

    @Test
    void what_was_below_a_directory_that_is_a_link_now_is_gone() throws IOException {
        InMemoryDisk theirs = new InMemoryDisk(DiskTraits.SFTP, "/home/kim");
        try (JobDesk desk = BatchSync.between(directory, ours, theirs)) {
            for (String file : new String[] {"d/one", "d/in/two", "other", "more", "most"}) {
                ours.file(Replica.ROOT + "/" + file, file, 0644, THEN);
            }
            assertThat(desk.run(ALL).ended().exitCode()).isEqualTo(ExitCode.DONE);
            for (String gone : new String[] {"d/one", "d/in/two", "d/in", "d"}) {
                theirs.remove(Replica.ROOT + "/" + gone);
            }
            theirs.link(Replica.ROOT + "/d", "elsewhere");

            assertThat(desk.run(ALL).ended().exitCode()).isEqualTo(ExitCode.DONE);

            assertThat(ours.target(Replica.ROOT + "/d")).isEqualTo("elsewhere");
        }
    }
}
