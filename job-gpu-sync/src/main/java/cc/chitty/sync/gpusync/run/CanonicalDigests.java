package cc.chitty.sync.gpusync.run;

import cc.chitty.sync.gpusync.manifest.Digest;
import cc.chitty.sync.gpusync.manifest.TreePath;
import cc.chitty.sync.gpusync.peer.Endpoint;
import cc.chitty.sync.gpusync.reconcile.Side;
import cc.chitty.sync.kernel.run.Interruption;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Digests of the canonical forms of a side's files. */
final class CanonicalDigests {

    private final Ends ends;
    private final Interruption interruption;

    CanonicalDigests(Ends ends, Interruption interruption) {
        this.ends = ends;
        this.interruption = interruption;
    }

    /** A digest, and the size of what was digested; -1 where that is the file as it is. */
    record Found(Digest digest, long size) {

        boolean isCorrected() {
            return size >= 0;
        }
    }

    /** Of files by their canonical paths, under the paths that the side has for them. What cannot be read is left out. */
    Map<TreePath, Found> of(Tree tree, Side side, Map<TreePath, TreePath> places) {
        Map<TreePath, TreePath> paths = new HashMap<>();
        List<TreePath> plain = new ArrayList<>();
        List<TreePath> corrected = new ArrayList<>();
        places.forEach((path, place) -> {
            paths.put(place, path);
            (tree.isCorrected(path) ? corrected : plain).add(place);
        });
        Map<TreePath, Found> digests = new HashMap<>();
        Endpoint endpoint = ends.of(side);
        if (!plain.isEmpty()) {
            endpoint.digests(tree.at(side), plain, interruption)
                    .forEach((place, digest) -> digests.put(paths.getOrDefault(place, place), new Found(digest, -1)));
        }
        if (!corrected.isEmpty()) {
            endpoint.read(tree.at(side), corrected, (place, entry, content) -> {
                TreePath path = paths.getOrDefault(place, place);
                digests.put(path, of(tree.canonical(side, path, content)));
            });
        }
        return digests;
    }

    private static Found of(InputStream canonical) throws IOException {
        MessageDigest digest = Hashing.sha256();
        long size = new DigestInputStream(canonical, digest).transferTo(OutputStream.nullOutputStream());
        return new Found(Digest.of(digest.digest()), size);
    }
}
