package cc.chitty.sync.gpusync.correction;

import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;

/**
 * One place under its names on the two machines: absolute, without a slash at the end.
 *
 * <p>Names that could not be told from what stands around them in a text are refused: with control characters, quotes or
 * backslashes, {@code .} or {@code ..}, with a sign that ends a path in a text ({@code : , ;} and such) before a slash or at the
 * end, or ending in a dot, {@code .claude} or {@code .claude/projects}.
 */
public record PathPair(String ours, String theirs) {

    private static final String REFUSED = "\"'`\\";
    private static final List<String> ENDS = List.of(".", "/.claude", "/.claude/projects");

    public PathPair {
        require(ours);
        require(theirs);
    }

    private static void require(String path) {
        String trouble = trouble(path);
        if (!trouble.isEmpty()) {
            throw new IllegalArgumentException("the path " + path + " could not be found again in texts: " + trouble);
        }
    }

    private static String trouble(String path) {
        if (path.length() < 2 || !path.startsWith("/") || path.endsWith("/") || path.contains("//")) {
            return "it is not absolute, or has a slash too many";
        }
        for (String name : path.substring(1).split("/", -1)) {
            String trouble = troubleOfName(name);
            if (!trouble.isEmpty()) {
                return trouble;
            }
        }
        return ENDS.stream()
                .filter(path::endsWith)
                .findFirst()
                .map(end -> "it ends in " + end)
                .orElse("");
    }

    private static String troubleOfName(String name) {
        if (name.equals(".") || name.equals("..")) {
            return "a name in it is " + name;
        }
        OptionalInt sign = name.chars().filter(PathPair::isRefused).findFirst();
        if (sign.isPresent()) {
            return "it has the sign " + shown(sign.getAsInt());
        }
        int last = name.charAt(name.length() - 1);
        return last < 0x80 && Boundary.endsName(last) ? "a name in it ends in the sign " + shown(last) : "";
    }

    private static boolean isRefused(int sign) {
        return sign < ' ' || sign == 0x7f || REFUSED.indexOf(sign) >= 0;
    }

    private static String shown(int sign) {
        return sign <= ' ' || sign == 0x7f ? String.format(Locale.ROOT, "U+%04X", sign) : Character.toString(sign);
    }
}
