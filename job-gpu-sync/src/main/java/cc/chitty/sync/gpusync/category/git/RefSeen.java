package cc.chitty.sync.gpusync.category.git;

import cc.chitty.sync.gpusync.reconcile.Side;
import org.jspecify.annotations.Nullable;

/**
 * One ref as base and both sides have it; null: it is not there.
 *
 * @param ref full name
 * @param relation of the two commits, where both sides have one
 * @param newer the side with the later commit; null: neither
 */
record RefSeen(
        String ref,
        @Nullable ObjectName base,
        @Nullable ObjectName ours,
        @Nullable ObjectName theirs,
        Relation relation,
        @Nullable Side newer) {

    @Nullable ObjectName at(Side side) {
        return side == Side.OURS ? ours : theirs;
    }
}
