package cc.chitty.sync.gpusync.category;

import cc.chitty.sync.gpusync.manifest.TreePath;
import cc.chitty.sync.gpusync.peer.Scope;
import cc.chitty.sync.gpusync.reconcile.Side;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * One category's part of one directory on each side: the unit of a scan, a plan and a snapshot.
 *
 * @param key letters, digits, {@code - _}; the same in every run, so that base and snapshots find it again:
 *     {@code sessions}, {@code workspace_code}
 * @param ours absolute
 * @param theirs absolute
 * @param tops the paths below it that belong to it, each with everything below; empty: all
 * @param pruned names that need not be entered
 */
public record SyncRoot(
        String key,
        Category category,
        String ours,
        String theirs,
        List<TreePath> tops,
        Set<String> pruned,
        Direction direction,
        RootFilter filter) {

    public SyncRoot {
        tops = List.copyOf(tops);
        // in an order that is the same in every process: a plan is kept, and a look trusted, by what a root is told as
        pruned = Collections.unmodifiableSortedSet(new TreeSet<>(pruned));
    }

    /** Its directory on a side. */
    public String at(Side side) {
        return side == Side.OURS ? ours : theirs;
    }

    /** Whether it is all of a workspace, and not some paths of the home directory. */
    public boolean isWorkspace() {
        return tops.isEmpty();
    }

    /** Whether another one lies in its place, which is left out here. */
    boolean holds(SyncRoot other) {
        List<String> inner = other.isWorkspace()
                ? List.of(other.ours)
                : other.tops.stream().map(top -> other.ours + "/" + top).toList();
        return filter.elsewhere().places().stream().anyMatch(place -> inner.contains(ours + "/" + place));
    }

    /** What of a side is to be scanned for it alone. */
    public Scope scope(Side side) {
        return new Scope(at(side), tops, pruned);
    }

    /** The same without what these patterns match, on either side; for sessions that are open. */
    public SyncRoot without(Patterns patterns) {
        return new SyncRoot(key, category, ours, theirs, tops, pruned, direction, filter.without(patterns));
    }

    /** What holds for one of its files. */
    public FileRule rule(TreePath file) {
        return category.rules().of(file);
    }
}
