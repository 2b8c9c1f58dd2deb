package cc.chitty.sync.drivesync.store;

import cc.chitty.sync.drivesync.plan.MirrorState;
import cc.chitty.sync.drivesync.plan.Transfer;
import org.jspecify.annotations.Nullable;

/**
 * One file of a stored plan.
 *
 * @param problem why it failed
 */
public record StoredTransfer(
        int seq,
        int chunk,
        Transfer transfer,
        State state,
        @Nullable String problem) {

    /** How far it is. */
    public enum State {
        PLANNED,
        DONE,
        FAILED
    }

    /** The same, with how the mirror's file looks now. */
    public StoredTransfer at(@Nullable MirrorState now) {
        Transfer seen = new Transfer(
                transfer.path(), transfer.action(), transfer.remark(), transfer.copy(), now, transfer.remote());
        return new StoredTransfer(seq, chunk, seen, state, problem);
    }

    public StoredTransfer done() {
        return new StoredTransfer(seq, chunk, transfer, State.DONE, null);
    }

    public StoredTransfer failed(String why) {
        return new StoredTransfer(seq, chunk, transfer, State.FAILED, why);
    }
}
