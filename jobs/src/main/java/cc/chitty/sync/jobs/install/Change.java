package cc.chitty.sync.jobs.install;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** One target of a plan. */
final class Change {

    private final Target target;
    private final byte @Nullable [] now;
    private final byte @Nullable [] before;
    private final byte @Nullable [] after;

    /**
     * Null for what is not there.
     *
     * @param now what is there
     * @param before what would be there without us
     * @param after what will be there
     */
    Change(Target target, byte @Nullable [] now, byte @Nullable [] before, byte @Nullable [] after) {
        this.target = target;
        this.now = now;
        this.before = before;
        this.after = after;
    }

    Target target() {
        return target;
    }

    byte @Nullable [] now() {
        return now;
    }

    byte @Nullable [] before() {
        return before;
    }

    byte @Nullable [] after() {
        return after;
    }

    boolean differs() {
        return !Arrays.equals(now, after);
    }

    /** Whether something of ours will be in it. */
    boolean isOurs() {
        return !Arrays.equals(before, after);
    }
}
