package cc.chitty.sync.gpusync.run;

import cc.chitty.sync.kernel.run.Failure;
import cc.chitty.sync.kernel.run.FailureCategory;
import cc.chitty.sync.kernel.state.FileLock;
import java.nio.file.Path;

/** The right to sync with a peer, held by one process of this machine. The system takes it back when the process ends. */
record PeerLock(FileLock lock) implements SyncRun.Closing {

    /**
     * Takes it.
     *
     * @param directory of the peer
     * @throws Failure BUSY if somebody has it
     */
    static PeerLock take(Path directory) {
        return FileLock.tryTake(directory.resolve("peer.lock"))
                .map(PeerLock::new)
                .orElseThrow(() -> new Failure(
                        FailureCategory.BUSY,
                        "sync with " + directory.getFileName(),
                        "another process does so",
                        "Wait for it; `status` shows it."));
    }

    @Override
    public void close() {
        lock.close();
    }
}
