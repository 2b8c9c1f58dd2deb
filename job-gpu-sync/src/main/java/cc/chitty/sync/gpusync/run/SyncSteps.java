package cc.chitty.sync.gpusync.run;

import cc.chitty.sync.gpusync.plan.ItemEnd;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The steps of a sync and of a rollback. Each begins from what is on disk and in the job repository, so that it may run again. */
public final class SyncSteps {

    private final Connecting connecting;
    private final Scanning scanning;
    private final Settling settling;
    private final Restoring restoring;
    private final Transferring transferring;
    private final Verifying verifying;
    private final Recording recording;
    private final Repositories repositories;

    public SyncSteps(Workshop shop) {
        this.connecting = new Connecting(shop);
        this.recording = new Recording(shop);
        this.scanning = new Scanning(shop);
        this.settling = new Settling(shop);
        this.restoring = new Restoring(shop);
        this.transferring = new Transferring(shop);
        this.verifying = new Verifying(shop);
        this.repositories = new Repositories(shop);
    }

    /** Connects both sides, and finds out whether an earlier attempt's plan still holds. */
    public void connect(SyncRun run) {
        connecting.connect(run);
        if (run.restores().isEmpty()) {
            PlacesApart.requireByName(run);
        }
    }

    /** Looks at both sides and decides. */
    public void scan(SyncRun run) {
        scanning.scan(run);
    }

    /** Makes the plan, or finds the one of an earlier attempt. */
    public void plan(SyncRun run) {
        if (run.kept() == null) {
            repositories.plan(run);
        }
        settling.plan(run);
    }

    /** Plans to put a snapshot back, or finds the plan of an earlier attempt. */
    public void planRollback(SyncRun run) {
        restoring.plan(run);
    }

    /** Writes down, durably and on both sides, what is about to be replaced; marks the peer as being changed. */
    public void snapshot(SyncRun run) {
        transferring.snapshot(run);
    }

    /** What carries the plan's parcels; null where nothing is to be carried. */
    public @Nullable Carrier carrier(SyncRun run) {
        return transferring.carrier(run);
    }

    /** Writes down how a parcel's changes ended. */
    public void delivered(SyncRun run, List<ItemEnd> ends) {
        transferring.delivered(run, ends);
    }

    /** Exchanges refs and objects of repositories. */
    public void git(SyncRun run) {
        repositories.carryOut(run);
    }

    /** Takes refs of repositories back. */
    public void gitRollback(SyncRun run) {
        repositories.rollBack(run);
    }

    /** Looks whether everything has an end and what came can be used. */
    public void verify(SyncRun run) {
        repositories.settle(run);
        verifying.verify(run);
    }

    /** Puts repositories back that were put aside, when their files are there. */
    public void settleRollback(SyncRun run) {
        repositories.settleRollback(run);
    }

    /** Adds to what is remembered what was done, and names what was not. */
    public void record(SyncRun run) {
        recording.record(run);
    }

    /** Remembers again what both sides had before what was put back. */
    public void recordRollback(SyncRun run) {
        restoring.record(run);
        recording.tellUndone(run);
    }

    /** Removes staging directories and snapshots that are no longer kept; that of a run which changed nothing goes itself. */
    public void prune(SyncRun run) {
        if (!run.options().dryRun()) {
            boolean used = repositories.haveChanged(run) || transferring.keepsSomething(run);
            transferring.prune(run, used);
            repositories.prune(run, used);
        }
    }
}
