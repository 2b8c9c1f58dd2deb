package cc.chitty.sync.gpusync.manifest;

import java.util.regex.Pattern;

/** Names of files and directories in the making. They are ignored on both sides, with everything below. */
public final class ReservedNames {

    /** What names of our own begin with. */
    public static final String PREFIX = ".chittysync-";

    /** A file that is being copied into a snapshot: under a name that nobody else's file there has. */
    public static final String PART = PREFIX + "part";

    /** Files that are about to replace another one: {@code .<name>.<16 hex digits>.tmp}. */
    private static final Pattern TEMPORARY = Pattern.compile("\\..*\\.[0-9a-f]{16}\\.tmp", Pattern.DOTALL);

    private ReservedNames() {}

    /** Whether a last name is one. */
    public static boolean isReserved(String name) {
        return name.startsWith(PREFIX)
                || (name.endsWith(".tmp") && TEMPORARY.matcher(name).matches());
    }
}
