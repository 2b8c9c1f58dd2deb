package cc.chitty.sync.gpusync.category.git;

import cc.chitty.sync.gpusync.reconcile.Decision.Verdict;
import cc.chitty.sync.gpusync.reconcile.Side;
import org.jspecify.annotations.Nullable;

/**
 * What is concluded of one ref.
 *
 * @param target the side that follows; null where none does
 * @param wanted what it gets; null: nothing, the ref goes
 */
record RefDecision(
        RefSeen seen,
        Verdict verdict,
        @Nullable Side target,
        @Nullable ObjectName wanted,
        Reason reason) {

    /** Why; each has one sentence. */
    enum Reason {
        SAME("both sides have the same"),
        MOVED("only the other side moved it"),
        REWRITTEN("only the other side moved it, and not forward"),
        DELETED("the other side deleted it"),
        CONTINUED("both moved it, and the other side's continues this one's"),
        MISSING_THERE("the other side has it no more, and everything goes there"),
        CHANGE_BEATS_DELETION("one side moved what the other deleted; it is kept"),
        FORCED("it was asked that the other side wins"),
        DIVERGED("both sides moved it apart; both are kept"),
        TAG_MOVED("the sides have different tags of this name; both are kept"),
        DIRECTION("the side that would be changed may not be changed so");

        private final String sentence;

        Reason(String sentence) {
            this.sentence = sentence;
        }

        String sentence() {
            return sentence;
        }
    }
}
