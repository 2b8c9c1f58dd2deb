package cc.chitty.sync.gpusync.run;

import cc.chitty.sync.gpusync.category.Filtered;
import cc.chitty.sync.gpusync.category.git.SparsePaths;
import cc.chitty.sync.gpusync.manifest.TreePath;
import cc.chitty.sync.gpusync.memory.Memory;
import cc.chitty.sync.gpusync.reconcile.Side;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a side lacks only since a repository there leaves it out of its working tree, as a sparse checkout does, is put among what is
 * left out: nobody has deleted it, and if it were brought, git would take it for a change. Git is asked only of a side that lacks
 * something.
 */
final class Sparse {

    private final Ends ends;
    private final List<SparseTree> trees;

    private Sparse(Ends ends, List<SparseTree> trees) {
        this.ends = ends;
        this.trees = trees;
    }

    /**
     * What is looked at of one tree.
     *
     * @param troubles to be added to
     */
    record Seen(Tree tree, Memory memory, Filtered seen, List<String> troubles) {}

    /** What is not left out, in the order of the trees. */
    static List<Filtered> without(Ends ends, List<Seen> seen) {
        List<SparseTree> trees = seen.stream().map(SparseTree::new).toList();
        new Sparse(ends, trees).ask();
        return trees.stream().map(SparseTree::left).toList();
    }

    private void ask() {
        boolean ours = trees.stream().anyMatch(it -> it.lacks(Side.OURS));
        boolean theirs = trees.stream().anyMatch(it -> it.lacks(Side.THEIRS));
        if (ours && theirs) {
            Both.atOnce(this::ask);
        } else if (ours || theirs) {
            ask(ours ? Side.OURS : Side.THEIRS);
        }
    }

    /** Returns how many trees were asked for. */
    private int ask(Side side) {
        List<SparseTree> lacking = trees.stream().filter(it -> it.lacks(side)).toList();
        if (SparsePaths.areTold(ends.of(side))) {
            askGit(side, lacking);
        } else {
            lacking.forEach(tree -> guess(side, tree, tree.around(side, tree.lost(side))));
        }
        return lacking.size();
    }

    private void askGit(Side side, List<SparseTree> lacking) {
        Set<String> roots = new TreeSet<>();
        Set<String> directories = new LinkedHashSet<>();
        for (SparseTree tree : lacking) {
            roots.add(tree.at(side));
            tree.around(side, tree.lacking(side)).forEach(it -> directories.add(tree.place(side, it)));
        }
        directories.removeAll(roots);
        SparsePaths told = SparsePaths.of(side, ends.of(side), roots, directories);
        for (SparseTree tree : lacking) {
            tree.leaveOut(side, told.paths());
        }
        if (!told.checkouts().isEmpty()) {
            new SparseLost(ends, side, told, lacking).leaveOut();
        }
        for (SparseTree tree : lacking) {
            if (!told.untold().isEmpty()) {
                Set<TreePath> around = tree.around(side, tree.lost(side));
                around.removeIf(it -> !told.untold().contains(tree.place(side, it)));
                guess(side, tree, around);
            }
        }
    }

    /** Where git tells nothing: what is gone from a repository that says it is sparse may be left out, all of it. */
    private void guess(Side side, SparseTree tree, Set<TreePath> directories) {
        Set<TreePath> sparse = new SparseSettings(ends.of(side), tree.at(side))
                .among(directories.stream().map(it -> tree.on(side, it)).toList());
        directories.stream().filter(it -> sparse.contains(tree.on(side, it))).forEach(it -> tree.leaveOut(side, it));
    }
}
