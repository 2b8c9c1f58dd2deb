package cc.chitty.sync.gpusync.reconcile;

import cc.chitty.sync.gpusync.manifest.Content;
import cc.chitty.sync.gpusync.manifest.TreePath;
import org.jspecify.annotations.Nullable;

/**
 * What reconcile concludes for one path.
 *
 * @param target the side that is to be changed; null where none is
 * @param wanted what the target shall have; null: nothing, where there is a target
 * @param reason why, in words for a person
 */
public record Decision(
        TreePath path,
        Verdict verdict,
        @Nullable Side target,
        @Nullable Content wanted,
        Reason reason) {

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
        SAME,
        ONLY_OURS_CHANGED,
        ONLY_THEIRS_CHANGED,
        CHANGE_BEATS_DELETION,
        FORCED,
        BOTH_CHANGED,
        UNKNOWN_THERE,
        IGNORED_IN_THE_WAY,
        DIRECTION,
        PARENT_IN_CONFLICT
    }
}
