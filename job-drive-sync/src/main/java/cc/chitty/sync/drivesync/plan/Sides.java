package cc.chitty.sync.drivesync.plan;

import java.util.SortedMap;
import java.util.SortedSet;

/**
 * What a plan is made from.
 *
 * @param base what was agreed on last; empty: as if both had been empty
 * @param blocked paths that one side has in a way that cannot be mirrored; left alone on both, with all below them
 */
public record Sides(
        SortedMap<String, Agreed> base,
        SortedMap<String, MirrorState> mirror,
        SortedMap<String, RemoteState> remote,
        SortedSet<String> blocked) {

    /** Whether the path or a directory above it is left alone. */
    boolean isBlocked(String path) {
        if (blocked.isEmpty()) {
            return false;
        }
        for (int end = path.length(); end > 0; end = path.lastIndexOf('/', end - 1)) {
            if (blocked.contains(path.substring(0, end))) {
                return true;
            }
        }
        return false;
    }
}
