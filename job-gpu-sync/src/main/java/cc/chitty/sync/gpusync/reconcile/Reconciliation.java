package cc.chitty.sync.gpusync.reconcile;

import cc.chitty.sync.gpusync.manifest.Content;
import cc.chitty.sync.gpusync.manifest.TreePath;
import cc.chitty.sync.gpusync.reconcile.Decision.Reason;
import cc.chitty.sync.gpusync.reconcile.Decision.Verdict;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Merges the three sides of a root into decisions, in one walk over three sorted streams.
 *
 * <p>{@link Law} decides each path as if it were alone; when the walk leaves a directory, what was decided below it may turn its
 * decision. These hold then:
 *
 * <ol>
 *   <li>A directory is removed only if nothing below it will be there any more, known or not.
 *   <li>What is made has a parent that is there or is made.
 *   <li>Where a directory stands against a file, and the directory's side changed something below it, both stay, with all that
 *       is below.
 *   <li>Below what is unknown or ignored on a side, nothing is concluded of that side.
 * </ol>
 */
public final class Reconciliation {

    private final Law law;
    private final List<Decision> decisions = new ArrayList<>();
    private final Tally.Counter counter = new Tally.Counter();
    private Frame open;

    private Reconciliation(Law law, Sides root) {
        this.law = law;
        this.open = new Frame(null, root, rootDecision(root), 0);
    }

    /** What is to be done so that both sides of one root hold the same, as far as the rules let them. */
    public static Reconciled of(Trees trees, Rules rules) {
        Cursor<Content> base = new Cursor<>(trees.base());
        Cursor<Seen> ours = new Cursor<>(trees.ours());
        Cursor<Seen> theirs = new Cursor<>(trees.theirs());
        base.take(TreePath.ROOT);
        Sides root = new Sides(null, root(ours.take(TreePath.ROOT)), root(theirs.take(TreePath.ROOT)));
        Reconciliation walk = new Reconciliation(new Law(rules), root);
        walk.start();
        for (TreePath at = next(base, ours, theirs); at != null; at = next(base, ours, theirs)) {
            walk.visit(at, base.take(at), ours.take(at), theirs.take(at));
        }
        while (walk.open.parent != null) {
            walk.leave(walk.open, walk.open.parent);
        }
        return new Reconciled(List.copyOf(walk.decisions), walk.counter.tally(trees));
    }

    private static @Nullable TreePath next(Cursor<?> base, Cursor<?> ours, Cursor<?> theirs) {
        return Cursor.first(base.path(), Cursor.first(ours.path(), theirs.path()));
    }

    /** A root stays what it is: a directory, or nothing yet. Anything else in its place is not ours to judge. */
    private static Seen root(@Nullable Seen told) {
        return told == null || told.isDirectory() ? Seen.of(Content.directory(0)) : told.isFlat() ? Seen.UNKNOWN : told;
    }

    private static Decision rootDecision(Sides root) {
        return root.bothKnown()
                ? Decision.agree(TreePath.ROOT, root)
                : Decision.leave(TreePath.ROOT, Law.blindness(root), root);
    }

    private void start() {
        if (open.decision.verdict() == Verdict.LEAVE) {
            decisions.add(open.decision);
        }
    }

    private void visit(TreePath path, @Nullable Content base, @Nullable Seen ours, @Nullable Seen theirs) {
        while (open.parent != null && !path.isBelow(open.path())) {
            leave(open, open.parent);
        }
        Sides sides = new Sides(base, open.below(Side.OURS, ours), open.below(Side.THEIRS, theirs));
        counter.count(sides);
        Decision decision = law.decide(path, sides);
        open = new Frame(open, sides, decision, decisions.size());
        if (isNews(decision, ours, theirs)) {
            decisions.add(decision);
        } else {
            counter.quiet(decision);
        }
    }

    /** Whether it is worth a word: something is to be done, recorded, or told to a person. */
    private static boolean isNews(Decision decision, @Nullable Seen ours, @Nullable Seen theirs) {
        Sides sides = decision.sides();
        return switch (decision.verdict()) {
            case AGREE -> !sides.ours().holds(sides.base());
            case FOLLOW, CONFLICT -> true;
            case LEAVE ->
                decision.reason() == Reason.DIRECTION
                        || (ours != null && sides.ours().isUnknown())
                        || (theirs != null && sides.theirs().isUnknown())
                        || isChanged(sides, Side.OURS)
                        || isChanged(sides, Side.THEIRS);
        };
    }

    private static boolean isChanged(Sides sides, Side side) {
        Seen seen = sides.of(side);
        return seen.isKnown() && !seen.holds(sides.base());
    }

    private void leave(Frame frame, Frame parent) {
        Side directory = frame.onlyDirectory();
        if (directory != null) {
            if (frame.isStandoff()) {
                settleStandoff(frame, directory);
            } else {
                settleRemoval(frame, directory);
            }
        }
        frame.report();
        open = parent;
    }

    /** The other side has nothing there. Either the directory is made there, or it is to go: not if something stays in it. */
    private void settleRemoval(Frame frame, Side directory) {
        Side other = directory.other();
        if (frame.decision.target() == other) {
            return;
        }
        Reason blocked = frame.blocked(directory);
        if (frame.filled(other)) {
            conclude(frame, Decision.follow(frame.path(), other, Reason.CHANGE_BEATS_DELETION, frame.sides));
        } else if (blocked != null && frame.decision.verdict() == Verdict.FOLLOW) {
            conclude(frame, Decision.leave(frame.path(), blocked, frame.sides));
        }
    }

    /** The other side has a file or link there. It can take the directory's place only if nothing below was changed. */
    private void settleStandoff(Frame frame, Side directory) {
        if (frame.sides.unchanged(directory.other())) {
            return;
        }
        Verdict verdict = frame.decision.verdict();
        Reason blocked = frame.blocked(directory);
        if (verdict == Verdict.CONFLICT || frame.changed(directory)) {
            contest(frame, directory);
        } else if (verdict == Verdict.LEAVE) {
            leaveAllBelow(frame);
        } else if (blocked != null) {
            conclude(frame, Decision.leave(frame.path(), blocked, frame.sides));
            leaveAllBelow(frame);
        }
    }

    private void contest(Frame frame, Side directory) {
        Side winner = law.winner(frame.sides);
        boolean loses = winner == directory.other();
        if (winner == null || (loses && (frame.blind(directory) || !law.allowsRemoval(directory)))) {
            conclude(frame, Decision.conflict(frame.path(), frame.sides));
            leaveAllBelow(frame);
            return;
        }
        conclude(frame, Decision.follow(frame.path(), winner.other(), Reason.FORCED, frame.sides));
        for (int i = frame.index + 1; i < decisions.size(); i++) {
            Decision below = decisions.get(i);
            if (below.sides().of(directory).isPresent() && below.sides().bothKnown()) {
                decisions.set(i, Decision.follow(below.path(), winner.other(), Reason.FORCED, below.sides()));
            }
        }
    }

    /** What both have lost below may be forgotten; of the rest nothing is concluded. */
    private void leaveAllBelow(Frame frame) {
        for (int i = frame.index + 1; i < decisions.size(); i++) {
            Decision below = decisions.get(i);
            if (below.verdict() == Verdict.FOLLOW) {
                decisions.set(i, Decision.leave(below.path(), Reason.PARENT_IN_CONFLICT, below.sides()));
            }
        }
    }

    private void conclude(Frame frame, Decision decision) {
        frame.decision = decision;
        decisions.set(frame.index, decision);
    }
}
