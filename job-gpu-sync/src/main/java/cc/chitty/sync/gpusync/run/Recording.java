package cc.chitty.sync.gpusync.run;

import cc.chitty.sync.gpusync.memory.Memory;
import cc.chitty.sync.gpusync.plan.ItemState;
import cc.chitty.sync.kernel.run.Problem;
import java.util.HashMap;
import java.util.Map;

/** The step record. */
final class Recording {

    private final Workshop shop;

    Recording(Workshop shop) {
        this.shop = shop;
    }

    void record(SyncRun run) {
        if (!run.options().dryRun()) {
            recordDone(run);
            tellUndone(run);
        }
    }

    /** Names what is not done. */
    void tellUndone(SyncRun run) {
        shop.tables().plans().forEach(run.instance(), end -> {
            if (end.state() == ItemState.CHANGED || end.state() == ItemState.FAILED) {
                run.count(end.state().word(), 1);
                run.problem(new Problem(
                        end.item().place().root() + ":" + end.item().path(), String.valueOf(end.trouble())));
            }
        });
    }

    /** Adds what is done to what is remembered; twice is the same as once. */
    void recordDone(SyncRun run) {
        if (shop.tables().plans().count(run.instance(), ItemState.DONE) == 0) {
            return;
        }
        Map<String, Tree> trees = run.treesByKey();
        Map<String, Memory> memories = new HashMap<>();
        shop.tables().plans().forEach(run.instance(), end -> {
            Tree tree = trees.get(end.item().place().root());
            if (tree != null && end.state() == ItemState.DONE) {
                Memory memory = memories.computeIfAbsent(
                        tree.key(), key -> shop.memory(tree).load().memory());
                Remembering.done(end, tree, memory);
            }
        });
        memories.forEach((key, memory) -> {
            Tree tree = trees.get(key);
            if (tree != null) {
                shop.memory(tree).save(memory);
            }
        });
    }
}
