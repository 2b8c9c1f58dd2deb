package cc.chitty.sync.gitpush;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code simulate.sh} runs it at the length that was asked for. */
class ConvergenceSimulationTest {

    private static final long SEED = Long.getLong("chittysync.test.seed", 20_261_120L);
    private static final int SEEDS =
            Integer.getInteger("chittysync.test.seeds", 3 * Integer.getInteger("chittysync.test.rounds", 1));
    private static final int ACTS = Integer.getInteger("chittysync.test.acts", 50);

    @TempDir
    Path directory;

    @Test
    void whatever_devices_do_and_however_they_die_they_end_with_the_same_bytes_and_lose_nothing() throws IOException {
        for (int i = 0; i < SEEDS; i++) {
            long seed = SEED + i;
            try (Simulation simulation = new Simulation(Files.createDirectory(directory.resolve("run" + i)), seed)) {
                simulation.run(ACTS);
                simulation.settle();
            } catch (RuntimeException | AssertionError e) {
                throw new AssertionError(
                        "seed " + seed + ", to be replayed with simulate.sh 1 " + ACTS + " " + seed, e);
            }
        }
    }
}
