package cc.chitty.sync.drivesync.plan;

/** One side's file now, compared with what was agreed. */
public enum Presence {
    /** Not there, and nothing was agreed. */
    NONE,
    /** There, and nothing was agreed. */
    NEW,
    /** Agreed on, and gone. */
    GONE,
    /** As agreed. */
    SAME,
    /** Agreed on, and different now. */
    CHANGED;

    boolean isThere() {
        return this == NEW || this == SAME || this == CHANGED;
    }
}
