package cc.chitty.sync.gpusync;

import cc.chitty.sync.gpusync.model.TwoReplicas;
import cc.chitty.sync.gpusync.run.Peering;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The two replicas of the model under the job itself; {@code simulate.sh} runs it at full length. The job brings and publishes in two
 * threads, so a seed gives the same acts, but not always the same moment of death.
 */
class TwoReplicasJobTest {

    private static final long SEED = Long.getLong("chittysync.test.seed", 20_261_127L);
    private static final int SEEDS =
            Integer.getInteger("chittysync.test.seeds", 5 * Integer.getInteger("chittysync.test.rounds", 1));
    private static final int ROUNDS = 4;

    @TempDir
    Path directory;

    private final AtomicReference<Peering> peering = new AtomicReference<>();
    private JobDesk desk;

    @BeforeEach
    void begin() throws IOException {
        Map<String, Object> settings = new HashMap<>();
        settings.put("peers[0].name", "ws");
        settings.put(
                "peers[0].home",
                Files.createDirectories(directory.resolve("station")).toString());
        settings.put("transfer.files", 3);
        settings.put("guard.percent", 100);
        settings.put("snapshots.count", 10_000);
        Path home = Files.createDirectories(directory.resolve("laptop"));
        desk = new JobDesk(
                directory, home, settings, real -> peer -> Objects.requireNonNull(peering.get()), new CurrentGpuSync());
    }

    @AfterEach
    void end() {
        desk.close();
    }

    @Test
    void whatever_two_persons_do_and_however_runs_die_nothing_is_lost_and_both_sides_end_the_same() throws IOException {
        for (int i = 0; i < SEEDS; i++) {
            long seed = SEED + i;
            Path memory = Files.createDirectories(directory.resolve("memory" + i));
            try (TwoReplicas replicas = new TwoReplicas(seed, (ours, theirs) -> {
                BatchSync sync = new BatchSync(desk, memory, ours, theirs);
                peering.set(sync);
                return sync;
            })) {
                try {
                    replicas.run(ROUNDS);
                } catch (RuntimeException | AssertionError e) {
                    throw new AssertionError("seed " + seed + ": " + e.getMessage() + "\n" + replicas.history(), e);
                }
            }
        }
    }
}
