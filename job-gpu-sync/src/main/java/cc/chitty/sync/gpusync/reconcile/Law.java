package cc.chitty.sync.gpusync.reconcile;

import cc.chitty.sync.gpusync.manifest.Content;
import cc.chitty.sync.gpusync.manifest.TreePath;
import cc.chitty.sync.gpusync.reconcile.Decision.Reason;
import org.jspecify.annotations.Nullable;

/**
 * What is concluded of one path as if it were alone. In this order:
 *
 * <ol>
 *   <li>a side is unknown, or ignores it: nothing is concluded;
 *   <li>both have the same: agreed, whatever they had before;
 *   <li>only one changed: the other follows, if the rules let it; what the side is missing that everything goes to, it gets again;
 *   <li>one deleted, the other changed: the change is kept;
 *   <li>both changed: permissions alone may be joined, the rest is a conflict, which the rules may decide.
 * </ol>
 *
 * From the third on both sides are known, and at least one is not as it was.
 */
final class Law {

    private final Rules rules;

    Law(Rules rules) {
        this.rules = rules;
    }

    Decision decide(TreePath path, Sides sides) {
        if (!sides.bothKnown()) {
            return Decision.leave(path, blindness(sides), sides);
        }
        if (sides.agree()) {
            return Decision.agree(path, sides);
        }
        if (sides.unchanged(Side.OURS)) {
            return follow(path, Side.OURS, Reason.ONLY_THEIRS_CHANGED, sides);
        }
        if (sides.unchanged(Side.THEIRS)) {
            return follow(path, Side.THEIRS, Reason.ONLY_OURS_CHANGED, sides);
        }
        return bothChanged(path, sides);
    }

    /** Why nothing can be concluded of sides that are not both known. */
    static Reason blindness(Sides sides) {
        return sides.ours().isUnknown() || sides.theirs().isUnknown()
                ? Reason.UNKNOWN_THERE
                : Reason.IGNORED_IN_THE_WAY;
    }

    private Decision bothChanged(TreePath path, Sides sides) {
        Content ours = sides.ours().content();
        Content theirs = sides.theirs().content();
        if (ours == null || theirs == null) {
            return follow(path, ours == null ? Side.OURS : Side.THEIRS, Reason.CHANGE_BEATS_DELETION, sides);
        }
        Side wide = ours.sameBut(theirs) ? wider(ours.mode(), theirs.mode()) : null;
        if (wide != null) {
            return follow(path, wide, Reason.NARROWER_MODE, sides);
        }
        return ours.isDirectory() == theirs.isDirectory() ? contested(path, sides) : Decision.conflict(path, sides);
    }

    /** The side that allows all the other does and more; null if neither, or if one can be executed and the other not. */
    private static @Nullable Side wider(int ours, int theirs) {
        int narrow = ours & theirs;
        if ((ours & 0111) == 0 != ((theirs & 0111) == 0) || (narrow != ours && narrow != theirs)) {
            return null;
        }
        return narrow == theirs ? Side.OURS : Side.THEIRS;
    }

    private Decision contested(TreePath path, Sides sides) {
        Side winner = winner(sides);
        return winner == null
                ? Decision.conflict(path, sides)
                : Decision.follow(path, winner.other(), Reason.FORCED, sides);
    }

    /** The side that wins a conflict; null: a person has to say. */
    @Nullable Side winner(Sides sides) {
        Side winner = rules.winner(sides);
        return winner != null && rules.allowChange(winner.other()) ? winner : null;
    }

    boolean allowsRemoval(Side target) {
        return rules.allowRemoval(target);
    }

    private Decision follow(TreePath path, Side target, Reason reason, Sides sides) {
        boolean removal = sides.of(target.other()).isAbsent();
        if (removal ? rules.allowRemoval(target) : rules.allowChange(target)) {
            return Decision.follow(path, target, reason, sides);
        }
        return removal && !rules.allowChange(target) // then everything goes the other way
                ? Decision.follow(path, target.other(), Reason.MISSING_THERE, sides)
                : Decision.leave(path, Reason.DIRECTION, sides);
    }
}
