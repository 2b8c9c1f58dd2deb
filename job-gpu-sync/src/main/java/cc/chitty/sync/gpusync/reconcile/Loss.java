package cc.chitty.sync.gpusync.reconcile;

import cc.chitty.sync.gpusync.reconcile.Tally.Extent;

/**
 * What a side would lose by a plan.
 *
 * @param removed files and links that would go
 * @param shrunk files that would go or get smaller
 * @param before what there is and was
 */
record Loss(Side side, Removed removed, Removed shrunk, Before before) {

    static final Loss NONE =
            new Loss(Side.OURS, Removed.NONE, Removed.NONE, new Before(0, 0, 0, new Extent(Trees.Root.FILLED, 0, 0)));

    /** How many, and of how many bytes. */
    record Removed(long files, long bytes) {

        static final Removed NONE = new Removed(0, 0);

        Removed and(long more, long size) {
            return new Removed(files + more, bytes + size);
        }
    }

    /**
     * What there is and was.
     *
     * @param base files when both last agreed
     * @param ever the same, with what nothing is concluded of now
     * @param held bytes the side has
     * @param source what the other side has
     */
    record Before(long base, long ever, long held, Extent source) {

        Before and(Before more) {
            Extent both = new Extent(
                    source.root().compareTo(more.source.root()) > 0 ? source.root() : more.source.root(),
                    source.files() + more.source.files(),
                    source.bytes() + more.source.bytes());
            return new Before(base + more.base, ever + more.ever, held + more.held, both);
        }
    }

    static Loss of(Plan.Part part, Side side) {
        Removed removed = Removed.NONE;
        Removed shrunk = Removed.NONE;
        for (Decision decision : part.reconciled().decisions()) {
            Seen old = decision.replaced();
            if (decision.target() != side || !old.isFlat()) {
                continue;
            }
            boolean goes = decision.source().isAbsent();
            if (goes) {
                removed = removed.and(1, old.size());
            }
            if (goes || decision.source().size() < old.size()) {
                shrunk = shrunk.and(1, old.size() - decision.source().size());
            }
        }
        Tally tally = part.reconciled().tally();
        Before before = new Before(tally.base(), tally.ever(), tally.of(side).bytes(), tally.of(side.other()));
        return new Loss(side, removed, shrunk, before);
    }

    Loss and(Loss more) {
        return new Loss(
                more.side,
                removed.and(more.removed.files(), more.removed.bytes()),
                shrunk.and(more.shrunk.files(), more.shrunk.bytes()),
                before.and(more.before));
    }

    Loss inSide(Side which) {
        return new Loss(which, removed, shrunk, before);
    }

    long files() {
        return removed.files();
    }

    /** How many files would go or get smaller. */
    long smaller() {
        return shrunk.files();
    }

    long bytes() {
        return shrunk.bytes();
    }

    long base() {
        return before.base();
    }

    long held() {
        return before.held();
    }

    /** How many files there were when both last agreed, in the whole root. */
    long ever() {
        return before.ever();
    }

    Trees.Root sourceRoot() {
        return before.source().root();
    }

    long sourceFiles() {
        return before.source().files();
    }
}
