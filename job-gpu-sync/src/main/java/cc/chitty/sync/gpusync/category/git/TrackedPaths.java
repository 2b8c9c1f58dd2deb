package cc.chitty.sync.gpusync.category.git;

import cc.chitty.sync.gpusync.peer.Endpoint;
import cc.chitty.sync.gpusync.reconcile.Side;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What git knows below a directory.
 *
 * @param head the full name of the branch that is checked out there, or else the commit; empty if a commit was asked for
 * @param paths from the directory, of its index, or of a commit
 */
public record TrackedPaths(String head, Set<String> paths) {

    /** What stands for the index. */
    public static final String INDEX = "-";

    private static final Duration QUIET = Duration.ofMinutes(2);

    /** Whether the other side can be asked of what is checked out here. */
    public boolean isAt() {
        return head.indexOf(' ') < 0 && (head.startsWith("refs/") || ObjectName.isName(head));
    }

    /** While its records are read. */
    private static final class Draft {

        private String head = "";
        private boolean isTold = true;
        private final Set<String> paths = new HashSet<>();
    }

    /**
     * Asks git, with one command, of a side on which {@link SparsePaths#areTold it can be}.
     *
     * @param roots each may lie in a repository that begins above it
     * @param commits by directory: {@link #INDEX}, or a branch or commit
     * @return by directory; those are missing in which no repository begins, and those of which git cannot tell
     */
    public static Map<String, TrackedPaths> of(
            Side side, Endpoint endpoint, Collection<String> roots, Map<String, String> commits) {
        GitSide git = GitSide.of(side, side.word(), endpoint, QUIET);
        List<String> lines = commits.entrySet().stream()
                .filter(it -> it.getKey().indexOf('\n') < 0)
                .map(it -> it.getValue() + " " + it.getKey())
                .toList();
        Map<String, Draft> drafts = new HashMap<>();
        Draft draft = new Draft();
        for (Told told : Told.of(git.records(GitScript.TRACKED, List.copyOf(roots), lines))) {
            switch (told.word()) {
                case "at" -> draft = drafts.computeIfAbsent(told.rest(), it -> new Draft());
                case "head" -> draft.head = told.rest();
                case "path" -> draft.paths.add(told.rest());
                default -> draft.isTold = false;
            }
        }
        Map<String, TrackedPaths> tracked = new HashMap<>();
        drafts.forEach((directory, it) -> {
            if (it.isTold) {
                tracked.put(directory, new TrackedPaths(it.head, Set.copyOf(it.paths)));
            }
        });
        return tracked;
    }
}
