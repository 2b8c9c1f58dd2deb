package cc.chitty.sync.drivesync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import cc.chitty.sync.kernel.fixture.Programs;
import cc.chitty.sync.kernel.run.ExitCode;
import cc.chitty.sync.kernel.run.Finding;
import cc.chitty.sync.kernel.run.Interruption;
import cc.chitty.sync.kernel.run.Problem;
import cc.chitty.sync.kernel.state.DirectoryTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of the repository with a mirror's versions between two runs, where neither side of the mirror has changed. */
class LostVersionsTest {

    @TempDir
    Path directory;

    @BeforeEach
    void begin() {
        assumeTrue(Programs.works("git", "--version"), "git is not installed");
    }

    private Path repository() {
        return directory.resolve("state/mirrors/" + DriveFixture.NAME + ".git");
    }

    private String run(String... command) {
        Path out = directory.resolve("out");
        Path warnings = directory.resolve("warnings");
        int code = Programs.exitCode(Programs.start(List.of(command), out, warnings));
        assertThat(code).as(Programs.text(warnings)).isZero();
        return Programs.text(out).strip();
    }

    private String git(String... arguments) {
        List<String> command =
                new ArrayList<>(List.of("git", "--git-dir", repository().toString()));
        command.addAll(List.of(arguments));
        return run(command.toArray(String[]::new));
    }

    /** A mirror of two versions, which has nothing more to do. */
    private static void twoVersions(DriveFixture drive) throws IOException {
        Tree.of("a=1", "d/b=2").writeTo(drive.remote());
        drive.done();
        Tree.of("a=one").writeTo(drive.remote());
        drive.done();
        isSettled(drive);
    }

    private static void isSettled(DriveFixture drive) {
        assertThat(found(drive).level()).isEqualTo(Finding.Level.OK);
        assertThat(drive.done().ended().report().counts()).doesNotContainKeys("commits", "commits_pushed");
    }

    private static Finding found(DriveFixture drive) {
        return drive.get(DriveDoctor.class).findings(List.of(), new Interruption()).stream()
                .filter(it -> it.check().equals(DriveFixture.NAME))
                .filter(it -> it.what().startsWith("its versions in "))
                .findFirst()
                .orElseThrow();
    }

    private static int versions(DriveFixture drive, String path) {
        return drive.get(DriveHistory.class).versions(DriveFixture.NAME, path).size();
    }

    private void namedAndCommittedAnew(DriveFixture drive) {
        Finding finding = found(drive);
        assertThat(finding.level()).isEqualTo(Finding.Level.WRONG);
        assertThat(finding.what()).contains("lacks the last commit");
        DriveSync.Answer answer = drive.run();
        assertThat(answer.ended().exitCode()).isEqualTo(ExitCode.PROBLEMS_LEFT);
        assertThat(answer.ended().report().problems()).singleElement().satisfies(problem -> {
            assertThat(problem.where()).isEqualTo(repository().toString());
            assertThat(problem.what()).contains("lacks the last commit", "committed anew");
        });
        assertThat(drive.count(answer, "commits")).isEqualTo(1);
        assertThat(git("ls-tree", "-r", "--name-only", "main")).isEqualTo("a\nd/b");
        isSettled(drive);
    }

    @Test
    void a_repository_that_was_removed_is_named_and_begun_anew() throws IOException {
        try (DriveFixture drive = DriveFixture.open(directory)) {
            assertThat(drive.get(DriveDoctor.class).findings(List.of(), new Interruption()))
                    .noneMatch(it -> it.what().startsWith("its versions in "));
            twoVersions(drive);
            assertThat(versions(drive, "a")).isEqualTo(2);
            DirectoryTree.delete(repository());
            assertThat(found(drive).level()).isEqualTo(Finding.Level.WRONG);
            assertThat(repository()).doesNotExist();
            namedAndCommittedAnew(drive);
            assertThat(versions(drive, "a")).isEqualTo(1);
        }
    }

    @Test
    void one_that_was_put_back_from_an_older_copy_is_gone_on_with() throws IOException {
        try (DriveFixture drive = DriveFixture.open(directory)) {
            Path older = directory.resolve("older");
            Tree.of("a=1", "d/b=2").writeTo(drive.remote());
            drive.done();
            run("cp", "-a", repository().toString(), older.toString());
            Tree.of("a=one").writeTo(drive.remote());
            drive.done();
            DirectoryTree.delete(repository());
            Files.move(older, repository());
            namedAndCommittedAnew(drive);
            assertThat(versions(drive, "a")).isEqualTo(2);
        }
    }

    @Test
    void a_branch_that_was_deleted_begins_again_with_all_files() throws IOException {
        try (DriveFixture drive = DriveFixture.open(directory)) {
            twoVersions(drive);
            git("update-ref", "-d", "refs/heads/main");
            namedAndCommittedAnew(drive);
        }
    }

    @Test
    void references_that_git_has_packed_are_found() throws IOException {
        try (DriveFixture drive = DriveFixture.open(directory)) {
            twoVersions(drive);
            git("pack-refs", "--all");
            assertThat(repository().resolve("refs/heads/main")).doesNotExist();
            isSettled(drive);
        }
    }

    @Test
    void another_branch_is_no_loss_and_begins_with_all_files() throws IOException {
        try (DriveFixture drive = DriveFixture.open(directory)) {
            twoVersions(drive);
        }
        try (DriveFixture drive = DriveFixture.open(directory, Map.of("git.branch", "other"))) {
            assertThat(drive.count(drive.done(), "commits")).isEqualTo(1);
            assertThat(git("ls-tree", "-r", "--name-only", "other")).isEqualTo("a\nd/b");
            isSettled(drive);
        }
    }

    @Test
    void objects_that_are_missing_are_found_by_the_doctor() throws IOException {
        try (DriveFixture drive = DriveFixture.open(directory)) {
            twoVersions(drive);
            DirectoryTree.delete(repository().resolve("objects"));
            assertThat(found(drive).level()).isEqualTo(Finding.Level.WRONG);
            Tree.of("a=three").writeTo(drive.remote());
            DriveSync.Answer answer = drive.run();
            assertThat(answer.ended().exitCode()).isEqualTo(ExitCode.PROBLEMS_LEFT);
            assertThat(answer.ended().report().problems())
                    .extracting(Problem::what)
                    .singleElement()
                    .asString()
                    .contains("could not be read");
            isSettled(drive);
        }
    }

    @Test
    void the_versions_on_the_git_remote_are_joined_again() throws IOException {
        Path shared = directory.resolve("shared.git");
        run("git", "init", "-q", "--bare", "-b", "main", shared.toString());
        try (DriveFixture drive = DriveFixture.open(directory, Map.of("git.remote", shared.toString()))) {
            twoVersions(drive);
            String before = run("git", "--git-dir", shared.toString(), "rev-parse", "main");
            DirectoryTree.delete(repository());
            namedAndCommittedAnew(drive);
            run("git", "--git-dir", shared.toString(), "merge-base", "--is-ancestor", before, "main");
            assertThat(git("rev-parse", "main"))
                    .isEqualTo(run("git", "--git-dir", shared.toString(), "rev-parse", "main"));
            assertThat(git("show", before + ":a")).isEqualTo("one");
        }
    }
}
