package cc.chitty.sync.gpusync.run;

import cc.chitty.sync.gpusync.category.RootFilter;
import cc.chitty.sync.gpusync.manifest.Entry;
import cc.chitty.sync.gpusync.manifest.EntryKind;
import cc.chitty.sync.gpusync.manifest.PathMap;
import cc.chitty.sync.gpusync.manifest.TreePath;
import cc.chitty.sync.gpusync.memory.Memory;
import cc.chitty.sync.gpusync.reconcile.Side;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;

/**
 * What is there and a scan does not tell, where the other side has something of that name: whoever compares both sides has to know of it.
 * Those are directories that a scan does not enter, where the other side has a file or link that would be synced; and, of a side that leaves
 * out what it cannot look at, what both sides had: it is gone only if the side says so of it. There hardly ever is one, so they are asked
 * for by themselves.
 */
final class Untold {

    private final Ends ends;
    private final Tree tree;
    private final RootFilter filter;
    private final Memory memory;

    Untold(Ends ends, Tree tree, RootFilter filter, Memory memory) {
        this.ends = ends;
        this.tree = tree;
        this.filter = filter;
        this.memory = memory;
    }

    /** What a side has, with those. */
    SortedMap<TreePath, Entry> with(Side side, SortedMap<TreePath, Entry> seen, SortedMap<TreePath, Entry> other) {
        Set<TreePath> missed = ends.of(side).tellsAll() ? Set.of() : missed(seen, other);
        Map<TreePath, TreePath> asked = new HashMap<>();
        other.forEach((path, entry) -> {
            if (!seen.containsKey(path) && (isUnentered(path, entry) || missed.contains(path))) {
                asked.put(tree.forms().on(side, path), path);
            }
        });
        if (asked.isEmpty()) {
            return seen;
        }
        PathMap.Builder<Entry> all = new PathMap.Builder<>();
        seen.forEach(all::put);
        ends.of(side).look(tree.at(side), asked.keySet()).forEach((there, entry) -> {
            TreePath path = asked.getOrDefault(there, there);
            if (missed.contains(path)) {
                all.put(path, unlisted(entry));
            } else if (entry.kind() == EntryKind.DIRECTORY) {
                all.put(path, entry);
            }
        });
        return all.build();
    }

    private boolean isUnentered(TreePath path, Entry entry) {
        return entry.kind() != EntryKind.DIRECTORY
                && tree.root().pruned().contains(path.name())
                && filter.wantsFile(path);
    }

    /** What both sides had, and only the other one tells, where the directory that it lies in was told as one. */
    private Set<TreePath> missed(SortedMap<TreePath, Entry> seen, SortedMap<TreePath, Entry> other) {
        Map<TreePath, EntryKind> told = new HashMap<>();
        seen.forEach((path, entry) -> told.put(Looked.planned(path), entry.kind()));
        Set<TreePath> missed = new HashSet<>();
        other.forEach((path, entry) -> {
            TreePath planned = Looked.planned(path);
            boolean isMissed = !told.containsKey(planned)
                    && told.get(planned.parent()) == EntryKind.DIRECTORY
                    && memory.of(planned).agreed() != null;
            if (isMissed && !isUnentered(path, entry)) {
                missed.add(path);
            }
        });
        return missed;
    }

    /** One that came since is not listed either: what is in it is not known. */
    private static Entry unlisted(Entry entry) {
        return entry.kind() == EntryKind.UNREADABLE
                ? entry
                : Entry.unreadable("it came while its directory was listed");
    }
}
