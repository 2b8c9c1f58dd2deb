package cc.chitty.sync.consolidate.project;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The one name of a git remote, however it is written: {@code host/owner/repository}. */
final class RemoteUrl {

    /** {@code scheme://user:secret@host:port/path}; a host with colons stands in brackets. */
    private static final Pattern URL = Pattern.compile(
            "(?!(?i)file:)[a-zA-Z][a-zA-Z0-9+.-]*://(?:[^/]*@)?(\\[[^\\]/]+\\]|[^/:@\\[\\]]+)(?::\\d*)?/(.+)");
    /** {@code user@host:path}; one letter before the colon is a drive, two colons name a program of git's. */
    private static final Pattern SCP =
            Pattern.compile("(?!(?i)file:)(?:[^@/:]+@)?(\\[[^\\]/]+\\]|[^/:@\\[\\]\\\\]{2,}):(?!//|:)/?(.+)");

    private RemoteUrl() {}

    /**
     * Without scheme, credentials, port, {@code .git} and trailing slashes; the host in lower case.
     *
     * @return null for what names no host, as a path on this machine or a {@code file:} URL
     */
    static @Nullable String normalised(String url) {
        String text = url.strip();
        Matcher matcher = URL.matcher(text);
        if (!matcher.matches()) {
            matcher = SCP.matcher(text);
            if (!matcher.matches()) {
                return null;
            }
        }
        String path = strippedPath(matcher.group(2));
        return path.isEmpty() ? null : matcher.group(1).toLowerCase(Locale.ROOT) + "/" + path;
    }

    private static String strippedPath(String path) {
        String stripped = path.replaceAll("[?#].*$", "").replaceAll("^/+|/+$", "");
        return stripped.endsWith(".git") ? stripped.substring(0, stripped.length() - ".git".length()) : stripped;
    }
}
