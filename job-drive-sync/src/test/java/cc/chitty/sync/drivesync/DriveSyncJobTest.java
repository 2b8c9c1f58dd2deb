package cc.chitty.sync.drivesync;

import static org.assertj.core.api.Assertions.assertThat;

import cc.chitty.sync.gitpush.mirror.MirrorVersion;
import cc.chitty.sync.kernel.run.ExitCode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DriveSyncJobTest {

    @TempDir
    Path directory;

    @Test
    void a_pull_makes_the_mirror_what_the_remote_is_and_a_second_run_does_nothing() throws IOException {
        try (DriveFixture drive = DriveFixture.open(directory)) {
            Tree.of("a.txt=one", "b/c.txt=two", "b/d/e f.txt=three").writeTo(drive.remote());
            DriveSync.Answer first = drive.done();
            assertThat(drive.count(first, "files_fetched")).isEqualTo(3);
            Tree.in(drive.remote()).assertIn(drive.mirror());
            DriveSync.Answer second = drive.done();
            assertThat(second.ended().report().counts()).doesNotContainKeys("files_transferred", "bytes");
            Files.writeString(drive.remote().resolve("a.txt"), "changed");
            Files.delete(drive.remote().resolve("b/c.txt"));
            Tree.of("new=n").writeTo(drive.remote());
            DriveSync.Answer third = drive.done();
            Tree.in(drive.remote()).assertIn(drive.mirror());
            assertThat(drive.count(third, "files_deleted")).isEqualTo(1);
        }
    }

    @Test
    void a_push_makes_the_remote_what_the_mirror_is() throws IOException {
        try (DriveFixture drive = DriveFixture.open(directory, Map.of("direction", "push"))) {
            Tree.of("a.txt=one", "b/c.txt=two", "k=k").writeTo(drive.mirror());
            drive.done();
            Tree.in(drive.mirror()).assertIn(drive.remote());
            Files.writeString(drive.mirror().resolve("a.txt"), "changed");
            Files.delete(drive.mirror().resolve("b/c.txt"));
            DriveSync.Answer second = drive.done();
            Tree.in(drive.mirror()).assertIn(drive.remote());
            String aside = drive.jdbc()
                    .queryForObject(
                            "select aside from drive_run where job_execution_id = ?",
                            String.class,
                            second.ended().run());
            assertThat(aside).matches("\\d{8}T\\d{6}\\.\\d{3}Z-" + DriveFixture.DEVICE + "-2");
            Tree.of("a.txt=one", "b/c.txt=two").assertIn(directory.resolve("remote.chittysync-backup/" + aside));
        }
    }

    @Test
    void a_rolled_back_pull_stays_until_the_remote_changes_again() throws IOException {
        try (DriveFixture drive = DriveFixture.open(directory)) {
            Tree.of("a.txt=one", "b/c.txt=two").writeTo(drive.remote());
            drive.done();
            Tree.of("a.txt=ONE", "new.txt=new").writeTo(drive.remote());
            long run = drive.done().ended().run();
            DriveSync.RolledBack back = drive.rollback(run);
            assertThat(back.answer().ended().exitCode()).isEqualTo(ExitCode.DONE);
            Tree.of("a.txt=one", "b/c.txt=two").assertIn(drive.mirror());
            assertThat(drive.count(back.answer(), "commits")).isEqualTo(1);
            drive.done();
            Tree.of("a.txt=one", "b/c.txt=two").assertIn(drive.mirror());
            Tree.of("a.txt=three").writeTo(drive.remote());
            drive.done();
            Tree.of("a.txt=three", "b/c.txt=two").assertIn(drive.mirror());
        }
    }

    @Test
    void a_rolled_back_push_makes_both_sides_what_they_were() throws IOException {
        try (DriveFixture drive = DriveFixture.open(directory, Map.of("direction", "push"))) {
            Tree before = Tree.of("a.txt=one", "b/c.txt=two", "k=k");
            before.writeTo(drive.mirror());
            drive.done();
            Tree.of("a.txt=ONE", "new=new").writeTo(drive.mirror());
            Files.delete(drive.mirror().resolve("b/c.txt"));
            long run = drive.done().ended().run();
            drive.rollback(run);
            before.assertIn(drive.mirror());
            before.assertIn(drive.remote());
        }
    }

    @Test
    void ten_versions_of_every_file_are_found_and_come_back() throws IOException {
        List<Long> runs = new ArrayList<>();
        try (DriveFixture drive = DriveFixture.open(directory)) {
            for (int version = 1; version <= 10; version++) {
                Tree.of("a.txt=a" + version, "b/c.txt=c" + version).writeTo(drive.remote());
                runs.add(drive.done().ended().run());
            }
            DriveHistory history = drive.get(DriveHistory.class);
            List<MirrorVersion> versions = history.versions(DriveFixture.NAME, "b/c.txt");
            assertThat(versions).hasSize(10);
            for (int version = 1; version <= 10; version++) {
                ByteArrayOutputStream out = new ByteArrayOutputStream();
                history.content(
                        DriveFixture.NAME, "b/c.txt", versions.get(10 - version).commit(), out);
                assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("c" + version);
            }
            for (int version = 9; version >= 1; version--) {
                drive.rollback(runs.get(version));
                Tree.of("a.txt=a" + version, "b/c.txt=c" + version).assertIn(drive.mirror());
            }
        }
    }
}
