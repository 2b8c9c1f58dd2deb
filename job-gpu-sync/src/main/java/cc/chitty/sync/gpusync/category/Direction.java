package cc.chitty.sync.gpusync.category;

import cc.chitty.sync.gpusync.reconcile.Side;

/** Which way changes may go. */
public enum Direction {
    /** Both ways. */
    BOTH,
    /** From this machine to the peer only. */
    PUSH,
    /** From the peer to this machine only. */
    PULL;

    /** Whether this side may be changed. */
    public boolean mayChange(Side side) {
        return this == BOTH || (this == PUSH) == (side == Side.THEIRS);
    }

    /** What two of them leave; null: nothing. */
    public @org.jspecify.annotations.Nullable Direction and(Direction other) {
        if (this == BOTH || this == other) {
            return other;
        }
        return other == BOTH ? this : null;
    }
}
