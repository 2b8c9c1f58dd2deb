package cc.chitty.sync.gpusync.run;

import cc.chitty.sync.gpusync.manifest.Entry;
import cc.chitty.sync.gpusync.manifest.TreePath;
import cc.chitty.sync.gpusync.peer.Endpoint;
import cc.chitty.sync.gpusync.peer.Scope;
import cc.chitty.sync.gpusync.reconcile.Side;
import cc.chitty.sync.gpusync.snapshot.Manifest;
import cc.chitty.sync.gpusync.snapshot.SnapshotHead;
import cc.chitty.sync.gpusync.snapshot.SnapshotLine;
import cc.chitty.sync.kernel.run.Interruption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Looks at those paths of a side of which a snapshot tells something, in one scan. */
final class PresentScan {

    private PresentScan() {}

    static Map<String, SortedMap<TreePath, Entry>> of(
            Endpoint endpoint, Side side, Manifest manifest, Interruption interruption) {
        Map<String, SortedSet<TreePath>> places = new TreeMap<>();
        for (SnapshotLine line : manifest.lines()) {
            if (line.side() == side) {
                places.computeIfAbsent(line.root(), root -> new TreeSet<>()).add(line.place());
            }
        }
        List<String> roots = new ArrayList<>();
        List<Scope> scopes = new ArrayList<>();
        places.forEach((key, paths) -> {
            SnapshotHead.Root root = manifest.head().roots().get(key);
            if (root != null) {
                roots.add(key);
                scopes.add(new Scope(side == Side.OURS ? root.ours() : root.theirs(), outermost(paths), Set.of()));
            }
        });
        Map<String, SortedMap<TreePath, Entry>> entries = new HashMap<>();
        if (!scopes.isEmpty()) {
            List<Endpoint.Scanned> scanned = endpoint.scan(scopes, interruption);
            for (int i = 0; i < roots.size(); i++) {
                entries.put(roots.get(i), scanned.get(i).entries());
            }
        }
        return entries;
    }

    /** Those that are in none of the others; none: everything. */
    private static List<TreePath> outermost(SortedSet<TreePath> paths) {
        List<TreePath> outermost = new ArrayList<>();
        for (TreePath path : paths) {
            if (path.isRoot()) {
                return List.of();
            }
            if (outermost.isEmpty() || !path.isBelow(outermost.get(outermost.size() - 1))) {
                outermost.add(path);
            }
        }
        return outermost;
    }
}
