package cc.chitty.sync.gpusync.run;

import cc.chitty.sync.gpusync.memory.MemoryFile;
import cc.chitty.sync.gpusync.plan.StoredPlan;
import cc.chitty.sync.gpusync.reconcile.Side;
import cc.chitty.sync.gpusync.snapshot.SnapshotIndex;
import java.time.InstantSource;

/**
 * What all steps work with.
 *
 * @param owner one word that tells this installation from others
 */
public record Workshop(Peering peering, Measures measures, Tables tables, String owner, InstantSource clock) {

    SnapshotIndex snapshots() {
        return new SnapshotIndex(peering.directory());
    }

    MemoryFile memory(SyncRun run, Tree tree) {
        return new MemoryFile(peering.directory(), tree.key(), tree.at(Side.OURS), tree.at(Side.THEIRS), run.machine());
    }

    StoredPlan.Made made(SyncRun run) {
        return tables.plans()
                .find(run.instance())
                .map(StoredPlan::made)
                .orElseThrow(() -> new IllegalStateException("there is no plan of " + run.instance()));
    }
}
