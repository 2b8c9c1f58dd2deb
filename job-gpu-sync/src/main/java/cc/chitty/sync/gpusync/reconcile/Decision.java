package cc.chitty.sync.gpusync.reconcile;

import cc.chitty.sync.gpusync.manifest.Content;
import cc.chitty.sync.gpusync.manifest.TreePath;
import org.jspecify.annotations.Nullable;

/**
 * What reconcile concludes for one path.
 *
 * @param target the side that is to be changed; null where none is
 * @param wanted what the target shall have, or, where there is none, what both have; null: nothing
 * @param reason why, in words for a person
 * @param sides what it was concluded from
 */
public record Decision(
        TreePath path,
        Verdict verdict,
        @Nullable Side target,
        @Nullable Content wanted,
        Reason reason,
        Sides sides) {

    public Decision {
        if ((verdict == Verdict.FOLLOW) != (target != null)) {
            throw new IllegalArgumentException("who follows is the target: " + path);
        }
    }

    /** The kinds of conclusions. */
    public enum Verdict {
        /** Both have the same, or neither has anything: it is recorded. */
        AGREE,
        /** One side takes what the other has. */
        FOLLOW,
        /** Both changed it: both keep theirs until a person decides. */
        CONFLICT,
        /** Nothing is concluded and nothing recorded. */
        LEAVE
    }

    /** Why; each has one sentence. */
    public enum Reason {
        SAME("both sides have the same"),
        ONLY_OURS_CHANGED("only this machine changed it"),
        ONLY_THEIRS_CHANGED("only the peer changed it"),
        MISSING_THERE("the other side has it no more, and everything goes there"),
        CHANGE_BEATS_DELETION("one side changed what the other deleted; the change is kept"),
        NARROWER_MODE("both have the same content with different permissions; the narrower ones are taken"),
        LONGER_BEGINS_WITH_SHORTER("one side only appended to what the other has"),
        FORCED("it was asked that this side wins"),
        BOTH_CHANGED("both sides changed it"),
        UNKNOWN_THERE("a side cannot tell what it has there"),
        IGNORED_IN_THE_WAY(
                "a side has something there that is not synced: a filter leaves it out, or it is a pipe, socket or device"),
        DIRECTION("the side that would be changed may not be changed so"),
        PARENT_IN_CONFLICT("what it is in is undecided");

        private final String sentence;

        Reason(String sentence) {
            this.sentence = sentence;
        }

        public String sentence() {
            return sentence;
        }

        Reason mirrored() {
            return switch (this) {
                case ONLY_OURS_CHANGED -> ONLY_THEIRS_CHANGED;
                case ONLY_THEIRS_CHANGED -> ONLY_OURS_CHANGED;
                default -> this;
            };
        }
    }

    static Decision agree(TreePath path, Sides sides) {
        return new Decision(path, Verdict.AGREE, null, sides.ours().content(), Reason.SAME, sides);
    }

    /** The target takes what the other side has. */
    static Decision follow(TreePath path, Side target, Reason reason, Sides sides) {
        return new Decision(
                path, Verdict.FOLLOW, target, sides.of(target.other()).content(), reason, sides);
    }

    static Decision conflict(TreePath path, Sides sides) {
        return new Decision(path, Verdict.CONFLICT, null, null, Reason.BOTH_CHANGED, sides);
    }

    static Decision leave(TreePath path, Reason reason, Sides sides) {
        return new Decision(path, Verdict.LEAVE, null, null, reason, sides);
    }

    /** The same as a conflict if a force alone has decided it, between two files. */
    public Decision unforced() {
        Content ours = sides.ours().content();
        Content theirs = sides.theirs().content();
        boolean areFiles = ours != null && ours.isFile() && theirs != null && theirs.isFile();
        return reason == Reason.FORCED && areFiles ? conflict(path, sides) : this;
    }

    /** The same as the other machine would conclude it. */
    public Decision mirrored() {
        Side other = target == null ? null : target.other();
        return new Decision(path, verdict, other, wanted, reason.mirrored(), sides.mirrored());
    }

    /** Whether that side is to lose what it has there, and gets nothing for it. */
    public boolean removesFrom(Side side) {
        return target == side && wanted == null;
    }

    /** What the target has now; where there is no target, nothing. */
    public Seen replaced() {
        return target == null ? Seen.ABSENT : sides.of(target);
    }

    /** What the target takes; where there is no target, nothing. */
    public Seen source() {
        return target == null ? Seen.ABSENT : sides.of(target.other());
    }

    /** Whether the target's content stays and only its permissions change. */
    public boolean onlyMode() {
        Content now = replaced().content();
        return wanted != null && now != null && now.sameBut(wanted);
    }
}
