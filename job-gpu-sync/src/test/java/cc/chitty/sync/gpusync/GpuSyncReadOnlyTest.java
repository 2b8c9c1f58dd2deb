package cc.chitty.sync.gpusync;

import static org.assertj.core.api.Assertions.assertThat;

import cc.chitty.sync.gpusync.reconcile.Side;
import cc.chitty.sync.kernel.fixture.Mounts;
import cc.chitty.sync.kernel.run.ExitCode;
import cc.chitty.sync.kernel.run.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The whole job over ssh where a directory of one side cannot be written. */
class GpuSyncReadOnlyTest {

    @TempDir
    Path directory;

    private SshStation station;
    private JobDesk desk;

    @BeforeEach
    void begin() throws IOException {
        station = new SshStation(directory);
        desk = new JobDesk(
                directory, station.home(), station.settings(station.server().port()));
    }

    @AfterEach
    void end() {
        desk.close();
        station.close();
    }

    private void isDone() {
        GpuSync.Answer answer = desk.run(SshStation.WORKSPACE);
        assertThat(answer.ended().exitCode())
                .as("%s %s", answer.ended().failure(), answer.ended().report().problems())
                .isEqualTo(ExitCode.DONE);
        assertThat(TreeText.contents(station.ours())).isEqualTo(TreeText.contents(station.theirs()));
    }

    private Path at(Side side) {
        return side == Side.OURS ? station.ours() : station.theirs();
    }

    private Path changed(Side readOnly) throws IOException {
        Path source = at(readOnly.other());
        for (String name : new String[] {"locked/f", "locked/g", "locked/deep/h", "free/f", "free/g"}) {
            TreeText.write(source, name, "old", 1);
        }
        isDone();
        TreeText.write(source, "locked/f", "changed", 2);
        Files.delete(source.resolve("locked/g"));
        TreeText.write(source, "locked/deep/new", "new", 3);
        TreeText.write(source, "free/f", "changed", 4);
        Files.delete(source.resolve("free/g"));
        return source;
    }

    @ParameterizedTest
    @EnumSource(Side.class)
    void what_lies_in_it_is_named_and_the_rest_is_done(Side side) throws IOException {
        Path source = changed(side);
        Path locked = at(side).resolve("locked");
        SortedMap<String, String> sourceBefore = TreeText.exact(source);
        SortedMap<String, String> lockedBefore = TreeText.exact(locked);
        Mounts.readOnly(locked);
        try {
            GpuSync.Answer answer = desk.run(SshStation.WORKSPACE);
            assertThat(answer.ended().exitCode())
                    .as("%s", answer.ended().failure())
                    .isEqualTo(ExitCode.PROBLEMS_LEFT);
            assertThat(answer.ended().report().problems())
                    .extracting(Problem::where)
                    .contains("workspace_code:locked/f", "workspace_code:locked/g", "workspace_code:locked/deep/new");
            assertThat(answer.ended().report().problems())
                    .allSatisfy(it -> assertThat(it.what()).containsIgnoringCase("read-only file system"));
            assertThat(TreeText.exact(locked)).isEqualTo(lockedBefore);
            assertThat(TreeText.exact(source)).isEqualTo(sourceBefore);
            assertThat(at(side).resolve("free/f")).hasContent("changed");
            assertThat(at(side).resolve("free/g")).doesNotExist();
        } finally {
            Mounts.away(locked);
        }
        isDone();
        assertThat(at(side).resolve("locked/f")).hasContent("changed");
        assertThat(at(side).resolve("locked/g")).doesNotExist();
    }

    @ParameterizedTest
    @EnumSource(Side.class)
    void a_root_that_cannot_be_written_at_all_ends_the_run_with_the_reason(Side side) throws IOException {
        Path source = changed(side);
        SortedMap<String, String> sourceBefore = TreeText.exact(source);
        SortedMap<String, String> rootBefore = TreeText.exact(at(side));
        Mounts.readOnly(at(side));
        try {
            GpuSync.Answer answer = desk.run(SshStation.WORKSPACE);
            assertThat(answer.ended().exitCode()).isIn(ExitCode.FAILED, ExitCode.PROBLEMS_LEFT);
            assertThat((answer.ended().failure() + " " + answer.ended().report().problems()))
                    .containsIgnoringCase("read-only file system");
            assertThat(TreeText.exact(at(side))).isEqualTo(rootBefore);
            assertThat(TreeText.exact(source)).isEqualTo(sourceBefore);
        } finally {
            Mounts.away(at(side));
        }
        isDone();
        assertThat(at(side).resolve("free/f")).hasContent("changed");
    }
}
