package cc.chitty.sync.gitpush.remote;

import cc.chitty.sync.kernel.run.Failure;
import cc.chitty.sync.kernel.run.FailureCategory;
import java.net.URISyntaxException;
import java.util.Set;
import org.eclipse.jgit.transport.URIish;
import org.jspecify.annotations.Nullable;

/** Where the remote is: {@code https}, {@code ssh} (also as {@code git@host:path}) or an absolute path. Without credentials. */
public record RemoteAddress(URIish uri) {

    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "::1", "[::1]");

    /**
     * Reads an address.
     *
     * @throws Failure USAGE if it is none of these, holds a password, or would send one in the clear
     */
    public static RemoteAddress of(String text) {
        URIish uri = parse(text);
        if (uri.getPass() != null || (isHttp(uri) && uri.getUser() != null)) {
            throw wrong(
                    "it holds credentials", "Leave them out; a token comes from a variable, a file or git's helper.");
        }
        String scheme = uri.getScheme();
        boolean path = isPath(uri);
        if (path && !String.valueOf(uri.getPath()).startsWith("/")) {
            throw wrong("it is not an absolute path", "Write the whole path.");
        }
        if ("http".equals(scheme) && !LOOPBACK.contains(String.valueOf(uri.getHost()))) {
            throw wrong("it would send credentials in the clear", "Use https.");
        }
        if (!path && scheme != null && !Set.of("http", "https", "ssh").contains(scheme)) {
            throw wrong("it begins with " + scheme, "Use https or ssh.");
        }
        return new RemoteAddress(uri);
    }

    private static URIish parse(String text) {
        try {
            return new URIish(text);
        } catch (URISyntaxException e) {
            throw wrong("it is not a URL", "Write it as https://host/owner/name.git or git@host:owner/name.git.");
        }
    }

    private static Failure wrong(String seen, String remedy) {
        return new Failure(FailureCategory.USAGE, "use the remote", seen, remedy);
    }

    /** Whether it is a directory of this machine. */
    public boolean isPath() {
        return isPath(uri);
    }

    private static boolean isPath(URIish uri) {
        return (uri.getScheme() == null && uri.getHost() == null) || "file".equals(uri.getScheme());
    }

    public boolean isHttp() {
        return isHttp(uri);
    }

    private static boolean isHttp(URIish uri) {
        return "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
    }

    public boolean isSsh() {
        return "ssh".equals(uri.getScheme()) || (uri.getScheme() == null && uri.getHost() != null);
    }

    /** {@code owner/name} of a repository on GitHub; null elsewhere. */
    public @Nullable String onGithub() {
        String path = String.valueOf(uri.getPath());
        if (!"github.com".equalsIgnoreCase(String.valueOf(uri.getHost()))) {
            return null;
        }
        String name = path.startsWith("/") ? path.substring(1) : path;
        return name.endsWith(".git") ? name.substring(0, name.length() - ".git".length()) : name;
    }

    /** For messages; there is nothing secret in it. */
    @Override
    public String toString() {
        return uri.toString();
    }
}
