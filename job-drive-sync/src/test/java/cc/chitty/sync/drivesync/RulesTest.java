package cc.chitty.sync.drivesync;

import static org.assertj.core.api.Assertions.assertThat;

import cc.chitty.sync.drivesync.plan.RemoteState;
import cc.chitty.sync.drivesync.plan.Sides;
import cc.chitty.sync.kernel.fixture.Programs;
import cc.chitty.sync.kernel.launch.Trigger;
import cc.chitty.sync.kernel.run.ExitCode;
import cc.chitty.sync.kernel.run.Finding;
import cc.chitty.sync.kernel.run.Interruption;
import cc.chitty.sync.kernel.run.Problem;
import cc.chitty.sync.kernel.run.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What cannot be mirrored or committed: each has a rule, and is named. */
class RulesTest {

    @TempDir
    Path directory;

    private static List<String> named(DriveSync.Answer answer) {
        assertThat(answer.ended().exitCode()).as(answer.ended().toString()).isEqualTo(ExitCode.PROBLEMS_LEFT);
        return answer.ended().report().problems().stream().map(Problem::where).toList();
    }

    @Test
    void names_that_are_not_the_same_on_both_sides_are_left_alone_and_never_deleted() throws IOException {
        try (DriveFixture drive = DriveFixture.open(directory)) {
            Tree.of("a=1", "line\nfeed=2", "repo/.git/config=3", "d/e=4").writeTo(drive.remote());
            Programs.run(
                    List.of("sh", "-c", "printf x > '" + drive.remote() + "/'$(printf 'in\\377valid')"),
                    directory.resolve("out"));
            Files.createSymbolicLink(drive.remote().resolve("link"), Path.of("/etc/passwd"));
            Files.createDirectory(drive.remote().resolve("empty"));
            assertThat(named(drive.run()))
                    .containsExactlyInAnyOrder("line\u240afeed", "repo/.git/config", "in\ufffdvalid", "link");
            Tree.of("a=1", "d/e=4").assertIn(drive.mirror());
            assertThat(drive.mirror().resolve("empty")).doesNotExist();
            Tree.of("mine\n=5").writeTo(drive.mirror());
            assertThat(named(drive.run())).contains("mine\n");
            assertThat(drive.mirror().resolve("mine\n")).exists();
        }
    }

    @Test
    void nothing_is_written_through_a_link_of_the_mirror() throws IOException {
        Path outside = Files.createDirectory(directory.resolve("outside"));
        try (DriveFixture drive = DriveFixture.open(directory)) {
            Tree.of("dir/a=1", "b=2").writeTo(drive.remote());
            Files.createDirectories(drive.mirror());
            Files.createSymbolicLink(drive.mirror().resolve("dir"), outside);
            Files.createSymbolicLink(drive.mirror().resolve("b"), outside.resolve("b"));
            assertThat(named(drive.run())).containsOnly("b", "dir");
            assertThat(outside).isEmptyDirectory();
        }
    }

    @Test
    void what_git_should_not_hold_is_in_the_mirror_and_in_no_commit() throws IOException {
        Map<String, Object> settings =
                Map.of("git.largest", "1KB", "git.warn-size", "900B", "git.allow-secrets[0]", "certs/**");
        String key = "-----BEGIN RSA PRIVATE KEY-----\n" + "MIIEowIBAAKCAQEAx".repeat(40)
                + "\n-----END RSA PRIVATE KEY-----\n";
        try (DriveFixture drive = DriveFixture.open(directory, settings)) {
            Tree.of("large=" + "x".repeat(1024), "warned=" + "x".repeat(950), "key.pem=" + key, "certs/key.pem=" + key)
                    .writeTo(drive.remote());
            Tree.of("Name=1", "name=2").writeTo(drive.remote());
            assertThat(named(drive.run()))
                    .contains("large", "warned", "key.pem")
                    .doesNotContain("certs/key.pem");
            Tree.in(drive.remote()).assertIn(drive.mirror());
            DriveHistory history = drive.get(DriveHistory.class);
            assertThat(history.versions(DriveFixture.NAME, "large")).isEmpty();
            assertThat(history.versions(DriveFixture.NAME, "key.pem")).isEmpty();
            assertThat(history.versions(DriveFixture.NAME, "certs/key.pem")).hasSize(1);
            assertThat(history.versions(DriveFixture.NAME, "warned")).hasSize(1);
            assertThat(named(drive.run())).contains("large", "key.pem");
        }
    }

    @Test
    void a_listing_that_fails_deletes_nothing() throws IOException {
        try (DriveFixture drive = DriveFixture.open(directory)) {
            Tree.of("a=1", "b=2").writeTo(drive.remote());
            drive.done();
            Files.move(drive.remote(), directory.resolve("away"));
            assertThat(drive.run().ended().exitCode()).isEqualTo(ExitCode.NOT_SET_UP);
            Tree.of("a=1", "b=2").assertIn(drive.mirror());
            Files.createDirectory(drive.remote());
            DriveSync.Answer empty = drive.run();
            assertThat(empty.ended().exitCode()).isEqualTo(ExitCode.REFUSED);
            assertThat(Objects.requireNonNull(empty.ended().failure()).getMessage())
                    .contains("all 2 files of the mirror");
            Tree.of("a=1", "b=2").assertIn(drive.mirror());
        }
    }

    @Test
    void an_edit_in_the_mirror_of_a_pull_is_kept_beside_the_remotes_file() throws IOException {
        try (DriveFixture drive = DriveFixture.open(directory)) {
            Tree.of("a.txt=remote", "b=b").writeTo(drive.remote());
            drive.done();
            Files.writeString(drive.mirror().resolve("a.txt"), "edited");
            assertThat(named(drive.run())).containsExactly("a.txt");
            assertThat(drive.mirror().resolve("a.txt")).hasContent("remote");
            assertThat(drive.get(DriveHistory.class).conflicts())
                    .singleElement()
                    .satisfies(
                            it -> assertThat(drive.mirror().resolve(it.copy())).hasContent("edited"));
            drive.done();
        }
    }

    @Test
    void names_that_would_be_one_file_where_case_does_not_count_are_both_left_alone() {
        var sides = new Sides(
                new TreeMap<>(),
                new TreeMap<>(),
                new TreeMap<>(Map.of(
                        "A", new RemoteState(1, null, null),
                        "a", new RemoteState(1, null, null),
                        "b", new RemoteState(1, null, null))),
                new TreeSet<>());
        List<Problem> problems = new ArrayList<>();
        assertThat(CaseClashes.blocked(sides, problems::add).blocked()).containsExactly("A", "a");
        assertThat(problems).hasSize(1);
    }

    @Test
    void verify_by_content_reads_what_was_transferred_and_due_waits_for_its_time() throws IOException {
        try (DriveFixture drive = DriveFixture.open(directory, Map.of("verify", "content", "every", "1h"))) {
            Tree.of("a=1", "b=2").writeTo(drive.remote());
            assertThat(drive.count(drive.done(), "files_compared")).isEqualTo(2);
            DriveSync.Asked asked =
                    new DriveSync.Asked(DriveOptions.USUAL, false, Trigger.CRON, new Interruption(), Progress.NONE);
            assertThat(drive.get(DriveSync.class).runDue(List.of(), asked)).isEmpty();
            assertThat(drive.get(DriveSync.class).run(List.of(DriveFixture.NAME), asked))
                    .hasSize(1);
        }
    }

    @Test
    void a_dry_run_changes_nothing_and_tells_the_plan() throws IOException {
        try (DriveFixture drive = DriveFixture.open(directory)) {
            Tree.of("a=1").writeTo(drive.remote());
            DriveSync.Answer answer = drive.run(new DriveOptions(true, "", false, false, false));
            assertThat(answer.ended().exitCode()).isEqualTo(ExitCode.DONE);
            assertThat(Objects.requireNonNull(answer.plan()).transfers()).hasSize(1);
            assertThat(drive.mirror()).doesNotExist();
        }
    }

    @Test
    void the_doctor_says_so_where_it_cannot_look_at_the_remotes() throws IOException {
        try (DriveFixture drive = DriveFixture.open(directory, Map.of(".program", "/nowhere/rclone"))) {
            assertThat(drive.get(DriveDoctor.class).findings(List.of(), new Interruption()))
                    .anySatisfy(it -> assertThat(it.what()).contains("is not installed"))
                    .anySatisfy(it -> assertThat(it.what()).contains("were not looked at"));
        }
    }

    @Test
    void the_doctor_finds_an_open_configuration_and_looks_at_the_remotes_nevertheless() throws IOException {
        Files.writeString(
                directory.resolve("rclone.conf"),
                "[gd]\ntype = drive\nscope = drive\n[ok]\ntype = alias\nremote = " + directory + "\n");
        Files.setPosixFilePermissions(directory.resolve("rclone.conf"), PosixFilePermissions.fromString("rw-r--r--"));
        try (DriveFixture drive = DriveFixture.open(directory)) {
            List<Finding> findings = drive.get(DriveDoctor.class).findings(List.of(), new Interruption());
            assertThat(findings)
                    .anySatisfy(it -> assertThat(it.what()).contains("can be read by others"))
                    .anySatisfy(it -> assertThat(it.what()).contains("has 0 files"));
        }
        Files.setPosixFilePermissions(directory.resolve("rclone.conf"), PosixFilePermissions.fromString("rw-------"));
        try (DriveFixture drive = DriveFixture.open(directory)) {
            List<Finding> findings = drive.get(DriveDoctor.class).findings(List.of(), new Interruption());
            assertThat(findings)
                    .noneMatch(it -> it.level() == Finding.Level.WRONG)
                    .anySatisfy(it -> assertThat(it.what()).contains("has 0 files"));
        }
    }

    /** Google's backend needs an account: the real rclone, with a directory in the place of the remote it is asked for. */
    private Path googleDrive() throws IOException {
        Files.writeString(directory.resolve("rclone.conf"), "[gd]\ntype = drive\nscope = drive\n");
        Files.setPosixFilePermissions(directory.resolve("rclone.conf"), PosixFilePermissions.fromString("rw-------"));
        Path program = directory.resolve("google-rclone");
        Files.writeString(program, """
                #!/bin/sh
                here=${0%/*}
                echo "$*" >>"$here/calls"
                for word in "$@"; do
                    shift
                    case $word in gd:*) word=$here/remote ;; esac
                    set -- "$@" "$word"
                done
                exec rclone "$@"
                """);
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
        return program;
    }

    @Test
    void the_doctor_warns_of_rclones_shared_client_id() throws IOException {
        Map<String, Object> settings =
                Map.of(".program", googleDrive().toString(), "remote", "gd:Notes", "backup", "gd:Backup");
        try (DriveFixture drive = DriveFixture.open(directory, settings)) {
            assertThat(drive.get(DriveDoctor.class).findings(List.of(), new Interruption()))
                    .anySatisfy(it -> {
                        assertThat(it.level()).isEqualTo(Finding.Level.WRONG);
                        assertThat(it.what()).contains("shared client id");
                    })
                    .anySatisfy(it -> assertThat(it.remedy()).contains("drive.readonly"));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "skip, --drive-skip-gdocs",
        "link, --drive-export-formats=link.html",
        "export, '--drive-export-formats=docx,xlsx,pptx,svg'"
    })
    void documents_of_google_are_taken_as_they_are_set(String policy, String option) throws IOException {
        Map<String, Object> settings =
                Map.of(".program", googleDrive().toString(), "remote", "gd:Notes", "gdocs", policy);
        try (DriveFixture drive = DriveFixture.open(directory, settings)) {
            Tree.of("a=1").writeTo(drive.remote());
            drive.done();
            Tree.of("a=1").assertIn(drive.mirror());
        }
        List<String> calls = Files.readAllLines(directory.resolve("calls"));
        assertThat(calls).filteredOn(it -> it.contains("lsjson")).isNotEmpty().allMatch(it -> it.contains(option));
        assertThat(calls)
                .filteredOn(it -> it.contains(" copy "))
                .isNotEmpty()
                .allMatch(it -> it.contains(option) && it.contains("--retries=1"));
    }

    @Test
    void what_is_committed_is_pushed_to_a_git_remote() throws IOException {
        Path shared = directory.resolve("shared.git");
        assertThat(Programs.run(
                        List.of("git", "init", "-q", "--bare", "-b", "main", shared.toString()),
                        directory.resolve("out")))
                .isZero();
        try (DriveFixture drive = DriveFixture.open(directory, Map.of("git.remote", shared.toString()))) {
            Tree.of("a=1", "d/b=2").writeTo(drive.remote());
            DriveSync.Answer answer = drive.done();
            assertThat(drive.count(answer, "commits_pushed")).isEqualTo(1);
            assertThat(Programs.run(
                            List.of("git", "--git-dir", shared.toString(), "ls-tree", "-r", "--name-only", "main"),
                            directory.resolve("out")))
                    .isZero();
            assertThat(Files.readAllLines(directory.resolve("out"))).containsExactly("a", "d/b");
            assertThat(drive.done().ended().report().counts()).doesNotContainKey("commits_pushed");
        }
    }
}
