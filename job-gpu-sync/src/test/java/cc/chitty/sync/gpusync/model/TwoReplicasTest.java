package cc.chitty.sync.gpusync.model;

import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** {@code simulate.sh} runs it at full length. */
class TwoReplicasTest {

    private static final long SEED = Long.getLong("chittysync.test.seed", 20_261_127L);
    private static final int SEEDS =
            Integer.getInteger("chittysync.test.seeds", 50 * Integer.getInteger("chittysync.test.rounds", 1));
    private static final int ROUNDS = 12;

    @Test
    void whatever_two_persons_do_and_however_runs_die_nothing_is_lost_and_both_sides_end_the_same() {
        for (int i = 0; i < SEEDS; i++) {
            long seed = SEED + i;
            try (TwoReplicas replicas =
                    new TwoReplicas(seed, (ours, theirs) -> new PlainSync(ours, theirs, new TreeMap<>()))) {
                try {
                    replicas.run(ROUNDS);
                } catch (RuntimeException | AssertionError e) {
                    throw new AssertionError("seed " + seed + ": " + e.getMessage() + "\n" + replicas.history(), e);
                }
            }
        }
    }
}
