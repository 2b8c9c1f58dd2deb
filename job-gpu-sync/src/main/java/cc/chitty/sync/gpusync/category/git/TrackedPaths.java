package cc.chitty.sync.gpusync.category.git;

import cc.chitty.sync.gpusync.peer.Endpoint;
import cc.chitty.sync.gpusync.reconcile.Side;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What git knows below a directory.
 *
 * @param head the branch that is checked out there and its commit, {@code refs/heads/main 4b82...}; empty if none is, or if one
 *     was asked for
 * @param paths from the directory, of its index, or of a branch
 */
public record TrackedPaths(String head, Set<String> paths) {

    /** What stands for the index. */
    public static final String INDEX = "- -";

    private static final Pattern HEAD = Pattern.compile("refs/heads/[^ ]+ [0-9a-f]{40,64}");

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
     * @param heads by directory: {@link #INDEX}, or the {@link #head} of another one: then of that branch here if it has gone on from that commit
     * @return by directory; those are missing in which no repository begins, and those of which git cannot tell
     */
    public static Map<String, TrackedPaths> of(
            Side side, Endpoint endpoint, Collection<String> roots, Map<String, String> heads) {
        GitSide git = GitSide.asked(side, endpoint);
        List<String> lines = heads.entrySet().stream()
                .filter(it -> it.getKey().indexOf('\n') < 0)
                .map(it -> it.getValue() + " " + it.getKey())
                .toList();
        Map<String, Draft> drafts = new HashMap<>();
        Draft draft = new Draft();
        for (Told told : Told.of(git.records(GitScript.TRACKED, List.copyOf(roots), lines))) {
            switch (told.word()) {
                case "at" -> draft = drafts.computeIfAbsent(told.rest(), it -> new Draft());
                case "head" -> draft.head = HEAD.matcher(told.rest()).matches() ? told.rest() : "";
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
