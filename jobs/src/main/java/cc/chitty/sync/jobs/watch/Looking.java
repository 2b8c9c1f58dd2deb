package cc.chitty.sync.jobs.watch;

import cc.chitty.sync.consolidate.source.Focus;

/** Looks whether there is something to consolidate, and does it. */
@FunctionalInterface
interface Looking {

    /** What came of it. */
    enum Outcome {
        /** Nothing had changed. */
        IDLE,
        /** Files had changed, but nothing of what they say of todos. */
        FRUITLESS,
        /** Something is new. */
        FRUITFUL,
        /** It could not be done, or only in part; the person was told. */
        FAILED
    }

    Outcome at(Focus focus);
}
