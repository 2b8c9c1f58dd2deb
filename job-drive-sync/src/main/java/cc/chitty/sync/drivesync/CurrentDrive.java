package cc.chitty.sync.drivesync;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Which run the steps work for. There is one at a time. */
class CurrentDrive {

    private volatile @Nullable RemoteSync sync;

    void set(RemoteSync current) {
        sync = current;
    }

    RemoteSync sync() {
        return Objects.requireNonNull(sync, "no run was set before the job was started");
    }
}
