package cc.chitty.sync.gpusync.run;

import cc.chitty.sync.gpusync.category.RootFilter;
import cc.chitty.sync.gpusync.manifest.Entry;
import cc.chitty.sync.gpusync.manifest.EntryKind;
import cc.chitty.sync.gpusync.manifest.PathMap;
import cc.chitty.sync.gpusync.manifest.TreePath;
import cc.chitty.sync.gpusync.reconcile.Side;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;

/**
 * Directories that a scan neither enters nor tells, where the other side has a file or link of that name that would be synced:
 * whoever compares both sides has to know that there is something. There hardly ever is one, so they are asked for by themselves.
 */
final class Unentered {

    private final Ends ends;
    private final Tree tree;
    private final RootFilter filter;

    Unentered(Ends ends, Tree tree, RootFilter filter) {
        this.ends = ends;
        this.tree = tree;
        this.filter = filter;
    }

    /** What a side has, with those directories. */
    SortedMap<TreePath, Entry> with(Side side, SortedMap<TreePath, Entry> seen, SortedMap<TreePath, Entry> other) {
        Map<TreePath, TreePath> asked = new HashMap<>();
        other.forEach((path, entry) -> {
            if (isOfOne(path, entry) && !seen.containsKey(path)) {
                asked.put(tree.forms().on(side, path), path);
            }
        });
        if (asked.isEmpty()) {
            return seen;
        }
        PathMap.Builder<Entry> all = new PathMap.Builder<>();
        seen.forEach(all::put);
        ends.of(side).look(tree.at(side), asked.keySet()).forEach((there, entry) -> {
            if (entry.kind() == EntryKind.DIRECTORY) {
                all.put(asked.getOrDefault(there, there), entry);
            }
        });
        return all.build();
    }

    private boolean isOfOne(TreePath path, Entry entry) {
        return entry.kind() != EntryKind.DIRECTORY
                && tree.root().pruned().contains(path.name())
                && filter.wantsFile(path);
    }
}
