package cc.chitty.sync.gpusync.reconcile;

import cc.chitty.sync.gpusync.manifest.TreePath;
import cc.chitty.sync.gpusync.reconcile.Decision.Reason;
import cc.chitty.sync.gpusync.reconcile.Decision.Verdict;
import org.jspecify.annotations.Nullable;

/** A path whose descendants are being visited, and what was learnt of them: it decides whether a directory can go. */
final class Frame {

    final @Nullable Frame parent;
    final Sides sides;
    final int index;
    Decision decision;

    private boolean filledOurs;
    private boolean filledTheirs;
    private @Nullable Reason blockedOurs;
    private @Nullable Reason blockedTheirs;
    private boolean changedOurs;
    private boolean changedTheirs;

    /** Its decision stands at that index of the list, those of its descendants behind it. */
    Frame(@Nullable Frame parent, Sides sides, Decision decision, int index) {
        this.parent = parent;
        this.sides = sides;
        this.decision = decision;
        this.index = index;
    }

    TreePath path() {
        return decision.path();
    }

    /** What a side has at a path below this one. */
    Seen below(Side side, @Nullable Seen told) {
        Seen here = sides.of(side);
        if (!here.isKnown()) {
            return here;
        }
        if (here.isFlat()) {
            return told == null ? Seen.ABSENT : Seen.UNKNOWN;
        }
        return told == null ? Seen.ABSENT : told;
    }

    /** Whether a directory stands against a file or link. */
    boolean isStandoff() {
        return (sides.ours().isDirectory() && sides.theirs().isFlat())
                || (sides.ours().isFlat() && sides.theirs().isDirectory());
    }

    /** The side that has the directory, in a standoff or where the other has nothing; else null. */
    @Nullable Side onlyDirectory() {
        if (sides.ours().isDirectory() == sides.theirs().isDirectory() || !sides.bothKnown()) {
            return null;
        }
        return sides.ours().isDirectory() ? Side.OURS : Side.THEIRS;
    }

    /** Whether that side will have contents below. */
    boolean filled(Side side) {
        return side == Side.OURS ? filledOurs : filledTheirs;
    }

    /** Why something below stays on that side about which nothing is concluded; null: no such thing. */
    @Nullable Reason blocked(Side side) {
        return side == Side.OURS ? blockedOurs : blockedTheirs;
    }

    /** Whether that side made or changed something below. */
    boolean changed(Side side) {
        return side == Side.OURS ? changedOurs : changedTheirs;
    }

    /** Tells its parent what will be where. */
    void report() {
        if (parent != null) {
            parent.learn(Side.OURS, this);
            parent.learn(Side.THEIRS, this);
        }
    }

    private void learn(Side side, Frame child) {
        if (child.willHold(side) && child.decision.verdict() != Verdict.LEAVE) {
            fill(side);
        }
        block(side, child.blocked(side));
        block(side, child.stays(side));
        Seen seen = child.sides.of(side);
        if (child.changed(side) || (seen.isPresent() && !child.sides.unchanged(side))) {
            change(side);
        }
    }

    /** Why it stays on that side, where nothing is concluded of it; null where it does not, or something is. */
    private @Nullable Reason stays(Side side) {
        return switch (sides.of(side).state()) {
            case UNKNOWN -> Reason.UNKNOWN_THERE;
            case IGNORED -> Reason.IGNORED_IN_THE_WAY;
            case ABSENT -> null;
            case PRESENT -> decision.verdict() == Verdict.LEAVE ? decision.reason() : null;
        };
    }

    private boolean willHold(Side side) {
        return decision.target() == side
                ? decision.wanted() != null
                : sides.of(side).isPresent();
    }

    private void fill(Side side) {
        if (side == Side.OURS) {
            filledOurs = true;
        } else {
            filledTheirs = true;
        }
    }

    private void change(Side side) {
        if (side == Side.OURS) {
            changedOurs = true;
        } else {
            changedTheirs = true;
        }
    }

    private void block(Side side, @Nullable Reason why) {
        if (why != null && weight(why) > weight(blocked(side))) {
            if (side == Side.OURS) {
                blockedOurs = why;
            } else {
                blockedTheirs = why;
            }
        }
    }

    private static int weight(@Nullable Reason why) {
        if (why == null) {
            return 0;
        }
        return why == Reason.UNKNOWN_THERE ? 3 : why == Reason.IGNORED_IN_THE_WAY ? 2 : 1;
    }

    /** Whether something below is there of which that side cannot tell, or that a filter leaves out. */
    boolean blind(Side side) {
        return weight(blocked(side)) > 1;
    }
}
