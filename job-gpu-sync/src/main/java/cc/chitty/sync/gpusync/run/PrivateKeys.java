package cc.chitty.sync.gpusync.run;

import cc.chitty.sync.gpusync.category.NeverSynced;
import cc.chitty.sync.gpusync.manifest.TreePath;
import cc.chitty.sync.gpusync.peer.Endpoint;
import cc.chitty.sync.gpusync.plan.PlannedChange;
import cc.chitty.sync.gpusync.reconcile.Side;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds private keys by what is in files, whatever they are called; those that a setting names may pass. */
record PrivateKeys(Ends ends) {

    static final String WORDS = "it is a private key; name it in the category's setting 'named' if it is to be synced";

    /**
     * Which of some files are keys. They are looked at on this machine: before they leave it, or when they lie in staging.
     *
     * @param at the directory on this machine in which they lie under their destinations
     */
    Set<PlannedChange> among(Tree tree, String at, List<PlannedChange> items) {
        Map<TreePath, PlannedChange> looked = new HashMap<>();
        for (PlannedChange item : items) {
            if (!tree.root().category().named().contain(item.path(), false)) {
                looked.put(item.destination(), item);
            }
        }
        Set<PlannedChange> keys = new HashSet<>();
        if (looked.isEmpty()) {
            return keys;
        }
        Endpoint ours = ends.of(Side.OURS);
        ours.read(at, List.copyOf(looked.keySet()), (path, entry, content) -> {
            PlannedChange item = looked.get(path);
            if (item != null && NeverSynced.isPrivateKey(content)) {
                keys.add(item);
            }
        });
        return keys;
    }
}
