package cc.chitty.sync.gpusync;

import static org.assertj.core.api.Assertions.assertThat;

import cc.chitty.sync.gpusync.category.git.TestRepository;
import cc.chitty.sync.gpusync.run.SyncOptions;
import cc.chitty.sync.kernel.run.ExitCode;
import cc.chitty.sync.kernel.run.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A rollback of refs needs the git that moved them: files that go back without them are changes that nobody has made. */
class RollbackWithoutGitTest {

    private static final SyncOptions ALL = SyncOptions.all("ws");

    @TempDir
    Path directory;

    @Test
    void refs_that_cannot_go_back_keep_files_where_they_are_until_they_can() throws IOException {
        try (SshStation station = SshStation.without(directory)) {
            Path git = directory.resolve("programs/git");
            Path program = Files.readSymbolicLink(git);
            TestRepository ours = TestRepository.make(station.ours().resolve("app"));
            String one = ours.commit("f", "one");
            TreeText.write(station.ours(), "plain", "one", 1);
            try (JobDesk desk = new JobDesk(
                    directory, station.home(), station.settings(station.server().port()))) {
                done(desk.run(ALL));
                ours.git("branch", "more");
                TreeText.write(station.ours(), "plain", "two", 2);
                done(desk.run(ALL));
                String synced = desk.snapshots().ids().get(0);
                TestRepository theirs = new TestRepository(station.theirs().resolve("app"));
                assertThat(theirs.value("more")).isEqualTo(one);

                Files.delete(git);
                GpuSync.Answer refused = desk.rollback(synced);
                assertThat(refused.ended().exitCode()).isEqualTo(ExitCode.NOT_SET_UP);
                Failure failure = Objects.requireNonNull(refused.ended().failure());
                assertThat(failure.getMessage()).contains(synced, "one side has no git");
                assertThat(station.theirs().resolve("plain")).hasContent("two");

                Files.createSymbolicLink(git, program);
                done(desk.rollback(synced));
                assertThat(station.theirs().resolve("plain")).hasContent("one");
                assertThat(theirs.git("branch", "--list", "more")).isEmpty();
            }
        }
    }

    private static void done(GpuSync.Answer answer) {
        assertThat(answer.ended().exitCode())
                .as("%s %s", answer.ended().failure(), answer.ended().report().problems())
                .isEqualTo(ExitCode.DONE);
    }
}
