package cc.chitty.sync.drivesync;

import cc.chitty.sync.drivesync.store.DriveStore;

final class NoVersions implements Versions {
    @Override
    public void commit(Parts parts, DriveRun run, DriveStore store) {}

    @Override
    public void push(Parts parts, DriveRun run) {}
}
