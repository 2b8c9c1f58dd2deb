package cc.chitty.sync.gitpush;

import cc.chitty.sync.gitpush.repository.FileMerge;
import cc.chitty.sync.gitpush.repository.OwnRepository;
import cc.chitty.sync.gitpush.repository.RepositoryTree;
import cc.chitty.sync.kernel.run.Failure;
import cc.chitty.sync.kernel.run.Problem;
import java.util.SortedMap;
import java.util.function.Consumer;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/** What the remote's tree becomes by the files here. After a rewritten history everything here counts as changed. */
record FolderMerge(OwnRepository repository, SortedMap<String, DirCacheEntry> here) {

    /**
     * Merges into the remote's commit.
     *
     * @throws Failure REFUSED if too many files are gone here
     */
    SortedMap<String, DirCacheEntry> with(@Nullable ObjectId tip, Consumer<Problem> problems) {
        RepositoryTree tree = new RepositoryTree(repository);
        SortedMap<String, DirCacheEntry> theirs = tree.entries(tip);
        FileMerge merge = new FileMerge(tree.entries(repository.here()), here, tree.entries(repository.seen()));
        merge.guard(theirs, "push the chosen files", "If that is meant, delete them on the remote.");
        if (isRewritten(tip)) {
            problems.accept(new Problem("the remote", "its history was rewritten; what is here is put back"));
            merge = new FileMerge(tree.entries(null), here, tree.entries(null));
        }
        return merge.into(theirs, tip, problems);
    }

    private boolean isRewritten(@Nullable ObjectId tip) {
        ObjectId seen = repository.seen();
        return seen != null && !repository.contains(tip, seen);
    }
}
