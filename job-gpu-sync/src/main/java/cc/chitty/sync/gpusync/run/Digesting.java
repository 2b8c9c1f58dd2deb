package cc.chitty.sync.gpusync.run;

import cc.chitty.sync.gpusync.manifest.Entry;
import cc.chitty.sync.gpusync.manifest.TreePath;
import cc.chitty.sync.gpusync.memory.Memory;
import cc.chitty.sync.gpusync.reconcile.DigestNeed;
import cc.chitty.sync.gpusync.reconcile.Side;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;

/** Finds the digests that a decision needs and nobody remembers. */
final class Digesting {

    private final CanonicalDigests digests;

    Digesting(CanonicalDigests digests) {
        this.digests = digests;
    }

    /** Fills them in, on both sides at once. Returns how many files were read. */
    int fill(Looked looked, Memory memory) {
        Map<TreePath, TreePath> ours = needed(looked, memory, Side.OURS);
        Map<TreePath, TreePath> theirs = needed(looked, memory, Side.THEIRS);
        if (ours.isEmpty() && theirs.isEmpty()) {
            return 0;
        }
        Both<Map<TreePath, CanonicalDigests.Found>> found =
                Both.atOnce(side -> digests.of(looked.tree(), side, side == Side.OURS ? ours : theirs));
        for (Side side : Side.values()) {
            put(looked, side, found.of(side));
        }
        return ours.size() + theirs.size();
    }

    private static void put(Looked looked, Side side, Map<TreePath, CanonicalDigests.Found> found) {
        SortedMap<TreePath, Entry> entries = looked.entries(side);
        found.forEach((spelled, one) -> {
            entries.computeIfPresent(spelled, (same, entry) -> entry.with(one.digest()));
            if (one.size() >= 0) {
                looked.sizes(side).put(Looked.planned(spelled), one.size());
            }
        });
    }

    /** By paths as the side spells them, with those under which they are found there. */
    private static Map<TreePath, TreePath> needed(Looked looked, Memory memory, Side side) {
        Map<TreePath, TreePath> needed = new LinkedHashMap<>();
        looked.entries(side).forEach((spelled, entry) -> {
            if (entry.digest() != null) {
                return;
            }
            TreePath path = Looked.planned(spelled);
            if (DigestNeed.of(
                    entry,
                    memory.of(path).agreed(),
                    looked.at(side.other(), path),
                    looked.tree().isCorrected(path))) {
                needed.put(spelled, looked.tree().forms().on(side, spelled));
            }
        });
        return needed;
    }
}
