package cc.chitty.sync.gpusync.run;

import cc.chitty.sync.gpusync.manifest.Digest;
import cc.chitty.sync.gpusync.manifest.Entry;
import cc.chitty.sync.gpusync.manifest.TreePath;
import cc.chitty.sync.gpusync.memory.Memory;
import cc.chitty.sync.gpusync.peer.Endpoint;
import cc.chitty.sync.gpusync.reconcile.DigestNeed;
import cc.chitty.sync.gpusync.reconcile.Side;
import cc.chitty.sync.kernel.run.Interruption;
import java.io.IOException;
import java.io.InputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/** Finds the digests that a decision needs and nobody remembers. */
final class Digesting {

    private final Ends ends;
    private final Interruption interruption;

    Digesting(Ends ends, Interruption interruption) {
        this.ends = ends;
        this.interruption = interruption;
    }

    /** Fills them in, on both sides at once. Returns how many files were read. */
    int fill(Looked looked, Memory memory) {
        List<TreePath> ours = needed(looked, memory, Side.OURS);
        List<TreePath> theirs = needed(looked, memory, Side.THEIRS);
        if (ours.isEmpty() && theirs.isEmpty()) {
            return 0;
        }
        Both<Map<TreePath, Digest>> found =
                Both.atOnce(side -> digests(looked, side, side == Side.OURS ? ours : theirs));
        put(looked.entries(Side.OURS), found.ours());
        put(looked.entries(Side.THEIRS), found.theirs());
        return ours.size() + theirs.size();
    }

    private static void put(SortedMap<TreePath, Entry> entries, Map<TreePath, Digest> digests) {
        digests.forEach((path, digest) -> entries.computeIfPresent(path, (same, entry) -> entry.with(digest)));
    }

    private static List<TreePath> needed(Looked looked, Memory memory, Side side) {
        List<TreePath> needed = new ArrayList<>();
        looked.entries(side).forEach((spelled, entry) -> {
            TreePath path = Looked.planned(spelled);
            if (DigestNeed.of(
                    entry,
                    memory.of(path).agreed(),
                    looked.at(side.other(), path),
                    looked.tree().isCorrected(path))) {
                needed.add(spelled);
            }
        });
        return needed;
    }

    /** Digests of canonical forms, by paths as the side spells them. What cannot be read is left out. */
    private Map<TreePath, Digest> digests(Looked looked, Side side, List<TreePath> spelled) {
        Tree tree = looked.tree();
        Map<TreePath, TreePath> there = new HashMap<>();
        List<TreePath> plain = new ArrayList<>();
        List<TreePath> corrected = new ArrayList<>();
        for (TreePath path : spelled) {
            TreePath on = tree.forms().on(side, path);
            there.put(on, path);
            (tree.isCorrected(path) ? corrected : plain).add(on);
        }
        Map<TreePath, Digest> digests = new HashMap<>();
        Endpoint endpoint = ends.of(side);
        if (!plain.isEmpty()) {
            Map<TreePath, Digest> found = endpoint.digests(tree.at(side), plain, interruption);
            found.forEach((on, digest) -> digests.put(there.getOrDefault(on, on), digest));
        }
        if (!corrected.isEmpty()) {
            endpoint.read(tree.at(side), corrected, (on, entry, content) -> {
                TreePath path = there.getOrDefault(on, on);
                digests.put(path, canonical(looked, side, path, content));
            });
        }
        return digests;
    }

    private static Digest canonical(Looked looked, Side side, TreePath spelled, InputStream content)
            throws IOException {
        MessageDigest digest = Hashing.sha256();
        InputStream canonical = looked.tree().forms().canonical(side, content);
        long size = new DigestInputStream(canonical, digest).transferTo(java.io.OutputStream.nullOutputStream());
        looked.sizes(side).put(Looked.planned(spelled), size);
        return Digest.of(digest.digest());
    }
}
