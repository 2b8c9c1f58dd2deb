package cc.chitty.sync.drivesync;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
            long run = second.ended().run();
            Tree.of("a.txt=one", "b/c.txt=two").assertIn(directory.resolve("remote.chittysync-backup/" + run));
        }
    }
}
