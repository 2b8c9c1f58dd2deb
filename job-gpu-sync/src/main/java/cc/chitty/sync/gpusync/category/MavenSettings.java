package cc.chitty.sync.gpusync.category;

import java.util.Set;
import java.util.regex.Pattern;

/** Settings of Maven. An encrypted password is one, too: what encrypts it lies beside it. */
final class MavenSettings {

    /** Names of the files. */
    static final Set<String> NAMES = Set.of("settings.xml", "settings-security.xml");

    /** What the environment gives, and what stands in the file that comes with Maven. */
    private static final String NONE = "(?!(?:\\$\\{[^}]*}|repopwd|optional; leave empty[^<]*|"
            + PackageSettings.NO_SECRET + ")\\s*(?:]]>\\s*)?<)";

    private static final Pattern SECRET =
            Pattern.compile("(?i)<(?:password|passphrase|master)>\\s*(?:<!\\[CDATA\\[\\s*)?" + NONE + "[^\\s<]");

    /** A header that lets in. */
    private static final Pattern HEADER = Pattern.compile(
            "(?is)<name>\\s*[^<]*(?:auth|token|key)[^<]*</name>\\s*<value>\\s*(?:(?:basic|bearer|token)\\s+)?" + NONE
                    + "[^\\s<]");

    private MavenSettings() {}

    /** Whether a text of one has a token or password. */
    static boolean haveSecret(String text) {
        return SECRET.matcher(text).find() || HEADER.matcher(text).find() || PackageSettings.haveSecret(text);
    }
}
