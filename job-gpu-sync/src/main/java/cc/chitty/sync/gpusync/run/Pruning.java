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
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/**
 * Removes snapshots of a peer that are too many, too old or too large together. The newest one is always kept: it is the one that
 * was taken last, whatever the clock said.
 */
final class Pruning {

    private static final Duration UNSEEN = Duration.ofDays(1);

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
        Instant now = clock.instant();
        List<Manifest> all = index.all(run::problem);
        Instant before = all.size() > 1 ? all.get(1).head().at() : now;
        Instant oldest = today(now, before).minus(kept.age());
        int count = 0;
        long bytes = 0;
        for (Manifest manifest : all) {
            count++;
            bytes += bytes(manifest);
            boolean goes = count > kept.count() || manifest.head().at().isBefore(oldest) || bytes > kept.bytes();
            if (goes && count > 1) {
                remove(manifest, run);
            }
        }
    }

    /**
     * What ages are counted from: a clock that is suddenly far ahead makes nothing old.
     *
     * @param before when the last one before was taken
     */
    static Instant today(Instant now, Instant before) {
        Instant latest = before.plus(UNSEEN);
        return latest.isBefore(now) ? latest : now;
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
