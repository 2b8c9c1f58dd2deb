package cc.chitty.sync.gpusync.reconcile;

/** A side of a sync. */
public enum Side {
    /** This machine. */
    OURS,
    /** The peer. */
    THEIRS;

    public Side other() {
        return this == OURS ? THEIRS : OURS;
    }

    /** The word used in plans and answers. */
    public String word() {
        return this == OURS ? "ours" : "theirs";
    }
}
