package cc.chitty.sync.gpusync.snapshot;

import cc.chitty.sync.gpusync.manifest.Content;
import cc.chitty.sync.gpusync.manifest.Entry;
import cc.chitty.sync.gpusync.manifest.EntryKind;
import cc.chitty.sync.gpusync.manifest.TreePath;
import cc.chitty.sync.gpusync.plan.PlannedChange;
import cc.chitty.sync.gpusync.reconcile.Side;
import org.jspecify.annotations.Nullable;

/**
 * What a snapshot tells of one path of one side.
 *
 * @param path in canonical form
 * @param place the path on that side
 * @param act what was going to be done, as a plan says it; {@link #TIME}: something in this directory was going to be changed,
 *     and with that its time; {@link #AROUND}: it was going to be made around something
 * @param before null: nothing was there
 * @param after null: nothing was going to be there; a size of -1: not known beforehand
 * @param agreed what both sides had before, by what was remembered; null: nothing
 */
public record SnapshotLine(
        Side side,
        String root,
        TreePath path,
        TreePath place,
        String act,
        @Nullable Entry before,
        @Nullable Entry after,
        @Nullable Content agreed) {

    public static final String TIME = "time";

    /** A directory that was not there and in which something is going to be, though it is not synced itself. */
    public static final String AROUND = "around";

    /** How much of a file is kept, in bytes. */
    public long bytes() {
        return before != null && before.kind() == EntryKind.FILE
                ? before.stamp().size()
                : 0;
    }

    public boolean isTime() {
        return act.equals(TIME);
    }

    public boolean isAround() {
        return act.equals(AROUND);
    }

    private boolean isOfOpening() {
        return act.equals(PlannedChange.Action.OPEN.word()) || act.equals(PlannedChange.Action.CLOSE.word());
    }

    /** Whether both sides were going to agree on it. */
    public boolean isSynced() {
        return !isTime() && !isAround() && !isOfOpening() && !root.startsWith(SnapshotHead.ABOVE);
    }
}
