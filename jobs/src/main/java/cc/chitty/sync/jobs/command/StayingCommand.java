package cc.chitty.sync.jobs.command;

import cc.chitty.sync.kernel.run.Failure;

/** Marks an owner's command that runs until it is told to stop, and so only ever in the process it was started in. */
public interface StayingCommand extends OwnerCommand {

    /**
     * Asked before the lock is waited for.
     *
     * @throws Failure BUSY if one of its kind is at work on the state directory
     */
    void requireAlone();
}
