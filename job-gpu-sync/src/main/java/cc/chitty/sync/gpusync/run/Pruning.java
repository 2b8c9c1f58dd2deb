package cc.chitty.sync.gpusync.run;

import cc.chitty.sync.gpusync.manifest.Entry;
import cc.chitty.sync.gpusync.manifest.EntryKind;
import cc.chitty.sync.gpusync.reconcile.Side;
import cc.chitty.sync.gpusync.snapshot.Manifest;
import cc.chitty.sync.gpusync.snapshot.SnapshotIndex;
import cc.chitty.sync.gpusync.snapshot.SnapshotLine;
import cc.chitty.sync.kernel.run.Failure;
import cc.chitty.sync.kernel.run.Problem;
import cc.chitty.sync.kernel.snapshot.Retention;
import java.time.Instant;
import java.time.InstantSource;

/** Removes snapshots of a peer that are too many, too old or too large together. The newest one is always kept. */
final class Pruning {

    private final Ends ends;
    private final SnapshotIndex index;
    private final Retention kept;
    private final InstantSource clock;

    Pruning(Ends ends, SnapshotIndex index, Retention kept, InstantSource clock) {
        this.ends = ends;
        this.index = index;
        this.kept = kept;
        this.clock = clock;
    }

    void prune(SyncRun run) {
        Instant oldest = clock.instant().minus(kept.age());
        int count = 0;
        long bytes = 0;
        for (Manifest manifest : index.all(run::problem)) {
            count++;
            bytes += bytes(manifest);
            boolean goes = count > kept.count() || manifest.head().at().isBefore(oldest) || bytes > kept.bytes();
            if (goes && count > 1) {
                remove(manifest, run);
            }
        }
    }

    /** What is kept of files; hard links share it with nobody any more. */
    private static long bytes(Manifest manifest) {
        long bytes = 0;
        for (SnapshotLine line : manifest.lines()) {
            Entry before = line.before();
            bytes += before != null && before.kind() == EntryKind.FILE
                    ? before.stamp().size()
                    : 0;
        }
        return bytes;
    }

    private void remove(Manifest manifest, SyncRun run) {
        String id = manifest.head().id();
        try {
            for (Side side : Side.values()) {
                ends.of(side).discard(manifest.head().places().directory(side, id));
            }
            index.forget(id);
            run.count("snapshots_pruned", 1);
        } catch (Failure e) {
            run.problem(new Problem(id, "cannot be removed: " + e.getMessage()));
        }
    }
}
