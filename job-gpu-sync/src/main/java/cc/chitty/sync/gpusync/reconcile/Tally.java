package cc.chitty.sync.gpusync.reconcile;

import cc.chitty.sync.gpusync.reconcile.Decision.Verdict;

/**
 * How much there is below one root: what the deletion guard measures a plan by. Files and links count, directories do not.
 *
 * @param base how many there were when both sides last agreed, what is unknown or ignored now left out
 * @param ever the same, with what is unknown or ignored now
 * @param unchanged paths, also directories, on which both sides have what they had
 */
public record Tally(long base, long ever, long unchanged, Extent ours, Extent theirs) {

    /**
     * What one side has.
     *
     * @param root what it holds, whatever of it is synced
     * @param bytes of the files
     */
    public record Extent(Trees.Root root, long files, long bytes) {}

    public Extent of(Side side) {
        return side == Side.OURS ? ours : theirs;
    }

    /** Counts while the trees are walked. */
    static final class Counter {

        private long base;
        private long ever;
        private long unchanged;
        private long ourFiles;
        private long ourBytes;
        private long theirFiles;
        private long theirBytes;

        void count(Sides sides) {
            if (sides.base() != null && !sides.base().isDirectory()) {
                ever++;
                base += sides.bothKnown() ? 1 : 0;
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

        Tally tally(Trees trees) {
            return new Tally(
                    base,
                    ever,
                    unchanged,
                    new Extent(trees.ourRoot(), ourFiles, ourBytes),
                    new Extent(trees.theirRoot(), theirFiles, theirBytes));
        }
    }
}
