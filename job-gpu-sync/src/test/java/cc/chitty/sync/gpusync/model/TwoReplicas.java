package cc.chitty.sync.gpusync.model;

import cc.chitty.sync.gpusync.manifest.Content;
import cc.chitty.sync.gpusync.manifest.EntryKind;
import cc.chitty.sync.gpusync.manifest.TreePath;
import cc.chitty.sync.gpusync.model.SyncUnderTest.Told;
import cc.chitty.sync.gpusync.peer.DiskTraits;
import cc.chitty.sync.gpusync.peer.InMemoryDisk;
import cc.chitty.sync.gpusync.peer.InMemoryEndpoint;
import cc.chitty.sync.kernel.run.Failure;
import cc.chitty.sync.kernel.run.FailureCategory;
import java.text.Normalizer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Two persons work, each on a disk of their own, and now and then a sync runs: undisturbed, or killed at a random moment, or while
 * the persons go on. After every run it must hold that
 *
 * <ol>
 *   <li>no content that was ever seen on a side is gone from that side's disk unless its own person overwrote or deleted it;
 *   <li>nothing is touched outside the roots, the snapshots and the staging directories;
 *   <li>a plan touches nothing, and an undisturbed run after it does what it said, and nothing else;
 *   <li>a second run is idle;
 *   <li>where no conflict, unknown or clash was told, both sides are the same;
 *   <li>with the sides exchanged it is the same, exchanged ({@code PlainSync} only, which can be copied).
 * </ol>
 */
public final class TwoReplicas implements AutoCloseable {

    private static final List<DiskTraits> TRAITS = List.of(DiskTraits.LINUX, DiskTraits.LINUX, DiskTraits.MAC);

    /** Makes what is tested, over two endpoints. */
    public interface Syncs {
        SyncUnderTest of(InMemoryEndpoint ours, InMemoryEndpoint theirs);
    }

    private final SplittableRandom random;
    private final Replica ours;
    private final Replica theirs;
    private final InMemoryEndpoint ourEndpoint;
    private final InMemoryEndpoint theirEndpoint;
    private final Person we;
    private final Person they;
    private final SyncUnderTest sync;
    private final List<String> history = new ArrayList<>();

    public TwoReplicas(long seed, Syncs syncs) {
        random = new SplittableRandom(seed);
        ours = new Replica(new InMemoryDisk(TRAITS.get(random.nextInt(TRAITS.size())), Replica.HOME));
        theirs = new Replica(new InMemoryDisk(TRAITS.get(random.nextInt(TRAITS.size())), Replica.HOME));
        ourEndpoint = new InMemoryEndpoint("ours", ours.disk, Duration.ZERO);
        theirEndpoint = new InMemoryEndpoint("theirs", theirs.disk, Duration.ZERO);
        we = new Person("o", ours, random.split());
        they = new Person("t", theirs, random.split());
        sync = syncs.of(ourEndpoint, theirEndpoint);
    }

    /** What was done and happened, one a line. */
    public String history() {
        return String.join("\n", history);
    }

    public void run(int rounds) {
        for (int round = 0; round < rounds; round++) {
            int acts = random.nextInt(1, 9);
            for (int i = 0; i < acts; i++) {
                act();
            }
            switch (random.nextInt(4)) {
                case 0 -> killed();
                case 1 -> disturbed();
                default -> undisturbed();
            }
        }
        undisturbed();
    }

    private void act() {
        (random.nextBoolean() ? we : they).act();
        note();
    }

    private void note() {
        history.addAll(we.told());
        history.addAll(they.told());
    }

    private void look() {
        ours.look();
        theirs.look();
    }

    private void check() {
        look();
        ours.requireNothingLost();
        theirs.requireNothingLost();
        ours.requireNothingOutsideTouched();
        theirs.requireNothingOutsideTouched();
    }

    // runs

    private void killed() {
        int at = random.nextInt(1, 60);
        boolean hard = random.nextBoolean();
        history.add((hard ? "run, killed at " : "run, cut off at ") + at);
        AtomicInteger left = new AtomicInteger(at);
        breakAt(left, hard);
        try {
            sync.sync();
        } catch (Killed | Failure | SyncUnderTest.Died e) {
            history.add("it ended: " + e.getMessage());
        } finally {
            mend();
        }
        check();
    }

    private void breakAt(AtomicInteger left, boolean hard) {
        Runnable each = () -> {
            if (left.decrementAndGet() == 0) {
                if (hard) {
                    throw new Killed();
                }
                throw new Failure(FailureCategory.RETRYABLE, "go on", "the connection broke", "Start it again.");
            }
        };
        ours.disk.onTouch(each);
        theirs.disk.onTouch(each);
        ourEndpoint.onCall(each);
        theirEndpoint.onCall(each);
    }

    private void mend() {
        ours.disk.onTouch(() -> {});
        theirs.disk.onTouch(() -> {});
        ourEndpoint.onCall(() -> {});
        theirEndpoint.onCall(() -> {});
    }

    /** Persons go on while it runs. */
    private void disturbed() {
        history.add("run, while persons go on");
        int every = random.nextInt(1, 8);
        AtomicInteger turns = new AtomicInteger();
        Runnable each = () -> {
            look();
            if (turns.incrementAndGet() % every == 0) {
                act();
            }
        };
        ours.disk.onTouch(each);
        theirs.disk.onTouch(each);
        try {
            sync.sync();
        } finally {
            mend();
        }
        check();
    }

    private void undisturbed() {
        history.add("run");
        mirrored();
        ours.disk.touched();
        theirs.disk.touched();
        Told planned = sync.plan();
        require(ours.disk.touched().isEmpty() && theirs.disk.touched().isEmpty(), "a plan touched something");
        SortedMap<String, String> ourBefore = ours.state();
        SortedMap<String, String> theirBefore = theirs.state();
        Told done = sync.sync();
        check();
        Set<String> changed = new TreeSet<>();
        differences(ourBefore, ours.state()).forEach(path -> changed.add("ours:" + path));
        differences(theirBefore, theirs.state()).forEach(path -> changed.add("theirs:" + path));
        Set<String> expected = new TreeSet<>(planned.changes());
        expected.removeAll(done.undone());
        require(
                changed.equals(expected),
                "planned " + expected + "\nbut done " + changed + "\nbefore " + ourBefore + "\nand " + theirBefore + "\nafter "
                        + ours.state() + "\nand " + theirs.state());
        idle();
        same();
    }

    private void idle() {
        sync.sync();
        ours.disk.touched();
        theirs.disk.touched();
        SortedMap<String, String> ourBefore = ours.state();
        SortedMap<String, String> theirBefore = theirs.state();
        Told again = sync.sync();
        Set<String> changes = new TreeSet<>(again.changes());
        changes.removeAll(again.undone());
        require(changes.isEmpty(), "still to do: " + changes);
        require(ourBefore.equals(ours.state()) && theirBefore.equals(theirs.state()), "it was not idle");
        check();
    }

    private void same() {
        Told told = sync.plan();
        Set<String> excused = new TreeSet<>(told.left());
        told.changes().forEach(change -> excused.add(key(change.substring(change.indexOf(':') + 1))));
        excused.addAll(blind(ours));
        excused.addAll(blind(theirs));
        excused.addAll(clashes());
        SortedMap<String, String> here = keyed(ours.state());
        SortedMap<String, String> there = keyed(theirs.state());
        for (String path : differences(here, there)) {
            require(isExcused(path, excused), path + " is " + here.get(path) + " and " + there.get(path));
        }
    }

    private static boolean isExcused(String path, Set<String> left) {
        TreePath at = new TreePath(path);
        return left.stream().map(TreePath::new).anyMatch(it -> it.equals(at) || at.isBelow(it) || it.isBelow(at));
    }

    /** What a side cannot read. */
    private static Set<String> blind(Replica replica) {
        Set<String> blind = new TreeSet<>();
        for (String path : replica.paths(EntryKind.FILE, EntryKind.DIRECTORY)) {
            if ((replica.disk.mode(Replica.at(path)) & 0400) == 0) {
                blind.add(key(path));
            }
        }
        return blind;
    }

    /** Names that are one name somewhere. */
    private Set<String> clashes() {
        boolean fold = !ours.disk.traits().caseMatters() || !theirs.disk.traits().caseMatters();
        Map<String, Set<String>> spellings = new HashMap<>();
        Set<String> clashes = new TreeSet<>();
        for (Replica replica : List.of(ours, theirs)) {
            Map<String, String> forms = new HashMap<>();
            for (String path : replica.state().keySet()) {
                String other = forms.put(key(path), path);
                String folded = fold ? DiskTraits.MAC.key(path) : key(path);
                Set<String> same = spellings.computeIfAbsent(folded, it -> new TreeSet<>());
                same.add(key(path));
                if (other != null || same.size() > 1) {
                    clashes.addAll(same);
                }
            }
        }
        return clashes;
    }

    private static SortedMap<String, String> keyed(SortedMap<String, String> state) {
        SortedMap<String, String> keyed = new TreeMap<>();
        state.forEach((path, what) -> keyed.put(key(path), what));
        return keyed;
    }

    private static String key(String path) {
        return Normalizer.normalize(path, Normalizer.Form.NFC);
    }

    private static Set<String> differences(SortedMap<String, String> a, SortedMap<String, String> b) {
        Set<String> paths = new TreeSet<>(a.keySet());
        paths.addAll(b.keySet());
        paths.removeIf(path -> Objects.equals(a.get(path), b.get(path)));
        return paths;
    }

    /** The same run on copies, as the peer would make it. */
    private void mirrored() {
        if (!(sync instanceof PlainSync plain)) {
            return;
        }
        Replica one = new Replica(ours.disk.copy());
        Replica other = new Replica(theirs.disk.copy());
        sync(plain, one, other, false);
        Replica mirroredOne = new Replica(ours.disk.copy());
        Replica mirroredOther = new Replica(theirs.disk.copy());
        sync(plain, mirroredOne, mirroredOther, true);
        require(one.state().equals(mirroredOne.state()), "mirrored, ours is another: "
                + differences(one.state(), mirroredOne.state()));
        require(other.state().equals(mirroredOther.state()), "mirrored, theirs is another: "
                + differences(other.state(), mirroredOther.state()));
    }

    private static void sync(PlainSync plain, Replica ours, Replica theirs, boolean exchanged) {
        InMemoryEndpoint here = new InMemoryEndpoint("ours", ours.disk, Duration.ZERO);
        InMemoryEndpoint there = new InMemoryEndpoint("theirs", theirs.disk, Duration.ZERO);
        SortedMap<TreePath, Content> base = new TreeMap<>(plain.base());
        try (PlainSync copy = exchanged ? new PlainSync(there, here, base) : new PlainSync(here, there, base)) {
            copy.sync();
        }
    }

    private void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new AssertionError(otherwise);
        }
    }

    @Override
    public void close() {
        sync.close();
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%s and %s", ours.state(), theirs.state());
    }
}
