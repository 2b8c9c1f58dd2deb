package cc.chitty.sync.gpusync.reconcile;

import cc.chitty.sync.gpusync.reconcile.Decision.Verdict;

/**
 * How much there is below one root: what the deletion guard measures a plan by. Files and links count, directories do not.
 *
 * @param base how many there were when both sides last agreed, what is unknown or ignored now left out
 * @param unchanged paths, also directories, on which both sides have what they had
 */
public record Tally(long base, long unchanged, Extent ours, Extent theirs) {

    /**
     * What one side has.
     *
     * @param there whether the root is there
     * @param bytes of the files
     */
    public record Extent(boolean there, long files, long bytes) {}

    public Extent of(Side side) {
        return side == Side.OURS ? ours : theirs;
    }

    record Roots(boolean ours, boolean theirs) {}

    /** Counts while the trees are walked. */
    static final class Counter {

        private long base;
        private long unchanged;
        private long ourFiles;
        private long ourBytes;
        private long theirFiles;
        private long theirBytes;

        void count(Sides sides) {
            if (sides.base() != null && !sides.base().isDirectory() && sides.bothKnown()) {
                base++;
            }
            if (sides.ours().isFlat()) {
                ourFiles++;
                ourBytes += sides.ours().size();
            }
            if (sides.theirs().isFlat()) {
                theirFiles++;
                theirBytes += sides.theirs().size();
            }
        }

        void quiet(Decision decision) {
            if (decision.verdict() == Verdict.AGREE) {
                unchanged++;
            }
        }

        Tally tally(Roots roots) {
            return new Tally(
                    base,
                    unchanged,
                    new Extent(roots.ours(), ourFiles, ourBytes),
                    new Extent(roots.theirs(), theirFiles, theirBytes));
        }
    }
}
