package cc.chitty.sync.jobs.command;

/** The way to the application of the owning process, which is started for the first who asks. */
@FunctionalInterface
public interface OwnerAccess {

    Owner get();

    /** Whether asking for it costs nothing any more. */
    default boolean isStarted() {
        return true;
    }
}
