package cc.chitty.sync.kernel.owner;

/** Somebody who came to the owner with a command. When the guest leaves, its command is interrupted. */
interface Visit {

    /** Talks until the guest has left and its command has ended. */
    void last();

    /** The owner is being stopped: the command is interrupted, and its guest runs it again by itself. */
    void handBack();
}
