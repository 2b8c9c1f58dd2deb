package cc.chitty.sync.gpusync.category.git;

import cc.chitty.sync.gpusync.reconcile.Side;
import org.jspecify.annotations.Nullable;

/**
 * A change of one ref on one side.
 *
 * @param before what it has; null: it is not there
 * @param after what it gets; null: it goes
 * @param why in words for a person
 */
public record RefMove(
        Side side,
        String ref,
        @Nullable ObjectName before,
        @Nullable ObjectName after,
        How how,
        String why) {

    /** In which way. */
    public enum How {
        /** The ref alone. */
        REF,
        /** A branch that is checked out; it moves only with its files. */
        CHECKED_OUT,
        /** What the other side has of the same name, kept beside. */
        ASIDE,
        /** What is the other side's own: a stash, a detached HEAD. */
        OWNED
    }

    RefMove aside(String name, @Nullable ObjectName had, String because) {
        return new RefMove(side, name, had, after, How.ASIDE, because);
    }

    /** As {@code update-ref} takes it. */
    String line() {
        if (after == null) {
            return "delete " + ref + " " + before;
        }
        return before == null ? "create " + ref + " " + after : "update " + ref + " " + after + " " + before;
    }
}
