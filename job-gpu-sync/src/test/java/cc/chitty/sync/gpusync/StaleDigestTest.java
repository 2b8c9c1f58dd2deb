package cc.chitty.sync.gpusync;

import static org.assertj.core.api.Assertions.assertThat;

import cc.chitty.sync.gpusync.engine.Engine;
import cc.chitty.sync.kernel.run.ExitCode;
import cc.chitty.sync.kernel.run.Failure;
import cc.chitty.sync.kernel.run.FailureCategory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A side of files alone tells no time of a change: a file that was edited there may look as it did before. */
class StaleDigestTest {

    @TempDir
    Path directory;

    @Test
    void what_was_edited_after_it_was_looked_at_comes_though_size_and_time_are_as_they_were() throws IOException {
        AtomicBoolean isCut = new AtomicBoolean();
        BiConsumer<Engine, Engine.Load> bringing = (engine, load) -> {
            if (isCut.get()) {
                throw new Failure(FailureCategory.RETRYABLE, "bring files", "planned", "Start it again.");
            }
        };
        try (SshStation station =
                        new SshStation(directory, "ForceCommand internal-sftp -d " + directory.resolve("ssh/remote"));
                JobDesk desk = new JobDesk(
                        directory,
                        station.home(),
                        station.settings(station.server().port()),
                        real -> peer -> new PlannedPeering(real.with(peer), new FailingEndpoint.Plan(), bringing),
                        new CurrentGpuSync())) {
            TreeText.write(station.theirs(), "edited", "one", 1);
            desk.run(SshStation.WORKSPACE);
            TreeText.write(station.theirs(), "edited", "two", 2);
            isCut.set(true);
            assertThat(desk.run(SshStation.WORKSPACE).ended().exitCode()).isEqualTo(ExitCode.FAILED);
            isCut.set(false);
            TreeText.write(station.theirs(), "edited", "ted", 2);

            desk.run(SshStation.WORKSPACE); // it says that the next run brings it
            GpuSync.Answer last = desk.run(SshStation.WORKSPACE);

            assertThat(last.ended().exitCode())
                    .as("%s", last.ended().report().problems())
                    .isEqualTo(ExitCode.DONE);
            assertThat(TreeText.read(station.ours(), "edited")).isEqualTo("ted");
        }
    }
}
