package cc.chitty.sync.consolidate.publish;

import cc.chitty.sync.kernel.state.StateDirectory;

/** A publisher that lets a test in before each of its operations on files. */
public final class SteppedPublisher {

    private SteppedPublisher() {}

    public static Publisher of(StateDirectory state, Publisher.Keeper keeper, Runnable between) {
        return new Publisher(state, keeper, between);
    }
}
