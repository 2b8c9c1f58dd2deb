package cc.chitty.sync.gpusync.category.git;

import cc.chitty.sync.gpusync.category.Direction;
import cc.chitty.sync.gpusync.reconcile.Rules.Force;
import cc.chitty.sync.gpusync.reconcile.Side;
import org.jspecify.annotations.Nullable;

/**
 * What a run may do to refs.
 *
 * @param direction which sides may be changed
 * @param deletes whether a branch is deleted because the other side deleted it
 * @param force what decides where branches diverged or a tag moved, instead of a person; the newer one is the later commit
 */
public record RefRules(Direction direction, boolean deletes, Force force) {

    /** Both ways, deletions too, and a person decides. */
    public static final RefRules BOTH = new RefRules(Direction.BOTH, true, Force.NONE);

    /** The side that wins; null: a person decides. */
    @Nullable Side winner(RefSeen seen) {
        return switch (force) {
            case NONE -> null;
            case OURS -> Side.OURS;
            case THEIRS -> Side.THEIRS;
            case NEWER -> seen.newer();
        };
    }
}
