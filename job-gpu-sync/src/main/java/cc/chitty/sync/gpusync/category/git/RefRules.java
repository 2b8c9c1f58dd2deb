package cc.chitty.sync.gpusync.category.git;

import cc.chitty.sync.gpusync.category.Direction;
import cc.chitty.sync.gpusync.reconcile.Side;
import org.jspecify.annotations.Nullable;

/**
 * What a run may do to refs.
 *
 * @param direction which sides may be changed
 * @param deletes whether a branch is deleted because the other side deleted it
 * @param force what decides where branches diverged or a tag moved, instead of a person
 */
public record RefRules(Direction direction, boolean deletes, Force force) {

    /** What decides instead of a person. */
    public enum Force {
        NONE,
        /** The later commit. */
        NEWER,
        OURS,
        THEIRS
    }

    public static final RefRules BOTH = new RefRules(Direction.BOTH, true, Force.NONE);

    /** The side that wins; null: a person decides. Times are of the commits, seconds since 1970. */
    @Nullable
    Side winner(long ours, long theirs) {
        return switch (force) {
            case NONE -> null;
            case OURS -> Side.OURS;
            case THEIRS -> Side.THEIRS;
            case NEWER -> ours == theirs ? null : ours > theirs ? Side.OURS : Side.THEIRS;
        };
    }
}
