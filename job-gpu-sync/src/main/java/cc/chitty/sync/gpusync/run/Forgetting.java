package cc.chitty.sync.gpusync.run;

import cc.chitty.sync.gpusync.manifest.AbsolutePaths;
import cc.chitty.sync.gpusync.manifest.Entry;
import cc.chitty.sync.gpusync.manifest.EntryKind;
import cc.chitty.sync.gpusync.manifest.TreePath;
import cc.chitty.sync.gpusync.memory.Memory;
import cc.chitty.sync.gpusync.memory.MemoryFile;
import cc.chitty.sync.gpusync.memory.Remembered;
import cc.chitty.sync.gpusync.plan.PlannedChange;
import cc.chitty.sync.gpusync.reconcile.Side;
import cc.chitty.sync.gpusync.snapshot.SnapshotHead;
import cc.chitty.sync.kernel.run.Problem;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Forgets what both sides had agreed on below a place where a run is about to make a directory and the side has a link or file.
 * What that directory lacks afterwards, nobody has deleted there: it was the sync that made it, with what it brought itself. So the
 * rest is brought, by this run or the next, and not taken from the side that has it.
 *
 * <p>This is so for every root that has something there: other categories, those too that the run does not look at or that are
 * turned off just now, and the run's own, of which a filter may leave something out. It is forgotten before the first change, as a run
 * may be killed, and another plan made, between any change and what is written down of it.
 */
final class Forgetting {

    private final SyncRun run;
    private final Map<String, Tree> trees;
    private final List<PlannedChange> replaced;

    private Forgetting(SyncRun run, List<PlannedChange> replaced) {
        this.run = run;
        this.trees = run.treesByKey();
        this.replaced = replaced;
    }

    /** Looks into all that is remembered of the peer if the plan makes such directories. */
    static void before(List<PlannedChange> changes, SyncRun run, Workshop shop) {
        List<PlannedChange> replaced =
                changes.stream().filter(Forgetting::isReplaced).toList();
        if (!replaced.isEmpty()) {
            Forgetting forgetting = new Forgetting(run, replaced);
            MemoryFile.all(shop.peering().directory()).forEach(forgetting::forget);
        }
    }

    /**
     * Forgets of all that a rollback is about to put back what both sides had agreed on, until it is written down what they had
     * before: if it is killed, and a sync follows, nothing that is back or gone already is a change or deletion of somebody's.
     */
    static void beforeRollback(List<PlannedChange> changes, SyncRun run, Workshop shop) {
        Map<String, Tree> trees = run.treesByKey();
        Map<String, Memory> memories = new HashMap<>();
        for (PlannedChange change : changes) {
            Tree tree = trees.get(change.place().root());
            if (tree != null && !tree.key().startsWith(SnapshotHead.ABOVE)) {
                memories.computeIfAbsent(
                                tree.key(), key -> shop.memory(run, tree).load().memory())
                        .change(
                                change.path(),
                                it -> isTimeAlone(change) || change.action().isAround() ? it : it.agreedOn(null));
            }
        }
        memories.forEach((key, memory) ->
                shop.memory(run, Objects.requireNonNull(trees.get(key))).save(memory));
    }

    /**
     * Forgets what is remembered of trees that the settings do not know any more, as of a workspace that was taken out: what becomes of
     * it on each side, and what other trees bring and delete there, is not learned. If it is synced again one day, it begins anew, but
     * for what may be on a disk that is away: it is not brought below the mount point.
     */
    static void ofOthers(SyncRun run, Workshop shop) {
        if (run.options().dryRun()) {
            return;
        }
        Set<String> known = new HashSet<>();
        shop.peering().allTrees(run.ends()).forEach(tree -> known.add(tree.key()));
        MemoryFile.all(shop.peering().directory()).stream()
                .filter(it -> !known.contains(it.key()))
                .forEach(Forgetting::forgetAgreed);
    }

    private static void forgetAgreed(MemoryFile file) {
        if (file.tellsMounts()) {
            Memory memory = file.load().memory();
            memory.changeEach((path, it) -> Remembered.NOTHING);
            file.save(memory);
        } else {
            file.forget();
        }
    }

    /** A directory that gets its time, and no more. */
    private static boolean isTimeAlone(PlannedChange change) {
        Entry expected = change.change().expected();
        Entry wanted = change.change().wanted();
        return expected != null
                && wanted != null
                && expected.kind() == EntryKind.DIRECTORY
                && wanted.kind() == EntryKind.DIRECTORY
                && expected.mode() == wanted.mode();
    }

    private static boolean isReplaced(PlannedChange change) {
        Entry expected = change.change().expected();
        Entry wanted = change.change().wanted();
        return expected != null
                && wanted != null
                && expected.kind() != EntryKind.DIRECTORY
                && wanted.kind() == EntryKind.DIRECTORY;
    }

    private void forget(MemoryFile file) {
        Set<TreePath> places = new HashSet<>();
        for (PlannedChange change : replaced) {
            Tree tree = trees.get(change.place().root());
            TreePath place = tree == null ? null : place(change, tree, file);
            if (place != null) {
                places.add(place);
            }
        }
        if (!places.isEmpty()) {
            forget(file, path -> isBelowOne(path, places::contains));
        }
    }

    /** Where a memory has what is changed, its root at least if all of it is below; null: nowhere. */
    private static @Nullable TreePath place(PlannedChange change, Tree tree, MemoryFile file) {
        Side side = change.target();
        if (file.at(side).equals(tree.at(side))) {
            return change.path();
        }
        String there = tree.at(side) + "/" + change.destination();
        if (AbsolutePaths.isIn(there, file.at(side))) {
            return TreePath.ROOT;
        }
        String path = AbsolutePaths.from(file.at(side), there);
        return path == null ? null : Looked.planned(new TreePath(path));
    }

    private void forget(MemoryFile file, Predicate<TreePath> isForgotten) {
        MemoryFile.Loaded loaded = file.load();
        if (loaded.trouble() != null) {
            run.problem(new Problem(file.key(), loaded.trouble()));
        }
        Memory memory = loaded.memory();
        memory.changeEach((path, it) -> isForgotten.test(path) ? it.agreedOn(null) : it);
        file.save(memory);
    }

    /** Whether something above a path is such a place. */
    static boolean isBelowOne(TreePath path, Predicate<TreePath> isPlace) {
        for (TreePath at = path; !at.isRoot(); ) {
            at = at.parent();
            if (isPlace.test(at)) {
                return true;
            }
        }
        return false;
    }
}
