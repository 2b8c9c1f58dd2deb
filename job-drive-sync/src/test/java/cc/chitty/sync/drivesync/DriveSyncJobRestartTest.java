package cc.chitty.sync.drivesync;

import static org.assertj.core.api.Assertions.assertThat;

import cc.chitty.sync.drivesync.plan.Direction;
import cc.chitty.sync.kernel.fixture.Programs;
import cc.chitty.sync.kernel.run.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A planned failure at the beginning of every step and of every chunk, and what the next run makes of it. */
class DriveSyncJobRestartTest {

    @TempDir
    Path directory;

    @ParameterizedTest
    @EnumSource(names = {"PULL", "PUSH"}) // where both follow, the same chunks are done by the same code
    void a_run_that_fails_anywhere_goes_on_with_the_first_chunk_that_is_not_done(Direction direction)
            throws IOException {
        Map<String, Object> settings = Map.of(
                "direction", direction.name().toLowerCase(Locale.ROOT), ".chunk.files", "2", "guard.percent", "100");
        prepare(direction, settings);
        int call = 1;
        while (failsAt(call, direction, settings)) {
            call++;
        }
        assertThat(call).isGreaterThanOrEqualTo(9);
    }

    /** Both sides after a first run, and changes on one of them; to be copied for each failure. */
    private void prepare(Direction direction, Map<String, Object> settings) throws IOException {
        Path place = Files.createDirectory(directory.resolve("place"));
        try (DriveFixture drive = DriveFixture.open(place, settings)) {
            Path from = direction == Direction.PUSH ? drive.mirror() : drive.remote();
            Tree.of("a=1", "b=2", "c/d=3", "x=9").writeTo(from);
            drive.done();
            Tree.of("a=changed", "b=changed", "c/d=changed", "e=new", "f=new").writeTo(from);
            Files.delete(from.resolve("x"));
        }
        run("cp", "-a", place.toString(), directory.resolve("prepared").toString());
    }

    private void run(String... command) {
        assertThat(Programs.run(List.of(command), directory.resolve("out"))).isZero();
    }

    /** Returns whether there was such a call at all. */
    private boolean failsAt(int call, Direction direction, Map<String, Object> settings) throws IOException {
        Path place = directory.resolve("place");
        run("rm", "-rf", place.toString());
        run("cp", "-a", directory.resolve("prepared").toString(), place.toString());
        try (DriveFixture drive = DriveFixture.open(place, settings)) {
            drive.failing().at(call);
            DriveSync.Answer first = drive.run();
            boolean reached = drive.failing().calls() >= call;
            drive.failing().at(0);
            if (!reached) {
                assertThat(first.ended().exitCode()).isEqualTo(ExitCode.DONE);
                assertThat(drive.done().ended().report().counts()).doesNotContainKeys("files_transferred", "commits");
                return false;
            }
            assertThat(first.ended().exitCode()).as("failed at call %d", call).isEqualTo(ExitCode.FAILED);
            DriveSync.Answer second = drive.done();
            assertThat(second.ended().resumed()).isTrue();
            assertThat(drive.count(first, "files_transferred") + drive.count(second, "files_transferred"))
                    .as("no chunk twice after a failure at call %d of a %s", call, direction)
                    .isEqualTo(6);
            Tree.of("a=changed", "b=changed", "c/d=changed", "e=new", "f=new").assertIn(drive.remote());
            Tree.in(drive.remote()).assertIn(drive.mirror());
            return true;
        }
    }
}
