package cc.chitty.sync.gpusync.manifest;

import org.jspecify.annotations.Nullable;

/** Absolute paths of one side compared by their names, as where a root lies in another one. Links are not followed. */
public final class AbsolutePaths {

    private AbsolutePaths() {}

    /** The path from a directory to one in it, empty for the directory itself; null: it is not in it. */
    public static @Nullable String from(String directory, String path) {
        if (path.equals(directory)) {
            return "";
        }
        String start = directory.endsWith("/") ? directory : directory + "/";
        return path.startsWith(start) ? path.substring(start.length()) : null;
    }

    /** Whether a path is a directory or in it. */
    public static boolean isIn(String directory, String path) {
        return from(directory, path) != null;
    }
}
