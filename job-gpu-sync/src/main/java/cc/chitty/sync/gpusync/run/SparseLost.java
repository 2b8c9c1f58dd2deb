package cc.chitty.sync.gpusync.run;

import cc.chitty.sync.gpusync.category.git.SparseCheckout;
import cc.chitty.sync.gpusync.category.git.SparsePaths;
import cc.chitty.sync.gpusync.category.git.TrackedPaths;
import cc.chitty.sync.gpusync.manifest.AbsolutePaths;
import cc.chitty.sync.gpusync.manifest.TreePath;
import cc.chitty.sync.gpusync.reconcile.Side;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a sparse checkout lacks, is not to have by its patterns, and has not left out by its index. That may be of another branch than the other
 * side's just now, of an older state of it, or damaged: it is no deletion unless the branch that the other side has checked out
 * has gone on here and has deleted it. What git does not know there it has removed here itself, if it was ignored, with a directory that it
 * left out: that is no deletion either, and does not come back as long as the patterns say so. What is new there and in a commit comes:
 * without it the branch here could not go on.
 */
final class SparseLost {

    private final Ends ends;
    private final Side side;
    private final SparsePaths told;
    private final List<SparseTree> trees;

    /** @param side whose checkouts are sparse */
    SparseLost(Ends ends, Side side, SparsePaths told, List<SparseTree> trees) {
        this.ends = ends;
        this.side = side;
        this.told = told;
        this.trees = trees;
    }

    /** @param directory of the tree, in which the checkout is asked of */
    private record Lost(SparseTree tree, TreePath path, TreePath directory, SparseCheckout checkout) {

        String directory(Side on) {
            return tree.place(on, directory);
        }

        /** Counted from the directory. */
        String from(Side on) {
            return Objects.requireNonNull(AbsolutePaths.from(directory(on), tree.place(on, path)), "it is in it");
        }
    }

    void leaveOut() {
        List<Lost> lost = new ArrayList<>();
        trees.forEach(tree -> addLost(tree, lost));
        if (lost.isEmpty()) {
            return;
        }
        Map<String, TrackedPaths> index = tracked(side.other(), lost, it -> TrackedPaths.INDEX);
        List<Lost> known = new ArrayList<>();
        for (Lost one : lost) {
            TrackedPaths there = index.get(one.directory(side.other()));
            if (there == null || !there.paths().contains(one.from(side.other()))) {
                one.tree().leaveOutUnknown(side, one.path());
            } else if (one.tree().isAgreed(one.path())) {
                known.add(one);
            }
        }
        Map<String, TrackedPaths> since = tracked(side, known, it -> {
            TrackedPaths there = index.get(it.directory(side.other()));
            return there == null || there.head().isEmpty() ? null : there.head();
        });
        for (Lost one : known) {
            TrackedPaths here = since.get(one.directory(side));
            if (here == null || here.paths().contains(one.from(side))) {
                one.tree().leaveOutFile(side, one.path());
            }
        }
    }

    private void addLost(SparseTree tree, List<Lost> lost) {
        Set<TreePath> repositories = tree.around(side, tree.lacking(side));
        repositories.removeIf(it -> !told.repositories().contains(tree.place(side, it)));
        for (TreePath path : tree.lackingFiles(side)) {
            TreePath repository = innermost(path, repositories);
            SparseCheckout checkout =
                    repository == null ? null : told.checkouts().get(tree.place(side, repository));
            if (repository != null && checkout != null) {
                Lost one = new Lost(tree, path, repository, checkout);
                if (checkout.leavesOut(one.from(side))) {
                    lost.add(one);
                }
            }
        }
    }

    private static @Nullable TreePath innermost(TreePath path, Set<TreePath> repositories) {
        TreePath at = path.parent();
        while (!repositories.contains(at) && !at.isRoot()) {
            at = at.parent();
        }
        return repositories.contains(at) ? at : null;
    }

    private interface Head {
        @Nullable String of(Lost lost);
    }

    private Map<String, TrackedPaths> tracked(Side of, List<Lost> lost, Head head) {
        Map<String, String> heads = new LinkedHashMap<>();
        Set<String> roots = new TreeSet<>();
        for (Lost one : lost) {
            String named = head.of(one);
            if (named != null) {
                heads.put(one.directory(of), named);
                roots.add(one.tree().at(of));
            }
        }
        return heads.isEmpty() || !SparsePaths.areTold(ends.of(of))
                ? Map.of()
                : TrackedPaths.of(of, ends.of(of), roots, heads);
    }
}
