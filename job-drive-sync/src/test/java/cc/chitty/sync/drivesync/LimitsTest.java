package cc.chitty.sync.drivesync;

import static org.assertj.core.api.Assertions.assertThat;

import cc.chitty.sync.kernel.run.ExitCode;
import cc.chitty.sync.kernel.run.Interruption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LimitsTest {

    @TempDir
    Path directory;

    private static void fill(Path side, int files) throws IOException {
        for (int i = 0; i < files; i++) {
            Tree.of("f" + i + "=" + "x".repeat(1_000)).writeTo(side);
        }
    }

    @Test
    void a_limit_of_bytes_ends_a_run_between_chunks_and_the_next_one_goes_on() throws IOException {
        Map<String, Object> settings = Map.of("limits.bytes", "4000B", ".chunk.files", "3");
        try (DriveFixture drive = DriveFixture.open(directory, settings)) {
            fill(drive.remote(), 8);
            DriveSync.Answer first = drive.run();
            assertThat(first.ended().exitCode()).isEqualTo(ExitCode.PROBLEMS_LEFT);
            assertThat(drive.count(first, "files_fetched")).isEqualTo(3);
            assertThat(first.ended().report().problems().get(0).what()).contains("5 files are left");
            DriveSync.Answer second = drive.run();
            assertThat(drive.count(second, "plans_resumed")).isEqualTo(1);
            assertThat(drive.count(second, "files_fetched")).isEqualTo(3);
            assertThat(drive.count(drive.done(), "files_fetched")).isEqualTo(2);
            Tree.in(drive.remote()).assertIn(drive.mirror());
        }
    }

    @Test
    void a_limit_of_time_ends_a_run_and_bandwidth_and_transactions_are_rclones() throws IOException {
        Map<String, Object> settings = Map.of(
                "limits.time",
                "2s",
                "limits.bandwidth",
                "00:00,1k 23:59,1k",
                "limits.transactions",
                "50",
                "limits.transfers",
                "1");
        try (DriveFixture drive = DriveFixture.open(directory, settings)) {
            fill(drive.remote(), 30);
            DriveSync.Answer first = drive.run();
            assertThat(first.ended().exitCode()).isEqualTo(ExitCode.PROBLEMS_LEFT);
            assertThat(drive.count(first, "files_fetched")).isLessThan(30);
            assertThat(first.ended().report().problems().toString()).contains("are left for the next one");
        }
        try (DriveFixture drive = DriveFixture.open(directory)) {
            drive.done();
            Tree.in(drive.remote()).assertIn(drive.mirror());
        }
    }

    @Test
    void an_old_plan_and_one_of_other_settings_are_made_anew() throws IOException {
        Map<String, Object> few = Map.of("limits.bytes", "1B", ".chunk.files", "1");
        try (DriveFixture drive = DriveFixture.open(directory, few)) {
            fill(drive.remote(), 3);
            drive.run();
            Files.delete(drive.remote().resolve("f2"));
            drive.jdbc().update("update drive_plan set made_at = timestamp with time zone '2001-01-01 00:00:00Z'");
            assertThat(drive.count(drive.run(), "plans_resumed")).isZero();
            Tree.in(drive.remote()).assertIn(drive.mirror());
            fill(drive.remote(), 5);
            drive.run();
        }
        try (DriveFixture drive = DriveFixture.open(directory, Map.of("filter[0]", "- f4"))) {
            assertThat(drive.count(drive.done(), "plans_resumed")).isZero();
            assertThat(drive.mirror().resolve("f4")).doesNotExist();
            assertThat(drive.mirror().resolve("f3")).exists();
        }
    }

    @Test
    void what_a_filter_leaves_out_is_not_gone() throws IOException {
        try (DriveFixture drive = DriveFixture.open(directory)) {
            Tree.of("a.md=1", "b.tmp=2", "c.tmp=3").writeTo(drive.remote());
            drive.done();
        }
        try (DriveFixture drive = DriveFixture.open(directory, Map.of("filter[0]", "- *.tmp"))) {
            Files.delete(drive.remote().resolve("b.tmp"));
            drive.done();
            assertThat(drive.mirror().resolve("b.tmp")).exists();
            assertThat(drive.mirror().resolve("c.tmp")).exists();
        }
        try (DriveFixture drive = DriveFixture.open(directory)) {
            drive.done();
            Tree.in(drive.remote()).assertIn(drive.mirror());
        }
    }

    @Test
    void an_interrupted_run_can_be_resumed() throws IOException {
        try (DriveFixture drive = DriveFixture.open(directory)) {
            fill(drive.remote(), 3);
            Interruption interruption = new Interruption();
            interruption.raise();
            assertThat(drive.run(DriveOptions.USUAL, interruption).ended().exitCode())
                    .isEqualTo(ExitCode.INTERRUPTED);
            drive.done();
            Tree.in(drive.remote()).assertIn(drive.mirror());
        }
    }
}
