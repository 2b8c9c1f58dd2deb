package cc.chitty.sync.gitpush;

import cc.chitty.sync.kernel.run.Failure;
import cc.chitty.sync.kernel.run.FailureCategory;
import cc.chitty.sync.kernel.run.Problem;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * What the remote's tree becomes: a file changed here only is as it is here, one changed there only stays as it is there.
 * Where both changed it, ours follows theirs in the history, and is named. A file that was deleted here and changed there
 * stays. After a rewritten history everything here counts as changed.
 */
record FolderMerge(OwnRepository repository, SortedMap<String, DirCacheEntry> here) {

    /** More deletions than this, and more than half of all files, are a disk that is not mounted. */
    private static final int MOST_DELETED = 10;

    /**
     * Merges into the remote's commit.
     *
     * @throws Failure REFUSED if too many files are gone here
     */
    SortedMap<String, DirCacheEntry> with(@Nullable ObjectId tip, Consumer<Problem> problems) {
        RepositoryTree tree = new RepositoryTree(repository);
        SortedMap<String, DirCacheEntry> result = tree.entries(tip);
        guard(tree.entries(repository.here()), result);
        boolean rewritten = isRewritten(tip);
        if (rewritten) {
            problems.accept(new Problem("the remote", "its history was rewritten; what is here is put back"));
        }
        SortedMap<String, DirCacheEntry> seen = tree.entries(rewritten ? null : repository.seen());
        SortedMap<String, DirCacheEntry> before = tree.entries(rewritten ? null : repository.here());
        TreeSet<String> paths = new TreeSet<>(here.keySet());
        paths.addAll(before.keySet());
        for (String path : paths) {
            DirCacheEntry ours = here.get(path);
            DirCacheEntry theirs = result.get(path);
            if (same(ours, before.get(path)) || same(ours, theirs)) {
                continue;
            }
            boolean changedThere = !same(theirs, seen.get(path));
            if (changedThere && theirs != null) {
                problems.accept(new Problem(path, collision(ours, tip)));
            }
            if (ours != null) {
                result.put(path, ours);
            } else if (!changedThere) {
                result.remove(path);
            }
        }
        return result;
    }

    private boolean isRewritten(@Nullable ObjectId tip) {
        ObjectId seen = repository.seen();
        return seen != null && !repository.contains(tip, seen);
    }

    private void guard(SortedMap<String, DirCacheEntry> before, SortedMap<String, DirCacheEntry> there) {
        long gone = before.keySet().stream()
                .filter(it -> !here.containsKey(it) && there.containsKey(it))
                .count();
        if (gone > MOST_DELETED && gone * 2 > before.size()) {
            throw new Failure(
                    FailureCategory.REFUSED,
                    "push the chosen files",
                    gone + " of " + before.size() + " are gone here",
                    "Nothing was changed. If that is meant, delete them on the remote.");
        }
    }

    private static String collision(@Nullable DirCacheEntry ours, @Nullable ObjectId tip) {
        String where =
                tip == null ? "" : " (it is in commit " + tip.abbreviate(12).name() + ")";
        return ours == null
                ? "it was deleted here and changed on the remote, where it stays"
                : "it was changed here and on the remote; ours follows theirs" + where;
    }

    private static boolean same(@Nullable DirCacheEntry a, @Nullable DirCacheEntry b) {
        if (a == null || b == null) {
            return a == b;
        }
        return a.getObjectId().equals(b.getObjectId()) && a.getFileMode().equals(b.getFileMode());
    }
}
