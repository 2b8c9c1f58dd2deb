package cc.chitty.sync.gpusync.run;

import cc.chitty.sync.gpusync.category.Filtered;
import cc.chitty.sync.gpusync.manifest.Entry;
import cc.chitty.sync.gpusync.manifest.TreePath;
import cc.chitty.sync.gpusync.reconcile.Names;
import cc.chitty.sync.gpusync.reconcile.Side;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * What one tree holds on both sides.
 *
 * @param seen what belongs to it, by paths in canonical form, spelled as each side spells them
 * @param names joins the spellings of both
 * @param unmounted planned paths at which a side has not the file system mounted that it had, or another one
 * @param troubles of either side, for a person
 * @param sizes of canonical forms that were read, by side and planned path
 * @param began when the looking began, by our clock in nanoseconds since 1970
 */
record Looked(
        Tree tree,
        Filtered seen,
        Names names,
        Set<TreePath> unmounted,
        List<String> troubles,
        Map<Side, Map<TreePath, Long>> sizes,
        long began) {

    static Looked of(
            Tree tree, Filtered seen, Names names, Set<TreePath> unmounted, List<String> troubles, long began) {
        Map<Side, Map<TreePath, Long>> sizes = Map.of(Side.OURS, new HashMap<>(), Side.THEIRS, new HashMap<>());
        return new Looked(tree, seen, names, unmounted, troubles, sizes, began);
    }

    /** Whether a path is on a file system that a side has not mounted as it was; that is told once, and not of each path. */
    boolean isUnmounted(TreePath planned) {
        return unmounted.stream().anyMatch(planned::isIn);
    }

    /** What a side has, by paths as they are spelled there. */
    SortedMap<TreePath, Entry> entries(Side side) {
        return side == Side.OURS ? seen.ours() : seen.theirs();
    }

    /** What a side has at a planned path; null: nothing. */
    @Nullable Entry at(Side side, TreePath planned) {
        return entries(side).get(names.on(side, planned));
    }

    /** The path under which a planned path is found on a side. */
    TreePath on(Side side, TreePath planned) {
        return tree.forms().on(side, names.on(side, planned));
    }

    /** Whether it or something above it does not belong to the tree. */
    boolean ignores(TreePath planned) {
        for (TreePath at = planned; !at.isRoot(); at = at.parent()) {
            if (seen.ignored().contains(at)) {
                return true;
            }
        }
        return false;
    }

    /** Whether a directory stays for what a sparse checkout of the other side leaves out, of which nobody has to know. */
    boolean holdsSparse(TreePath planned) {
        return seen.sparse().stream().anyMatch(it -> planned(it).isBelow(planned));
    }

    /** Whether a side has a directory there that is not looked into for its own sake. */
    boolean passes(TreePath planned) {
        return seen.passed().contains(names.on(Side.OURS, planned))
                || seen.passed().contains(names.on(Side.THEIRS, planned));
    }

    Map<TreePath, Long> sizes(Side side) {
        return sizes.getOrDefault(side, Map.of());
    }

    static TreePath planned(TreePath spelled) {
        String key = spelled.key();
        return key.equals(spelled.text()) ? spelled : new TreePath(key);
    }
}
