package cc.chitty.sync.gpusync.run;

import cc.chitty.sync.gpusync.engine.Engine;
import cc.chitty.sync.gpusync.reconcile.DeletionGuard;
import cc.chitty.sync.kernel.snapshot.Retention;
import java.time.Duration;

/**
 * The limits of a run.
 *
 * @param parcel how much is changed together
 * @param planAge an unfinished plan of more is made anew
 * @param kept how many snapshots
 */
public record Measures(
        Parcels.Size parcel, Engine.Limits limits, Duration planAge, DeletionGuard guard, Retention kept) {}
