package cc.chitty.sync.gpusync.run;

import cc.chitty.sync.gpusync.manifest.Entry;
import cc.chitty.sync.gpusync.manifest.TreePath;
import cc.chitty.sync.gpusync.peer.Endpoint;
import cc.chitty.sync.gpusync.reconcile.Side;
import cc.chitty.sync.gpusync.snapshot.Manifest;
import cc.chitty.sync.gpusync.snapshot.SnapshotHead;
import cc.chitty.sync.gpusync.snapshot.SnapshotLine;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Looks at those paths of a side of which a snapshot tells something, a root at a time, and at no others. */
final class PresentScan {

    private PresentScan() {}

    static Map<String, SortedMap<TreePath, Entry>> of(Endpoint endpoint, Side side, Manifest manifest) {
        Map<String, SortedSet<TreePath>> places = new TreeMap<>();
        for (SnapshotLine line : manifest.lines()) {
            if (line.side() == side) {
                places.computeIfAbsent(line.root(), root -> new TreeSet<>()).add(line.place());
            }
        }
        Map<String, SortedMap<TreePath, Entry>> entries = new HashMap<>();
        places.forEach((key, paths) -> {
            SnapshotHead.Root root = manifest.head().roots().get(key);
            if (root != null) {
                entries.put(key, endpoint.look(side == Side.OURS ? root.ours() : root.theirs(), paths));
            }
        });
        return entries;
    }
}
