package cc.chitty.sync.gpusync.category.git;

import cc.chitty.sync.gpusync.manifest.AbsolutePaths;
import cc.chitty.sync.gpusync.reconcile.Side;
import java.util.Map;

/**
 * Repositories that a run had made and that a rollback of it leaves, with all that is in their directories, since there is something
 * in them that only git knows and no run brought.
 *
 * @param why by side and absolute directory, in words
 */
public record Staying(Map<Side, Map<String, String>> why) {

    public static final Staying NONE = new Staying(Map.of());

    private Map<String, String> of(Side side) {
        return why.getOrDefault(side, Map.of());
    }

    /** Why the repository at a directory stays; empty if it need not for its own sake. */
    String why(Side side, String directory) {
        return of(side).getOrDefault(directory, "");
    }

    /** Whether a path is in one of them, or one of them itself. */
    public boolean covers(Side side, String path) {
        return of(side).keySet().stream().anyMatch(it -> AbsolutePaths.isIn(it, path));
    }

    /** Whether one of them is below a directory, which stays for its sake. */
    public boolean isBelow(Side side, String directory) {
        return of(side).keySet().stream().anyMatch(it -> !it.equals(directory) && AbsolutePaths.isIn(directory, it));
    }
}
