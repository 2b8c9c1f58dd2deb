package cc.chitty.sync.gpusync.peer;

import cc.chitty.sync.gpusync.manifest.EntryKind;
import cc.chitty.sync.gpusync.manifest.TreePath;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What of a side's tree is looked at.
 *
 * @param root absolute directory on that side
 * @param tops the paths below it that are wanted, each with everything below; empty: all
 * @param pruned names of directories that are left out wherever they are, without being entered: {@code .git},
 *     {@code node_modules}; no patterns, so that every userland can do it. A file or link of such a name is told: it is
 *     another thing. Finer filters are applied to the answer.
 */
public record Scope(String root, List<TreePath> tops, Set<String> pruned) {

    public Scope {
        tops = List.copyOf(tops);
        pruned = Set.copyOf(pruned);
        if (!root.startsWith("/")) {
            throw new IllegalArgumentException("a root is absolute: " + root);
        }
    }

    /**
     * Where the root's file system is compared with: a directory that is always there. The disk that it is on may be mounted anywhere
     * above it.
     *
     * @param home of the account
     */
    public String ground(String home) {
        return root.startsWith(home + "/") ? home : "/";
    }

    /** The directories between the root and its tops, with the root; none where all of it is wanted. */
    public Set<TreePath> above() {
        Set<TreePath> above = new TreeSet<>();
        for (TreePath top : tops) {
            for (TreePath at = top; !at.isRoot(); ) {
                at = at.parent();
                above.add(at);
            }
        }
        return above;
    }

    /** Whether something below the root is not told. */
    public boolean leavesOut(String name, EntryKind kind) {
        return name.equals(StagingPlace.NAME) || (kind == EntryKind.DIRECTORY && pruned.contains(name));
    }
}
