package cc.chitty.sync.gpusync.run;

import cc.chitty.sync.gpusync.reconcile.Side;
import cc.chitty.sync.gpusync.snapshot.SnapshotHead;
import cc.chitty.sync.gpusync.snapshot.SnapshotIndex;
import cc.chitty.sync.gpusync.snapshot.SnapshotPlaces;
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
        List<SnapshotHead> all = index.heads(run::problem);
        Instant before = all.size() > 1 ? all.get(1).at() : now;
        Instant oldest = today(now, before).minus(kept.age());
        int count = 0;
        long bytes = 0;
        for (SnapshotHead head : all) {
            count++;
            bytes += head.bytes();
            boolean goes = count > kept.count() || head.at().isBefore(oldest) || bytes > kept.bytes();
            if (goes && count > 1) {
                remove(head.id(), head.places(), run);
                run.count("snapshots_pruned", 1);
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

    /** Removes one on both sides; where that cannot be done it stays, and is told. */
    void remove(String id, SnapshotPlaces places, SyncRun run) {
        try {
            for (Side side : Side.values()) {
                ends.of(side).discard(places.directory(side, id));
            }
            index.forget(id);
        } catch (Failure e) {
            run.problem(new Problem(id, "cannot be removed: " + e.getMessage()));
        }
    }
}
