package cc.chitty.sync.gpusync.run;

import cc.chitty.sync.gpusync.manifest.TreePath;
import cc.chitty.sync.gpusync.memory.Memory;
import cc.chitty.sync.gpusync.plan.ConflictTable;
import cc.chitty.sync.gpusync.plan.ItemState;
import cc.chitty.sync.gpusync.plan.PlannedChange;
import cc.chitty.sync.gpusync.plan.PlannedChange.Action;
import cc.chitty.sync.kernel.run.Problem;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** The step record. */
final class Recording {

    private final Workshop shop;

    Recording(Workshop shop) {
        this.shop = shop;
    }

    void record(SyncRun run) {
        if (!run.options().dryRun()) {
            remember(run);
            settleChosen(run);
            tellUndone(run);
        }
    }

    /** What a person has decided is no conflict any more when all of it is done. */
    private void settleChosen(SyncRun run) {
        if (!run.options().how().isPartial()) {
            return;
        }
        for (ConflictTable.Stored stored : shop.tables().conflicts().all()) {
            PlannedChange.Place place = stored.conflict().place();
            boolean chosen = stored.peer().equals(shop.peering().name())
                    && run.options().how().choice(place.root(), place.path()) != null;
            if (chosen && isDone(run, place)) {
                shop.tables().conflicts().remove(stored.id());
            }
        }
    }

    private boolean isDone(SyncRun run, PlannedChange.Place place) {
        Set<ItemState> states = EnumSet.noneOf(ItemState.class);
        shop.tables().plans().forEach(run.instance(), end -> {
            TreePath path = end.item().path();
            boolean isOfIt = path.equals(place.path())
                    || path.isBelow(place.path())
                    || end.item().action() == Action.COPY;
            if (isOfIt && end.item().place().root().equals(place.root())) {
                states.add(end.state());
            }
        });
        return states.equals(EnumSet.of(ItemState.DONE));
    }

    /** Names what is not done. */
    void tellUndone(SyncRun run) {
        shop.tables().plans().forEach(run.instance(), end -> {
            if (end.state() == ItemState.CHANGED || end.state() == ItemState.FAILED) {
                run.count(end.state().word(), 1);
                run.problem(new Problem(
                        end.item().place().root() + ":" + end.item().here(), String.valueOf(end.trouble())));
            }
        });
    }

    /** Adds what has become of the changes to what is remembered; twice is the same as once. */
    private void remember(SyncRun run) {
        Map<String, Tree> trees = run.treesByKey();
        Map<String, Memory> memories = new HashMap<>();
        shop.tables().plans().forEach(run.instance(), end -> {
            Tree tree = trees.get(end.item().place().root());
            if (tree != null && (end.state() == ItemState.DONE || end.state() == ItemState.CHANGED)) {
                Memory memory = memories.computeIfAbsent(
                        tree.key(), key -> shop.memory(run, tree).load().memory());
                Remembering.ended(end, tree, memory);
            }
        });
        memories.forEach((key, memory) -> {
            Tree tree = trees.get(key);
            if (tree != null) {
                shop.memory(run, tree).save(memory);
            }
        });
    }
}
