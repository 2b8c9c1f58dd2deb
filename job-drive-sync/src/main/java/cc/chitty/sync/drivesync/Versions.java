package cc.chitty.sync.drivesync;

import cc.chitty.sync.drivesync.store.DriveStore;

/** Keeps the versions of a mirror. */
interface Versions {

    /** Commits the mirror as it is, unless the last commit holds just that. */
    void commit(Parts parts, DriveRun run, DriveStore store);

    /** Pushes what was committed and is not on the git remote, where one is set. */
    void push(Parts parts, DriveRun run);
}
