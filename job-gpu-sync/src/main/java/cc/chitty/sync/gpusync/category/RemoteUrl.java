package cc.chitty.sync.gpusync.category;

import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.eclipse.jgit.transport.URIish;

/** The address of a remote, or what else stands in its settings, without what only the machine it is set on may know. */
public final class RemoteUrl {

    private static final String AUTHORITY = "://";

    /** Protocols in which the user says whose account it is, and a key of the machine's own lets in. */
    private static final Set<String> OF_ACCOUNTS = Set.of("ssh", "git+ssh", "ssh+git", "sftp");

    private static final Pattern CREDENTIAL =
            Pattern.compile("(?i)(?:^|[?&;#])[^=&;]*(?:token|key|pass|pwd|secret|cred|auth|sig|pat|code)[^=&;]*=");

    /** A password with a slash in it, whose beginning is taken for a port: the host comes later. */
    private static final Pattern CUT = Pattern.compile("[^/]+://[^/]*:[0-9]*/[^@]*[^/@]@");

    private RemoteUrl() {}

    /** Without credentials; empty if it cannot be told what of it they are. {@code git@host:path} stays. */
    public static Optional<String> harmless(String value) {
        return value.contains(AUTHORITY) ? ofUrl(value) : ofPlace(value);
    }

    /** Whether a URL has credentials. What is no address has some if it looks so: texts have patterns of URLs, too. */
    public static boolean hasCredentials(String url) {
        return harmless(url)
                .map(left -> !left.equals(url))
                .orElseGet(
                        () -> url.indexOf('@') >= 0 || !withoutCredentials(url).equals(url));
    }

    /** A path, a name, a pattern of refs, or {@code user@host:path}, in which some write a password. */
    private static Optional<String> ofPlace(String value) {
        int colon = value.indexOf(':');
        if (colon < 0 || value.lastIndexOf('/', colon) >= 0 || value.indexOf('@', colon) < 0) {
            return Optional.of(value);
        }
        try {
            URIish read = new URIish(value);
            return Optional.of(read.getPass() == null ? value : value.substring(0, colon) + behindUser(value, read));
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    private static String behindUser(String value, URIish read) {
        String withPassword = read.getUser() + ":" + read.getPass();
        return value.substring(withPassword.length());
    }

    /** The scheme counts in any case. What stands before the last {@code @} before the path are the user and the password. */
    private static Optional<String> ofUrl(String value) {
        int host = value.indexOf(AUTHORITY) + AUTHORITY.length();
        String scheme = value.substring(0, host - AUTHORITY.length()).toLowerCase(Locale.ROOT);
        int end = endOfAuthority(value, host);
        String authority = value.substring(host, end);
        int at = authority.lastIndexOf('@');
        String user = at >= 0 && OF_ACCOUNTS.contains(scheme) ? user(authority.substring(0, at)) : "";
        String left = user + authority.substring(at + 1) + withoutCredentials(value.substring(end));
        return isAddress(scheme + AUTHORITY + left)
                        && !(at < 0 && CUT.matcher(value).lookingAt())
                ? Optional.of(value.substring(0, host) + left)
                : Optional.empty();
    }

    private static int endOfAuthority(String value, int host) {
        int end = host;
        while (end < value.length() && "/\\?#".indexOf(value.charAt(end)) < 0) {
            end++;
        }
        return end;
    }

    private static String user(String credentials) {
        int colon = credentials.indexOf(':');
        String user = colon < 0 ? credentials : credentials.substring(0, colon);
        return user.isEmpty() ? "" : user + "@";
    }

    private static String withoutCredentials(String path) {
        int query = path.indexOf('?') >= 0 ? path.indexOf('?') : path.indexOf('#');
        return query >= 0 && CREDENTIAL.matcher(path.substring(query)).find() ? path.substring(0, query) : path;
    }

    private static boolean isAddress(String url) {
        try {
            URIish read = new URIish(url);
            boolean hasPlace = read.getHost() != null || url.startsWith("file:");
            return hasPlace && read.getScheme() != null && read.getPass() == null;
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
