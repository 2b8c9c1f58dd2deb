package cc.chitty.sync.consolidate;

import cc.chitty.sync.consolidate.publish.Publisher;
import cc.chitty.sync.kernel.snapshot.Retention;
import cc.chitty.sync.kernel.snapshot.SnapshotDraft;
import cc.chitty.sync.kernel.snapshot.SnapshotId;
import cc.chitty.sync.kernel.snapshot.Snapshots;
import cc.chitty.sync.kernel.state.StateDirectory;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keeps journal and views as they are before a publication replaces them. */
final class SnapshotKeeper implements Publisher.Keeper {

    /** Looking at the size of every snapshot takes longer than taking one. */
    private static final int TAKEN_BETWEEN_PRUNINGS = 10;

    private static final String JOB = ConsolidateJobConfiguration.NAME;

    private final StateDirectory state;
    private final Snapshots snapshots;
    private final Retention retention;
    private final InstantSource clock;
    private int taken;
    private int count;
    private @Nullable String last;

    SnapshotKeeper(StateDirectory state, Retention retention, InstantSource clock) {
        this.state = state;
        this.snapshots = new Snapshots(state);
        this.retention = retention;
        this.clock = clock;
    }

    /** Only the newest one counts: the numbers of runs begin anew when the job repository had to be made anew. */
    private static boolean isTaken(List<SnapshotId> ids, String run) {
        List<String> ours = ids.stream()
                .map(SnapshotId::text)
                .filter(id -> id.contains("-" + JOB + "-"))
                .toList();
        return !ours.isEmpty() && ours.get(ours.size() - 1).endsWith("-" + JOB + "-" + run);
    }

    @Override
    public synchronized void keep(String run, List<Path> files) {
        List<Path> replaced = files.stream()
                .filter(file -> !file.startsWith(state.lifecycle()))
                .toList();
        if (replaced.isEmpty() || run.equals(last) || isTakenBefore(run)) {
            return;
        }
        Instant now = clock.instant();
        SnapshotDraft draft = snapshots.begin(JOB, run, now);
        replaced.forEach(file -> draft.keep(state.relative(file)));
        draft.finish();
        last = run;
        count++;
        taken++;
        if (count > retention.count() || taken % TAKEN_BETWEEN_PRUNINGS == 0) {
            snapshots.prune(withRoom(), now);
            count = snapshots.ids().size();
        }
    }

    /** Looks only once: after that this process knows. */
    private boolean isTakenBefore(String run) {
        if (last != null) {
            return false;
        }
        List<SnapshotId> ids = snapshots.ids();
        count = ids.size();
        return isTaken(ids, run);
    }

    /** With room for those until the next time, where many are kept. */
    private Retention withRoom() {
        int room = Math.min(TAKEN_BETWEEN_PRUNINGS, retention.count() / 5);
        return new Retention(retention.count() - room, retention.age(), retention.bytes());
    }
}
