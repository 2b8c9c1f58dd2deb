package cc.chitty.sync.gpusync.run;

import cc.chitty.sync.gpusync.manifest.Content;
import cc.chitty.sync.gpusync.manifest.Entry;
import cc.chitty.sync.gpusync.manifest.EntryKind;
import cc.chitty.sync.gpusync.manifest.TreePath;
import cc.chitty.sync.gpusync.memory.Memory;
import cc.chitty.sync.gpusync.peer.Judgement;
import cc.chitty.sync.gpusync.plan.ItemEnd;
import cc.chitty.sync.gpusync.plan.ItemState;
import cc.chitty.sync.gpusync.plan.PlannedChange;
import cc.chitty.sync.gpusync.plan.StoredPlan;
import cc.chitty.sync.gpusync.reconcile.Side;
import cc.chitty.sync.gpusync.snapshot.Manifest;
import cc.chitty.sync.gpusync.snapshot.SnapshotHead;
import cc.chitty.sync.gpusync.snapshot.SnapshotLine;
import cc.chitty.sync.kernel.run.Problem;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** The steps plan and record of a rollback. */
final class Restoring {

    private final Workshop shop;

    Restoring(Workshop shop) {
        this.shop = shop;
    }

    void plan(SyncRun run) {
        StoredPlan kept = run.kept();
        if (kept != null) {
            run.count("planned", shop.tables().plans().count(run.instance(), ItemState.PLANNED));
            run.count(SyncRun.PLAN_KEPT, 1);
            return;
        }
        Unrecorded.of(shop, run).record(); // what is put back of it is told by its snapshot
        Manifest manifest = shop.snapshots().read(run.restores());
        Present present = Present.of(run.ends(), manifest);
        List<PlannedChange> changes = Reversal.of(manifest, present, run, new Repositories(shop).staying(run));
        run.before(before(run, present)); // with what was agreed on until now
        Forgetting.beforeRollback(changes, run, shop);
        String fingerprint = Hashing.of(run.restores() + changes.size()).toString();
        run.planned(new SyncRun.Planned(fingerprint, changes, List.of()));
        run.count("planned", changes.size());
        Instant now = shop.clock().instant();
        StoredPlan.Made made =
                new StoredPlan.Made(now, fingerprint, shop.snapshots().next(now, run.run()));
        shop.tables().plans().store(run.instance(), changes, made);
    }

    private Snapshotting.Before before(SyncRun run, Present present) {
        Map<String, Memory> memories = new HashMap<>();
        run.trees()
                .forEach(tree ->
                        memories.put(tree.key(), shop.memory(run, tree).load().memory()));
        return new Snapshotting.Before() {
            @Override
            public @Nullable Content agreed(String root, TreePath path) {
                Memory memory = memories.get(root);
                return memory == null ? null : memory.of(path).agreed();
            }

            @Override
            public @Nullable Entry directory(Side side, String root, TreePath planned, TreePath place) {
                return present.at(side, root, place);
            }
        };
    }

    void record(SyncRun run) {
        tellTimes(run);
        Map<String, Content> agreed = new HashMap<>();
        Map<String, Boolean> known = new HashMap<>();
        List<SnapshotLine> lines = shop.snapshots().read(run.restores()).lines();
        Set<String> standing = standing(run, lines);
        for (SnapshotLine line : lines) {
            if (line.isSynced()) {
                known.put(key(line.root(), line.path()), true);
                Content before = line.agreed();
                if (before != null
                        && !Forgetting.isBelowOne(line.path(), above -> standing.contains(key(line.root(), above)))) {
                    agreed.put(key(line.root(), line.path()), before);
                }
            }
        }
        Map<String, Memory> memories = new HashMap<>();
        Map<String, Tree> trees = run.treesByKey();
        shop.tables().plans().forEach(run.instance(), end -> {
            Tree tree = trees.get(end.item().place().root());
            String key = key(end.item().place().root(), end.item().path());
            if (tree != null && end.state() == ItemState.DONE && known.containsKey(key)) {
                memories.computeIfAbsent(
                                tree.key(),
                                name -> shop.memory(run, tree).load().memory())
                        .change(
                                end.item().path(),
                                it -> it.agreedOn(agreed.get(key))
                                        .with(Side.OURS, null)
                                        .with(Side.THEIRS, null));
            }
        });
        memories.forEach((key, memory) -> {
            Tree tree = trees.get(key);
            if (tree != null) {
                shop.memory(run, tree).save(memory);
            }
        });
    }

    /**
     * Directories that a sync made where a link or file was, and that could not go. What was not below that link, and is not in the
     * directory any more, nobody has deleted.
     */
    private Set<String> standing(SyncRun run, List<SnapshotLine> lines) {
        Set<String> standing = new HashSet<>();
        lines.stream()
                .filter(line -> line.isSynced() && isFlat(line.before()))
                .filter(line -> line.after() != null && !isFlat(line.after()))
                .forEach(line -> standing.add(key(line.root(), line.path())));
        shop.tables().plans().forEach(run.instance(), end -> {
            if (end.state() == ItemState.DONE && isFlat(end.item().change().wanted())) {
                standing.remove(key(end.item().place().root(), end.item().path()));
            }
        });
        return standing;
    }

    private static boolean isFlat(@Nullable Entry entry) {
        return entry != null && entry.kind() != EntryKind.DIRECTORY;
    }

    /** A link that is back may have another time, where its side cannot set that. */
    private void tellTimes(SyncRun run) {
        Map<Side, Integer> others = new EnumMap<>(Side.class);
        shop.tables().plans().forEach(run.instance(), end -> {
            if (end.state() == ItemState.DONE && isLinkOfAnotherTime(run, end)) {
                others.merge(end.item().target(), 1, Integer::sum);
            }
        });
        others.forEach((side, count) -> run.problem(new Problem(
                run.ends().of(side).facts().name(),
                "the times of symbolic links cannot be set there; so many that are back have another one: " + count)));
    }

    private static boolean isLinkOfAnotherTime(SyncRun run, ItemEnd end) {
        Entry wanted = end.item().change().wanted();
        Entry now = end.outcome();
        return wanted != null
                && now != null
                && wanted.kind() == EntryKind.LINK
                && !Judgement.sameTime(
                        run.ends()
                                .of(end.item().target())
                                .keptTime(wanted.stamp().modified()),
                        now.stamp().modified());
    }

    private static String key(String root, TreePath path) {
        return root + "\t" + path;
    }

    /** What is there now of what a snapshot tells, by side and root. */
    record Present(Map<Side, Map<String, SortedMap<TreePath, Entry>>> entries) {

        static Present of(Ends ends, Manifest manifest) {
            Map<Side, Map<String, SortedMap<TreePath, Entry>>> entries = new HashMap<>();
            for (Side side : Side.values()) {
                entries.put(side, PresentScan.of(ends.of(side), side, manifest));
            }
            return new Present(entries);
        }

        @Nullable Entry at(Side side, String root, TreePath place) {
            SortedMap<TreePath, Entry> tree =
                    entries.getOrDefault(side, Map.of()).get(root);
            return tree == null || (!root.startsWith(SnapshotHead.ABOVE) && isBelowNone(tree, place))
                    ? null
                    : tree.get(place);
        }

        /** Whether something that is no directory is where one was above it: what is looked at then is elsewhere, if it is at all. */
        private static boolean isBelowNone(SortedMap<TreePath, Entry> tree, TreePath place) {
            return Forgetting.isBelowOne(place, above -> !above.isRoot() && isFlat(tree.get(above)));
        }
    }
}
