package cc.chitty.sync.drivesync.plan;

/** What is decided for one path. */
public enum Action {
    /** Nothing has to be done. */
    NONE,
    /** Both hold the same: it is agreed on from now on. */
    ADOPT,
    /** Nothing is agreed on any more. */
    FORGET,
    /** The remote's file goes into the mirror. */
    PULL,
    /** The mirror's file goes to the remote; what is there is set aside first. */
    PUSH,
    /** The mirror's file goes. */
    DELETE_MIRROR,
    /** The remote's file is set aside. */
    DELETE_REMOTE,
    /** The remote's file gets the name, the mirror's is kept as a copy beside it. */
    CONFLICT;

    /** Whether it is a step of the transfer. */
    public boolean isTransfer() {
        return switch (this) {
            case NONE, ADOPT, FORGET -> false;
            case PULL, PUSH, DELETE_MIRROR, DELETE_REMOTE, CONFLICT -> true;
        };
    }

    /** Whether the mirror's file is replaced or goes. */
    public boolean writesMirror() {
        return this == PULL || this == DELETE_MIRROR || this == CONFLICT;
    }

    /** Whether the remote's file is fetched. */
    public boolean fetches() {
        return this == PULL || this == CONFLICT;
    }
}
