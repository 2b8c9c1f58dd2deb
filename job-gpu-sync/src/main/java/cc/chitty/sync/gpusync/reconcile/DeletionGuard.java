package cc.chitty.sync.gpusync.reconcile;

import java.util.ArrayList;
import java.util.List;

/**
 * Refuses plans that take too much from a side, before the first write: an unmounted disk, a lost root or a wrong setting looks
 * like a great deletion. Files and links count, directories do not. A plan's fingerprint is the way to agree to just that plan.
 *
 * @param share of the files (of the bytes, where files get smaller) that a side may lose, in one part or in all; 0 to 1
 * @param count how many files a side may lose, whatever the share
 */
public record DeletionGuard(double share, long count) {

    /** Half of the files, a thousand at most. */
    public static final DeletionGuard DEFAULT = new DeletionGuard(0.5, 1_000);

    /** So few files may always go. */
    private static final long FEW = 2;

    private static final long MEBIBYTE = 1L << 20;

    public DeletionGuard {
        if (!(share >= 0 && share <= 1) || count < 0) {
            throw new IllegalArgumentException("not a share of 0 to 1 and a count: " + share + ", " + count);
        }
    }

    /** Why a plan is refused; in order of weight: only the first that holds is told of a part and side. */
    public enum Cause {
        /** The root is not there any more on the other side. */
        VANISHED,
        /** The root has no file any more on the other side. */
        EMPTIED,
        /** More than the share of the files would go. */
        SHARE,
        /** More than the count of the files would go. */
        COUNT,
        /** Files would go or get smaller so that more than the share of the bytes were lost. */
        SHRUNK
    }

    /**
     * One reason against a plan.
     *
     * @param where category and root, or {@code all}
     * @param side that would lose
     * @param lost how many files, or bytes where the cause is SHRUNK
     * @param of how many there were when both last agreed, or bytes there are
     */
    public record Objection(Cause cause, String where, Side side, long lost, long of) {

        /** Whether all of a root is not there any more on the other side. */
        public boolean isOfWhole() {
            return cause == Cause.VANISHED || cause == Cause.EMPTIED;
        }

        /** What is wrong, for a person. */
        public String sentence() {
            String loser = side == Side.OURS ? "this machine" : "the peer";
            String other = side == Side.OURS ? "the peer" : "this machine";
            return switch (cause) {
                case VANISHED ->
                    where + ": the root is not there any more on " + other + "; " + loser + " would lose " + files();
                case EMPTIED ->
                    where + ": the root has no file any more on " + other + "; " + loser + " would lose " + files();
                case SHARE, COUNT -> where + ": " + loser + " would lose " + files();
                case SHRUNK -> where + ": files on " + loser + " would shrink by " + lost + " of " + of + " bytes";
            };
        }

        private String files() {
            return lost + " of " + of + " files";
        }
    }

    /** What speaks against a plan; nothing, if it may go on. */
    public List<Objection> objections(Plan plan) {
        List<Objection> objections = new ArrayList<>();
        for (Side side : Side.values()) {
            Loss all = Loss.NONE;
            for (Plan.Part part : plan.parts()) {
                Loss loss = Loss.of(part, side);
                judge(part.category() + " " + part.root(), loss, objections);
                all = all.and(loss);
            }
            if (plan.parts().size() > 1 && objections.stream().noneMatch(o -> o.side() == side)) {
                judge("all", all.inSide(side), objections);
            }
        }
        return List.copyOf(objections);
    }

    private void judge(String where, Loss loss, List<Objection> objections) {
        if (loss.files() > 0 && loss.base() > 0 && loss.sourceRoot() == Trees.Root.VANISHED) {
            objections.add(objection(Cause.VANISHED, where, loss));
        } else if (loss.files() > 0 && isEmptied(loss)) {
            objections.add(objection(Cause.EMPTIED, where, loss));
        } else if (loss.files() > FEW && loss.files() > share * loss.base()) {
            objections.add(objection(Cause.SHARE, where, loss));
        } else if (loss.files() > count) {
            objections.add(objection(Cause.COUNT, where, loss));
        } else if (loss.smaller() > FEW && loss.bytes() >= MEBIBYTE && loss.bytes() > share * loss.held()) {
            objections.add(new Objection(Cause.SHRUNK, where, loss.side(), loss.bytes(), loss.held()));
        }
    }

    /** All that is asked for, or all that there was of the root, of which only a part may be asked for. */
    private static boolean isEmptied(Loss loss) {
        return (loss.base() >= FEW && loss.sourceFiles() == 0)
                || (loss.ever() >= FEW && loss.sourceRoot() == Trees.Root.EMPTY);
    }

    private static Objection objection(Cause cause, String where, Loss loss) {
        return new Objection(cause, where, loss.side(), loss.files(), loss.base());
    }
}
