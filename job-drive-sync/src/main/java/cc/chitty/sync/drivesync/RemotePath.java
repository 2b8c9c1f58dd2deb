package cc.chitty.sync.drivesync;

import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Paths of remotes as rclone writes them: {@code name:path}, {@code :type,option=value:path} or a path of this machine. */
final class RemotePath {

    private static final Pattern LOCAL = Pattern.compile(":local(?:,[^:]*)?:(.*)");

    private RemotePath() {}

    /** Whether nothing can be beside it. */
    static boolean isRoot(String remote) {
        return remote.endsWith(":")
                || remote.replace("/", "").endsWith(":")
                || remote.replace("/", "").isEmpty();
    }

    /** A directory with its name and a tail. */
    static String beside(String remote, String tail) {
        return withoutSlash(remote) + tail;
    }

    static String below(String remote, String path) {
        return remote.endsWith(":") ? remote + path : withoutSlash(remote) + "/" + path;
    }

    private static String withoutSlash(String remote) {
        String bare = remote;
        while (bare.endsWith("/") && bare.length() > 1) {
            bare = bare.substring(0, bare.length() - 1);
        }
        return bare;
    }

    /** The directory of this machine that it is, as far as its own words tell; empty for any other remote. */
    static Optional<Path> local(String remote) {
        Matcher written = LOCAL.matcher(remote);
        if (written.matches()) {
            return Optional.of(Path.of(written.group(1)));
        }
        int colon = remote.indexOf(':');
        int slash = remote.indexOf('/');
        boolean path = colon < 0 || (slash >= 0 && slash < colon);
        return path ? Optional.of(Path.of(remote)) : Optional.empty();
    }

    /** What a configured remote is called; empty for a path or a remote that is written out. */
    static String section(String remote) {
        int colon = remote.indexOf(':');
        boolean named = colon > 0
                && remote.indexOf('/') != 0
                && remote.substring(0, colon).matches("[\\w.+@ -]+");
        return named ? remote.substring(0, colon) : "";
    }
}
