package cc.chitty.sync.gpusync.category;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A directory with work on both machines.
 *
 * @param path here: absolute, or below the home directory with {@code ~/}
 * @param there the same directory on the peer; null: the same path
 * @param name what it is called in snapshots and records; null: made of its path, {@code ~/work/code} is {@code work-code}.
 *     Another name is another root, which has never been synced.
 */
public record WorkspaceRoot(
        String path, @Nullable String there, @Nullable String name) {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_-]{0,60}");

    public WorkspaceRoot {
        requirePlace(path);
        if (there != null) {
            requirePlace(there);
        }
        if (name != null && !NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "the name of a workspace root has letters, digits, '-' and '_', not '" + name + "'");
        }
    }

    private static void requirePlace(String path) {
        if ((!path.startsWith("/") && !path.startsWith("~/"))
                || path.equals("/")
                || path.equals("~/")
                || path.contains("/../")
                || path.endsWith("/..")) {
            throw new IllegalArgumentException(
                    "a workspace root is absolute or begins with ~/ and is not all of it, not '" + path + "'");
        }
    }

    /** What it is called. */
    public String label() {
        if (name != null) {
            return name;
        }
        String made = strip(path).replaceFirst("^~?/+", "").replaceAll("[^A-Za-z0-9_]", "-");
        String start = made.startsWith("-") ? "_" + made : made;
        return start.length() > 61 ? start.substring(start.length() - 60) : start;
    }

    /** Its absolute path here. */
    public String ours(String home) {
        return absolute(path, home);
    }

    /** Its absolute path on the peer. */
    public String theirs(String home) {
        return absolute(there == null ? path : there, home);
    }

    private static String absolute(String path, String home) {
        String plain = strip(path);
        return plain.startsWith("~/") ? strip(home) + plain.substring(1) : plain;
    }

    private static String strip(String path) {
        return path.length() > 1 && path.endsWith("/") ? strip(path.substring(0, path.length() - 1)) : path;
    }
}
