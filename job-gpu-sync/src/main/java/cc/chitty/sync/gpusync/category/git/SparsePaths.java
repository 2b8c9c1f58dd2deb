package cc.chitty.sync.gpusync.category.git;

import cc.chitty.sync.gpusync.peer.Endpoint;
import cc.chitty.sync.gpusync.reconcile.Side;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What repositories of a side leave out of their working trees: their index has it with the mark skip-worktree, as in a sparse
 * checkout.
 *
 * @param paths absolute, whether something is there or not; a directory is a sub-module
 * @param repositories directories, of those that were asked for, in which a repository begins or that lie in one
 * @param untold those of them whose repository git could not read
 * @param checkouts the sparse ones among them
 */
public record SparsePaths(
        Set<String> paths, Set<String> repositories, Set<String> untold, Map<String, SparseCheckout> checkouts) {

    /** Whether git can be asked on that side at all. */
    public static boolean areTold(Endpoint endpoint) {
        return endpoint.facts().has("git") && endpoint.programs().isPresent();
    }

    /**
     * Asks git, with one command.
     *
     * @param roots what repository each lies in is found out
     * @param directories absolute; each counts if a repository's working tree begins there
     */
    public static SparsePaths of(
            Side side, Endpoint endpoint, Collection<String> roots, Collection<String> directories) {
        return of(GitSide.asked(side, endpoint), roots, directories);
    }

    static SparsePaths of(GitSide git, Collection<String> roots, Collection<String> directories) {
        List<String> arguments = new ArrayList<>(roots);
        List<String> lines = new ArrayList<>();
        directories.forEach(it -> (it.indexOf('\n') < 0 ? lines : arguments).add(it));
        Set<String> paths = new TreeSet<>();
        Set<String> repositories = new TreeSet<>();
        Set<String> untold = new TreeSet<>();
        Map<String, SparseCheckout.Draft> checkouts = new LinkedHashMap<>();
        String at = "";
        for (Told told : Told.of(git.records(GitScript.SPARSE, arguments, lines))) {
            switch (told.word()) {
                case "at" -> {
                    at = told.rest();
                    repositories.add(at);
                }
                case "S" -> paths.add((at.endsWith("/") ? at : at + "/") + told.rest());
                case "!" -> untold.add(at);
                default ->
                    checkouts
                            .computeIfAbsent(at, it -> new SparseCheckout.Draft())
                            .take(told);
            }
        }
        Map<String, SparseCheckout> sparse = new LinkedHashMap<>();
        checkouts.forEach((directory, draft) -> sparse.put(directory, draft.checkout()));
        return new SparsePaths(paths, repositories, untold, sparse);
    }
}
