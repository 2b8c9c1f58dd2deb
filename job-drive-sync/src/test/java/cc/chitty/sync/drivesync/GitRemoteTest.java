package cc.chitty.sync.drivesync;

import static org.assertj.core.api.Assertions.assertThat;

import cc.chitty.sync.kernel.fixture.Programs;
import cc.chitty.sync.kernel.run.ExitCode;
import cc.chitty.sync.kernel.run.Finding;
import cc.chitty.sync.kernel.run.Interruption;
import cc.chitty.sync.kernel.run.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of the git remote between two runs, where neither side of the mirror has changed. */
class GitRemoteTest {

    @TempDir
    Path directory;

    private Path shared = Path.of("");

    @BeforeEach
    void begin() {
        shared = directory.resolve("shared.git");
        git("init", "-q", "--bare", "-b", "main", shared.toString());
    }

    private String git(String... arguments) {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        Path out = directory.resolve("git.out");
        assertThat(Programs.run(command, out)).as(Programs.text(out)).isZero();
        return Programs.text(out).strip();
    }

    private String tip() {
        return git("--git-dir", shared.toString(), "rev-parse", "main");
    }

    /** A mirror of one file whose only commit is pushed, and which has nothing more to do. */
    private DriveFixture pushed() throws IOException {
        DriveFixture drive = DriveFixture.open(directory, Map.of("git.remote", shared.toString()));
        Tree.of("a=1").writeTo(drive.remote());
        assertThat(drive.count(drive.done(), "commits_pushed")).isEqualTo(1);
        assertThat(drive.done().ended().report().counts()).doesNotContainKeys("commits", "commits_pushed");
        return drive;
    }

    private static Finding found(DriveFixture drive) {
        return drive.get(DriveDoctor.class).findings(List.of(), new Interruption()).stream()
                .filter(it -> it.check().equals(DriveFixture.NAME))
                .filter(it -> it.what().contains("shared.git"))
                .findFirst()
                .orElseThrow();
    }

    private void putBack(DriveFixture drive, String tip) {
        Finding finding = found(drive);
        assertThat(finding.level()).isEqualTo(Finding.Level.WRONG);
        assertThat(finding.what()).contains("there is no branch main");
        DriveSync.Answer answer = drive.run();
        assertThat(answer.ended().exitCode()).isEqualTo(ExitCode.PROBLEMS_LEFT);
        assertThat(answer.ended().report().problems())
                .containsExactly(
                        new Problem("the remote", "its branch is gone or it was emptied; what is here is put back"));
        assertThat(drive.count(answer, "commits_pushed")).isEqualTo(1);
        assertThat(tip()).isEqualTo(tip);
        assertThat(found(drive).level()).isEqualTo(Finding.Level.OK);
        drive.done();
    }

    @Test
    void a_branch_that_was_deleted_is_put_back_and_named() throws IOException {
        try (DriveFixture drive = pushed()) {
            assertThat(found(drive).what()).contains("has the last commit, " + tip().substring(0, 12));
            String tip = tip();
            git("--git-dir", shared.toString(), "update-ref", "-d", "refs/heads/main");
            putBack(drive, tip);
        }
    }

    @Test
    void a_repository_that_is_gone_fails_the_run_until_there_is_one_again() throws IOException {
        try (DriveFixture drive = pushed()) {
            String tip = tip();
            Files.move(shared, directory.resolve("away"));
            assertThat(drive.run().ended().exitCode()).isEqualTo(ExitCode.FAILED);
            assertThat(found(drive).level()).isEqualTo(Finding.Level.WRONG);
            git("init", "-q", "--bare", "-b", "main", shared.toString());
            putBack(drive, tip);
        }
    }

    @Test
    void what_others_push_is_joined_also_where_nothing_is_to_be_pushed() throws IOException {
        try (DriveFixture drive = pushed()) {
            Path clone = directory.resolve("clone");
            git("clone", "-q", shared.toString(), clone.toString());
            Files.writeString(clone.resolve("README"), "theirs");
            git("-C", clone.toString(), "add", "README");
            git("-C", clone.toString(), "-c", "user.name=Pat", "-c", "user.email=p@example.org", "commit", "-qm", "r");
            git("-C", clone.toString(), "push", "-q", "origin", "main");
            String theirs = tip();
            assertThat(found(drive).level()).isEqualTo(Finding.Level.NOTE);
            assertThat(drive.done().ended().report().counts().getOrDefault("commits_pushed", 0L))
                    .isZero();
            assertThat(tip()).isEqualTo(theirs);
            assertThat(found(drive).level()).isEqualTo(Finding.Level.OK);
            Tree.of("a=2").writeTo(drive.remote());
            assertThat(drive.count(drive.done(), "commits_pushed")).isEqualTo(1);
            assertThat(git("--git-dir", shared.toString(), "ls-tree", "--name-only", "main"))
                    .isEqualTo("README\na");
        }
    }
}
