package cc.chitty.sync.jobs.snapshots;

import cc.chitty.sync.drivesync.DriveSnapshots;
import cc.chitty.sync.kernel.snapshot.SnapshotId;
import cc.chitty.sync.kernel.snapshot.Snapshots;
import cc.chitty.sync.kernel.state.StateDirectory;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The snapshots of the state directory and of all mirrors. */
public final class AllSnapshots {

    private AllSnapshots() {}

    static List<Snapshots> of(StateDirectory state) {
        List<Snapshots> all = new ArrayList<>(List.of(new Snapshots(state)));
        all.addAll(DriveSnapshots.in(state));
        return all;
    }

    /** What a run was about to replace; the newest, where numbers had begun anew. */
    public static Optional<SnapshotId> ofRun(StateDirectory state, String job, long run) {
        String end = "-" + job + "-" + run;
        return of(state).stream()
                .flatMap(snapshots -> snapshots.ids().stream())
                .filter(id -> id.text().endsWith(end))
                .max(Comparator.naturalOrder());
    }
}
