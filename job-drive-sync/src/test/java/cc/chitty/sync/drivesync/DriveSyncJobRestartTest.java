package cc.chitty.sync.drivesync;

import static org.assertj.core.api.Assertions.assertThat;

import cc.chitty.sync.drivesync.plan.Direction;
import cc.chitty.sync.kernel.run.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
        try (DriveFixture drive = DriveFixture.open(directory, settings)) {
            Path from = direction == Direction.PUSH ? drive.mirror() : drive.remote();
            Tree.of("a=1", "b=2", "c/d=3", "e0=9").writeTo(from);
            drive.done();
            int call = 1;
            while (failsAt(call, drive, from)) {
                call++;
            }
            assertThat(call).isGreaterThanOrEqualTo(9);
        }
    }

    /** Three files change, two are new, and the first new one of the time before goes. Returns whether there was such a call. */
    private static boolean failsAt(int call, DriveFixture drive, Path from) throws IOException {
        Tree changes = Tree.of(
                "a=changed " + call,
                "b=changed " + call,
                "c/d=changed " + call,
                "e" + call + "=new",
                "f" + call + "=new");
        changes.writeTo(from);
        Files.delete(from.resolve("e" + (call - 1)));
        Tree after = Tree.in(from);
        drive.failing().at(call);
        DriveSync.Answer first = drive.run();
        boolean reached = drive.failing().calls() >= call;
        drive.failing().at(0);
        if (!reached) {
            assertThat(first.ended().exitCode()).isEqualTo(ExitCode.DONE);
            assertThat(drive.done().ended().report().counts()).doesNotContainKeys("files_transferred", "commits");
        } else {
            assertThat(first.ended().exitCode()).as("failed at call %d", call).isEqualTo(ExitCode.FAILED);
            DriveSync.Answer second = drive.done();
            assertThat(second.ended().resumed()).isTrue();
            assertThat(drive.count(first, "files_transferred") + drive.count(second, "files_transferred"))
                    .as("no chunk twice after a failure at call %d in %s", call, from)
                    .isEqualTo(6);
        }
        after.assertIn(drive.remote());
        after.assertIn(drive.mirror());
        return reached;
    }
}
