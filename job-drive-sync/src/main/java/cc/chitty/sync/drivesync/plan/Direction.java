package cc.chitty.sync.drivesync.plan;

/** Which side follows which. */
public enum Direction {
    /** The mirror follows the remote, which is never written to. */
    PULL,
    /** The remote follows the mirror. */
    PUSH,
    /** Each follows what changed on the other. */
    BOTH;

    public boolean writesRemote() {
        return this != PULL;
    }
}
