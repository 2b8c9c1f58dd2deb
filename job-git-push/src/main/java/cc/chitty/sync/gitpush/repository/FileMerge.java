package cc.chitty.sync.gitpush.repository;

import cc.chitty.sync.kernel.run.Failure;
import cc.chitty.sync.kernel.run.FailureCategory;
import cc.chitty.sync.kernel.run.Problem;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * What another tree becomes: a file changed here only is as it is here, one changed there only stays as it is there. Where
 * both changed it, ours follows theirs in the history, and is named. A file that was deleted here and changed there stays.
 *
 * @param before the files here as they were when both sides last agreed
 * @param here the files here
 * @param seen the other tree as it was then
 */
public record FileMerge(
        SortedMap<String, DirCacheEntry> before,
        SortedMap<String, DirCacheEntry> here,
        SortedMap<String, DirCacheEntry> seen) {

    /** More deletions than this, and more than half of all files, are a disk that is not mounted. */
    private static final int MOST_DELETED = 10;

    /**
     * Merges into the other tree.
     *
     * @param theirs is not changed
     * @param tip the commit of that tree, for the problems
     */
    public SortedMap<String, DirCacheEntry> into(
            SortedMap<String, DirCacheEntry> theirs, @Nullable ObjectId tip, Consumer<Problem> problems) {
        SortedMap<String, DirCacheEntry> result = new TreeMap<>(theirs);
        TreeSet<String> paths = new TreeSet<>(here.keySet());
        paths.addAll(before.keySet());
        for (String path : paths) {
            DirCacheEntry ours = here.get(path);
            DirCacheEntry there = theirs.get(path);
            if (same(ours, before.get(path)) || same(ours, there)) {
                continue;
            }
            boolean changedThere = !same(there, seen.get(path));
            if (changedThere && there != null) {
                problems.accept(new Problem(path, collision(ours, tip)));
            }
            if (ours != null) {
                result.put(path, ours);
            } else if (!changedThere) {
                result.remove(path);
            }
        }
        removeBehind(result, problems);
        return result;
    }

    /** A name cannot be a file and a directory: what there is behind a file of theirs, or before one of ours, gives way. */
    private void removeBehind(SortedMap<String, DirCacheEntry> result, Consumer<Problem> problems) {
        TreeSet<String> wrong = new TreeSet<>();
        for (String path : result.keySet()) {
            for (int end = path.indexOf('/'); end > 0; end = path.indexOf('/', end + 1)) {
                String file = path.substring(0, end);
                if (result.containsKey(file)) {
                    wrong.add(here.containsKey(path) ? file : path);
                }
            }
        }
        for (String path : wrong) {
            result.remove(path);
            problems.accept(new Problem(path, "its name is a directory on one side and a file on the other; it went"));
        }
    }

    /**
     * Looks whether so much is gone here that something else must be wrong.
     *
     * @param attempted for the failure, as in "push the chosen files"
     * @throws Failure REFUSED if too many files are gone here
     */
    public void guard(SortedMap<String, DirCacheEntry> theirs, String attempted, String remedy) {
        long gone = before.keySet().stream()
                .filter(it -> !here.containsKey(it) && theirs.containsKey(it))
                .count();
        if (gone > MOST_DELETED && gone * 2 > before.size()) {
            throw new Failure(
                    FailureCategory.REFUSED,
                    attempted,
                    gone + " of " + before.size() + " are gone here",
                    "Nothing was changed. " + remedy);
        }
    }

    private static String collision(@Nullable DirCacheEntry ours, @Nullable ObjectId tip) {
        String where =
                tip == null ? "" : " (it is in commit " + tip.abbreviate(12).name() + ")";
        return ours == null
                ? "it was deleted here and changed on the remote, where it stays"
                : "it was changed here and on the remote; ours follows theirs" + where;
    }

    /** Whether two sides have the same file, or both have none. */
    public static boolean same(@Nullable DirCacheEntry a, @Nullable DirCacheEntry b) {
        if (a == null || b == null) {
            return a == b;
        }
        return a.getObjectId().equals(b.getObjectId()) && a.getFileMode().equals(b.getFileMode());
    }
}
