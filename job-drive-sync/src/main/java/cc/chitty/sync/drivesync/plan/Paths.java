package cc.chitty.sync.drivesync.plan;

import java.util.NavigableSet;

/** How paths lie above and below one another. */
final class Paths {

    private Paths() {}

    /** Whether one of them is a directory above the path. */
    static boolean hasAbove(NavigableSet<String> paths, String path) {
        for (int end = path.lastIndexOf('/'); end > 0; end = path.lastIndexOf('/', end - 1)) {
            if (paths.contains(path.substring(0, end))) {
                return true;
            }
        }
        return false;
    }

    /** Whether one of them is below the path. */
    static boolean hasBelow(NavigableSet<String> paths, String path) {
        String next = paths.ceiling(path + "/");
        return next != null && next.startsWith(path + "/");
    }

    static boolean hasAboveOrBelow(NavigableSet<String> paths, String path) {
        return !paths.isEmpty() && (hasAbove(paths, path) || hasBelow(paths, path));
    }
}
