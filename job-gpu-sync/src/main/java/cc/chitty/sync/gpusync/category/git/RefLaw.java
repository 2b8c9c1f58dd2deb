package cc.chitty.sync.gpusync.category.git;

import cc.chitty.sync.gpusync.category.git.RefDecision.Reason;
import cc.chitty.sync.gpusync.reconcile.Decision.Verdict;
import cc.chitty.sync.gpusync.reconcile.Side;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Decides for one ref what both sides shall have. Pure, and the same from either side. In this order:
 *
 * <ol>
 *   <li>both have the same: agreed, whatever they had before;
 *   <li>two different tags: a conflict, since a tag does not move;
 *   <li>only one changed since the base: the other follows, if the rules let it; what the side is missing that everything goes
 *       to, it gets again;
 *   <li>one deleted, the other changed: the change is kept;
 *   <li>one continues the other: that one is taken;
 *   <li>else a conflict, which the rules may decide.
 * </ol>
 *
 * Without a base it is as if both had been empty, so nothing is deleted.
 */
record RefLaw(RefRules rules) {

    RefDecision decide(RefSeen seen) {
        if (Objects.equals(seen.ours(), seen.theirs())) {
            return new RefDecision(seen, Verdict.AGREE, null, seen.ours(), Reason.SAME);
        }
        if (seen.ours() != null && seen.theirs() != null && RefKind.of(seen.ref()) == RefKind.TAG) {
            return contested(seen, Reason.TAG_MOVED);
        }
        if (Objects.equals(seen.base(), seen.ours())) {
            return follow(seen, Side.OURS, oneSided(seen, Relation.OURS_BEHIND, seen.theirs()));
        }
        if (Objects.equals(seen.base(), seen.theirs())) {
            return follow(seen, Side.THEIRS, oneSided(seen, Relation.THEIRS_BEHIND, seen.ours()));
        }
        return bothChanged(seen);
    }

    private static Reason oneSided(RefSeen seen, Relation forward, @Nullable ObjectName wanted) {
        if (wanted == null) {
            return Reason.DELETED;
        }
        return seen.base() == null || seen.relation() == forward ? Reason.MOVED : Reason.REWRITTEN;
    }

    private RefDecision bothChanged(RefSeen seen) {
        if (seen.ours() == null || seen.theirs() == null) {
            Side without = seen.ours() == null ? Side.OURS : Side.THEIRS;
            return follow(seen, without, Reason.CHANGE_BEATS_DELETION);
        }
        return switch (seen.relation()) {
            case OURS_BEHIND -> follow(seen, Side.OURS, Reason.CONTINUED);
            case THEIRS_BEHIND -> follow(seen, Side.THEIRS, Reason.CONTINUED);
            case APART -> contested(seen, Reason.DIVERGED);
        };
    }

    private RefDecision contested(RefSeen seen, Reason reason) {
        Side winner = rules.winner(seen);
        return winner == null || !rules.direction().mayChange(winner.other())
                ? new RefDecision(seen, Verdict.CONFLICT, null, null, reason)
                : follow(seen, winner.other(), Reason.FORCED);
    }

    private RefDecision follow(RefSeen seen, Side target, Reason reason) {
        ObjectName wanted = seen.at(target.other());
        boolean allowed = rules.direction().mayChange(target) && (wanted != null || rules.deletes());
        if (allowed) {
            return new RefDecision(seen, Verdict.FOLLOW, target, wanted, reason);
        }
        return wanted == null && !rules.direction().mayChange(target) // then everything goes the other way
                ? new RefDecision(seen, Verdict.FOLLOW, target.other(), seen.at(target), Reason.MISSING_THERE)
                : new RefDecision(seen, Verdict.LEAVE, null, null, Reason.DIRECTION);
    }
}
