package cc.chitty.sync.gpusync.run;

import cc.chitty.sync.gpusync.manifest.Entry;
import cc.chitty.sync.gpusync.manifest.EntryKind;
import cc.chitty.sync.gpusync.manifest.ReservedNames;
import cc.chitty.sync.gpusync.manifest.TreePath;
import cc.chitty.sync.gpusync.peer.Endpoint;
import cc.chitty.sync.gpusync.peer.Judgement;
import cc.chitty.sync.gpusync.peer.Scope;
import cc.chitty.sync.gpusync.reconcile.Side;
import cc.chitty.sync.gpusync.snapshot.SnapshotPlaces;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Finds out whether a snapshot keeps nothing that is not in its place. So it is after a run in which nothing could be done, and a
 * run that is started every few minutes would push out all snapshots that keep something, if such ones counted.
 */
record UnusedSnapshot(SyncRun run, String id) {

    /** Looks at both sides. */
    boolean isConfirmed() {
        Map<String, Tree> trees = run.treesByKey();
        for (Side side : Side.values()) {
            if (!isInPlace(side, trees)) {
                return false;
            }
        }
        return true;
    }

    private boolean isInPlace(Side side, Map<String, Tree> trees) {
        Endpoint endpoint = run.ends().of(side);
        Scope scope = new Scope(run.places().directory(side, id), List.of(), Set.of());
        Endpoint.Scanned seen =
                endpoint.scan(List.of(scope), run.interruption()).get(0);
        if (!seen.troubles().isEmpty()) {
            return false;
        }
        Map<String, SortedMap<TreePath, Entry>> kept = kept(seen.entries());
        for (Map.Entry<String, SortedMap<TreePath, Entry>> root : kept.entrySet()) {
            Tree tree = trees.get(root.getKey());
            if (tree == null || !isInPlace(endpoint, tree.at(side), root.getValue())) {
                return false;
            }
        }
        return true;
    }

    /** By root, and by path there; directories keep nothing by themselves, nor do copies that were broken off. */
    private static Map<String, SortedMap<TreePath, Entry>> kept(SortedMap<TreePath, Entry> entries) {
        Map<String, SortedMap<TreePath, Entry>> kept = new HashMap<>();
        entries.forEach((path, entry) -> {
            if (entry.kind() != EntryKind.DIRECTORY
                    && !path.text().equals(SnapshotPlaces.MANIFEST)
                    && !path.name().equals(ReservedNames.PART)) {
                int slash = path.text().indexOf('/');
                String root = path.text().substring(0, Math.max(slash, 0));
                kept.computeIfAbsent(root, it -> new TreeMap<>())
                        .put(new TreePath(path.text().substring(slash + 1)), entry);
            }
        });
        return kept;
    }

    private static boolean isInPlace(Endpoint endpoint, String root, SortedMap<TreePath, Entry> kept) {
        SortedMap<TreePath, Entry> there = endpoint.look(root, kept.keySet());
        return kept.entrySet().stream().allMatch(it -> {
            Entry now = there.get(it.getKey());
            return now != null && Judgement.sameVersion(it.getValue(), now, true);
        });
    }
}
