package cc.chitty.sync.drivesync;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds passwords and keys in the words of a remote, as {@code :webdav,url='...',pass=...:path}. What rclone calls obscured can be
 * read by anybody, too. They would be in argument lists, messages and tables; rclone's configuration is the place for them.
 */
final class WrittenSecrets {

    /** What has options: a remote that is written out, or a configured one with some of its own. */
    private static final Pattern WITH_OPTIONS = Pattern.compile("(?s):.*|[\\w.+@ -]+,.*");

    private static final Pattern OPTION = Pattern.compile(",\\s*([A-Za-z][\\w-]*)\\s*=\\s*([^,:]*)");
    private static final Pattern SECRET =
            Pattern.compile("pass|secret|token|credential|cookie|sas_url|connection_string"
                    + "|(?:^|_)key(?:$|_pem|_base64)|^headers$|^authorization$");
    private static final Pattern HARMLESS =
            Pattern.compile("(?<!^sas)_(?:file|path|command|url|id|name|expiry|agent|md5)$");
    private static final Pattern FLAG = Pattern.compile("\\s*(?i:true|false)\\s*");
    private static final Pattern IN_URL = Pattern.compile("://[^/\\s:@]*:[^/\\s@]+@");

    private WrittenSecrets() {}

    /** What it is that holds one, never the secret itself; empty where there is none. */
    static Optional<String> in(String remote) {
        if (IN_URL.matcher(remote).find()) {
            return Optional.of("a password in its URL");
        }
        Matcher options = OPTION.matcher(WITH_OPTIONS.matcher(remote).matches() ? remote : "");
        while (options.find()) {
            String name = options.group(1).toLowerCase(Locale.ROOT).replace('-', '_');
            boolean secret =
                    SECRET.matcher(name).find() && !HARMLESS.matcher(name).find();
            if (secret && !FLAG.matcher(options.group(2)).matches()) {
                return Optional.of("a secret, " + options.group(1));
            }
        }
        return Optional.empty();
    }
}
