package cc.chitty.sync.drivesync;

import cc.chitty.sync.drivesync.plan.Agreed;
import cc.chitty.sync.drivesync.plan.MirrorState;
import cc.chitty.sync.drivesync.plan.Transfer;
import cc.chitty.sync.drivesync.store.DriveStore;
import cc.chitty.sync.drivesync.store.StoredPlan;
import cc.chitty.sync.drivesync.store.StoredTransfer;
import cc.chitty.sync.kernel.snapshot.SnapshotDraft;
import cc.chitty.sync.kernel.snapshot.Snapshots;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The step snapshot: every file of the mirror that the plan replaces or deletes is kept, before the first of them is. What it
 * replaces on the remote is set aside there, file by file, in the moment in which it is replaced. Files are kept by linking
 * them, which changes the times of their inodes: the plan learns how they look now.
 */
record Snapshotting(Parts parts, Work work, DriveStore store) {

    void run(StoredPlan plan) {
        if (plan.snapshot() != null) {
            return;
        }
        List<StoredTransfer> replaced = store.transfers(plan).stream()
                .filter(it ->
                        it.transfer().action().writesMirror() && it.transfer().mirror() != null)
                .toList();
        if (replaced.isEmpty()) {
            return;
        }
        Snapshots snapshots = parts.snapshots();
        SnapshotDraft draft = snapshots.begin(
                DriveSyncJobConfiguration.NAME,
                Long.toString(work.run().id()),
                parts.place().clock().instant());
        List<StoredTransfer> kept = new ArrayList<>();
        for (StoredTransfer transfer : replaced) {
            MirrorState now = work.mirror().look(transfer.transfer().path());
            if (now != null && isAsPlanned(transfer.transfer(), now)) {
                draft.keep(Path.of(transfer.transfer().path()));
                kept.add(transfer.at(work.mirror().look(transfer.transfer().path())));
            }
        }
        String id = draft.finish().id().text();
        store.snapshot(plan, id);
        work.run().stored(new StoredPlan(plan.id(), plan.made(), plan.settings(), id));
        store.looksNow(plan, kept);
        work.run().count("files_kept", kept.size());
    }

    /** A run that was killed here has linked some of the files, which changes the time of their inodes and nothing else. */
    private boolean isAsPlanned(Transfer transfer, MirrorState now) {
        MirrorState planned = Objects.requireNonNull(transfer.mirror());
        if (now.equals(planned)) {
            return true;
        }
        Agreed agreed = store.base().of(transfer.path());
        return now.size() == planned.size()
                && now.modified() == planned.modified()
                && now.inode() == planned.inode()
                && agreed != null
                && new MirrorContents(work.root()).isAsAgreed(transfer.path(), now, agreed);
    }
}
