package cc.chitty.sync.gpusync;

import cc.chitty.sync.gpusync.run.SyncRun;
import cc.chitty.sync.gpusync.run.SyncSteps;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Which run the steps work for, and with what. There is one at a time. */
class CurrentGpuSync {

    private volatile @Nullable SyncRun run;
    private volatile @Nullable SyncSteps steps;

    void set(SyncRun current, SyncSteps with) {
        run = current;
        steps = with;
    }

    SyncRun run() {
        return Objects.requireNonNull(run, "no run was set before the job was started");
    }

    SyncSteps steps() {
        return Objects.requireNonNull(steps, "no run was set before the job was started");
    }
}
