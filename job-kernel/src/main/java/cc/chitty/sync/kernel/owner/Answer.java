package cc.chitty.sync.kernel.owner;

/**
 * What a guest got.
 *
 * @param how how the visit ended
 * @param code the exit code; meaningful only for {@link How#ENDED}
 */
record Answer(How how, int code) {

    enum How {
        /** The command ended, with a code. */
        ENDED,
        /** Nobody began the command: the owner is starting, leaving, full, or has other settings. */
        NOT_BEGUN,
        /** The owner died or left while it ran the command. */
        LOST,
        /** The owner is there and says nothing. */
        FROZEN
    }

    static Answer ended(int code) {
        return new Answer(How.ENDED, code);
    }

    static Answer of(How how) {
        return new Answer(how, -1);
    }
}
