package cc.chitty.sync.gitpush;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Which run the steps work for, and on what. There is one at a time. */
class CurrentSync {

    private volatile @Nullable SyncRun run;
    private volatile @Nullable Sync sync;

    void set(SyncRun current, Sync parts) {
        run = current;
        sync = parts;
    }

    SyncRun run() {
        return Objects.requireNonNull(run, "no run was set before the job was started");
    }

    Sync sync() {
        return Objects.requireNonNull(sync, "no run was set before the job was started");
    }
}
