package cc.chitty.sync.gpusync.run;

import cc.chitty.sync.gpusync.peer.Endpoint;
import cc.chitty.sync.gpusync.reconcile.Side;

/** Both sides of a run, connected. */
public record Ends(Endpoint ours, Endpoint theirs) implements SyncRun.Closing {

    public Endpoint of(Side side) {
        return side == Side.OURS ? ours : theirs;
    }

    @Override
    public void close() {
        try {
            theirs.close();
        } finally {
            ours.close();
        }
    }
}
