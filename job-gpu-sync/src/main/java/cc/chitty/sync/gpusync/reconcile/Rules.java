package cc.chitty.sync.gpusync.reconcile;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How sides may change, for the paths of one category.
 *
 * @param direction which sides may be changed
 * @param deletes whether something may be removed from a side because the other one removed it
 * @param force what decides a conflict instead of a person
 * @param ahead how far their clock is ahead of ours; only {@link Force#NEWER} asks
 */
public record Rules(Direction direction, boolean deletes, Force force, Duration ahead) {

    /** Two times closer than this tell nothing: some file systems keep whole seconds. */
    private static final long TICK = 1_000_000_000L;

    /** Which sides may be changed. */
    public enum Direction {
        BOTH,
        PUSH,
        PULL;

        boolean allows(Side target) {
            return this == BOTH || (this == PUSH) == (target == Side.THEIRS);
        }
    }

    /** What decides a conflict. It never makes a deletion win over a change: that is no conflict. */
    public enum Force {
        NONE,
        NEWER,
        OURS,
        THEIRS
    }

    /** Changes go both ways, deletions too. */
    public static Rules both() {
        return new Rules(Direction.BOTH, true, Force.NONE, Duration.ZERO);
    }

    /** Changes go one way, deletions do not. */
    public static Rules oneWay(Direction direction) {
        return new Rules(direction, direction == Direction.BOTH, Force.NONE, Duration.ZERO);
    }

    public Rules deleting(boolean allowed) {
        return new Rules(direction, allowed, force, ahead);
    }

    public Rules forcing(Force by) {
        return new Rules(direction, deletes, by, ahead);
    }

    public Rules withTheirClockAhead(Duration by) {
        return new Rules(direction, deletes, force, by);
    }

    /** The same as the other machine would set them. */
    public Rules mirrored() {
        Direction turned = switch (direction) {
            case BOTH -> Direction.BOTH;
            case PUSH -> Direction.PULL;
            case PULL -> Direction.PUSH;
        };
        Force swapped = switch (force) {
            case NONE, NEWER -> force;
            case OURS -> Force.THEIRS;
            case THEIRS -> Force.OURS;
        };
        return new Rules(turned, deletes, swapped, ahead.negated());
    }

    boolean allowChange(Side target) {
        return direction.allows(target);
    }

    boolean allowRemoval(Side target) {
        return deletes && direction.allows(target);
    }

    /** The side that wins a conflict; null: a person has to say. */
    @Nullable Side winner(Sides sides) {
        return switch (force) {
            case NONE -> null;
            case OURS -> Side.OURS;
            case THEIRS -> Side.THEIRS;
            case NEWER -> newer(sides);
        };
    }

    private @Nullable Side newer(Sides sides) {
        if (sides.anyDirectory()) {
            return null;
        }
        long lead = sides.ours().modified() - (sides.theirs().modified() - ahead.toNanos());
        if (Math.abs(lead) < TICK) {
            return null;
        }
        return lead > 0 ? Side.OURS : Side.THEIRS;
    }
}
