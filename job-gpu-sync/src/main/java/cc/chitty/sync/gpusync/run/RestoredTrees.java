package cc.chitty.sync.gpusync.run;

import cc.chitty.sync.gpusync.category.Category;
import cc.chitty.sync.gpusync.category.Direction;
import cc.chitty.sync.gpusync.category.FileRules;
import cc.chitty.sync.gpusync.category.IgnoreFiles;
import cc.chitty.sync.gpusync.category.Patterns;
import cc.chitty.sync.gpusync.category.RootFilter;
import cc.chitty.sync.gpusync.category.SyncRoot;
import cc.chitty.sync.gpusync.snapshot.SnapshotHead;
import java.util.List;
import java.util.Set;

/** The trees of a snapshot, as they were when it was taken, whatever the settings say now. Nothing in them is special: bytes come back. */
final class RestoredTrees {

    private RestoredTrees() {}

    static List<Tree> of(SnapshotHead head) {
        return head.roots().entrySet().stream()
                .map(root -> tree(root.getKey(), root.getValue()))
                .toList();
    }

    private static Tree tree(String key, SnapshotHead.Root root) {
        Category category = new Category(
                key.replaceFirst("\\..*", ""),
                0,
                Category.Kind.FILES,
                List.of(),
                false,
                Patterns.NONE,
                Patterns.NONE,
                Patterns.NONE,
                Patterns.NONE,
                List.of(),
                false,
                Direction.BOTH,
                FileRules.NONE);
        RootFilter filter = new RootFilter(category, Patterns.NONE, List.of(), 0, IgnoreFiles.NONE);
        return new Tree(
                new SyncRoot(key, category, root.ours(), root.theirs(), List.of(), Set.of(), Direction.BOTH, filter),
                Forms.SAME,
                null);
    }
}
