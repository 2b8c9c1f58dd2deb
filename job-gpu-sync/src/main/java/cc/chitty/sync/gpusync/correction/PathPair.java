package cc.chitty.sync.gpusync.correction;

import java.nio.charset.StandardCharsets;

/**
 * One place under its names on the two machines: absolute, without a slash at the end.
 *
 * <p>Names that could not be told from what stands around them in a text are refused: with control characters, quotes or
 * backslashes, {@code .} or {@code ..}, with a sign that ends a path in a text ({@code : , ;} and such) before a slash or at the
 * end, or ending in a dot, {@code .claude} or {@code .claude/projects}.
 */
public record PathPair(String ours, String theirs) {

    public PathPair {
        require(ours);
        require(theirs);
    }

    private static void require(String path) {
        boolean fine = path.length() > 1
                && path.startsWith("/")
                && (path + "/").matches("(/(?!\\.{1,2}/)[^/\\x00-\\x1f\\x7f\"'`\\\\]+)+/")
                && !endsBeforeSlash(path + "/")
                && !(path.endsWith(".") || path.endsWith("/.claude") || path.endsWith("/.claude/projects"));
        if (!fine) {
            throw new IllegalArgumentException("not a path whose name can be corrected in texts: " + path);
        }
    }

    private static boolean endsBeforeSlash(String path) {
        byte[] bytes = path.getBytes(StandardCharsets.UTF_8);
        for (int i = 1; i < bytes.length; i++) {
            if (bytes[i] == '/' && Boundary.endsName(bytes[i - 1] & 0xff)) {
                return true;
            }
        }
        return false;
    }
}
