package cc.chitty.sync.gpusync.reconcile;

import cc.chitty.sync.gpusync.manifest.Content;
import cc.chitty.sync.gpusync.manifest.TreePath;
import cc.chitty.sync.gpusync.reconcile.Rules.Direction;
import cc.chitty.sync.gpusync.reconcile.Rules.Force;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** {@link ReconcileLaws} over trees that random acts made. A failure tells the fewest of its acts that still fail. */
class RandomTreesTest {

    private static final long SEED = Long.getLong("chittysync.test.seed", 20_261_127L);
    private static final int TREES = 2_000 * Integer.getInteger("chittysync.test.rounds", 1);
    private static final List<Direction> DIRECTIONS = List.of(Direction.values());
    private static final List<Force> FORCES = List.of(Force.values());
    private static final List<String> WORDS = List.of(
            "f1", "f1", "f2", "f3", "f1+x", "f1-", "f1+w", "d", "d", "d", "d-", "l1", "l2", "fu", "-", "-", "-", "?",
            "!");

    /** One word said of one path of one side; of both before they part, if the side is null. */
    private record Act(@Nullable Side side, TreePath path, String word) {}

    @Test
    void the_laws_hold_whatever_was_done_on_both_sides() {
        for (int i = 0; i < TREES; i++) {
            long seed = SEED + i;
            SplittableRandom random = new SplittableRandom(seed);
            Rules rules = rules(random);
            List<Act> acts = acts(random);
            AssertionError failure = failure(acts, rules);
            if (failure != null) {
                List<Act> few = fewest(acts, rules);
                throw new AssertionError(
                        "seed " + seed + ": " + failure.getMessage() + "\nfewest acts: " + few, failure);
            }
        }
    }

    private static List<Act> fewest(List<Act> acts, Rules rules) {
        List<Act> few = acts;
        for (int i = few.size() - 1; i >= 0; i--) {
            List<Act> fewer = new ArrayList<>(few);
            fewer.remove(i);
            if (failure(fewer, rules) != null) {
                few = fewer;
            }
        }
        return few;
    }

    private static @Nullable AssertionError failure(List<Act> acts, Rules rules) {
        try {
            ReconcileLaws.check(replicas(acts), rules);
            return null;
        } catch (AssertionError e) {
            return e;
        }
    }

    private static List<Act> acts(SplittableRandom random) {
        List<Act> acts = new ArrayList<>();
        int before = random.nextInt(1, 25);
        int after = before + random.nextInt(1, 20);
        for (int i = 0; i < after; i++) {
            Side side = i < before ? null : random.nextBoolean() ? Side.OURS : Side.THEIRS;
            acts.add(new Act(side, path(random), WORDS.get(random.nextInt(WORDS.size()))));
        }
        return acts;
    }

    private static TreePath path(SplittableRandom random) {
        TreePath path = TreePath.ROOT;
        int depth = random.nextInt(1, 5);
        for (int i = 0; i < depth; i++) {
            path = path.child(String.valueOf((char) ('a' + random.nextInt(3))));
        }
        return path;
    }

    private static Rules rules(SplittableRandom random) {
        if (random.nextBoolean()) {
            return Rules.both();
        }
        return new Rules(
                DIRECTIONS.get(random.nextInt(3)),
                random.nextBoolean(),
                FORCES.get(random.nextInt(4)),
                Duration.ofSeconds(random.nextInt(-3, 4)));
    }

    private static Replicas replicas(List<Act> acts) {
        SortedMap<TreePath, Content> base = new TreeMap<>();
        SortedMap<TreePath, Seen> ours = new TreeMap<>();
        SortedMap<TreePath, Seen> theirs = new TreeMap<>();
        for (Act act : acts) {
            if (act.side() != Side.THEIRS) {
                say(ours, act);
            }
            if (act.side() != Side.OURS) {
                say(theirs, act);
            }
            if (act.side() == null) {
                agree(base, ours);
            }
        }
        return new Replicas(base, ours, theirs);
    }

    private static void agree(SortedMap<TreePath, Content> base, SortedMap<TreePath, Seen> side) {
        base.clear();
        side.forEach((path, seen) -> {
            if (seen.content() != null && !seen.content().equals(Cast.content("fu"))) {
                base.put(path, seen.content());
            }
        });
    }

    /** As on a disk: what is said makes its parents, and takes everything below away. */
    private static void say(SortedMap<TreePath, Seen> side, Act act) {
        for (TreePath up = act.path().parent(); !up.isRoot(); up = up.parent()) {
            Seen there = side.getOrDefault(up, Seen.ABSENT);
            if (!there.isKnown()) {
                return;
            }
            if (!there.isDirectory()) {
                side.put(up, Cast.seen("d"));
            }
        }
        if (!act.word().startsWith("d")) {
            side.keySet().removeIf(path -> path.isBelow(act.path()));
        }
        side.put(act.path(), Cast.seen(act.word()));
        if (act.word().equals("-")) {
            side.remove(act.path());
        }
    }
}
