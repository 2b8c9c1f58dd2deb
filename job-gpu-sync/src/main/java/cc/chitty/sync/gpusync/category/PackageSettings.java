package cc.chitty.sync.gpusync.category;

import cc.chitty.sync.kernel.secret.SecretRules;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Settings of package managers. Mostly they have no token and belong to a project: what is in them decides. A comment counts
 * like a line, for what stands there was in use once. What the environment gives is no secret, nor is a word that stands for one.
 */
final class PackageSettings {

    /** Names of the files. */
    static final Set<String> NAMES = Set.of(
            ".npmrc",
            "npmrc",
            ".yarnrc",
            ".yarnrc.yml",
            "bunfig.toml",
            ".bunfig.toml",
            ".pypirc",
            "pip.conf",
            "pip.ini",
            "uv.toml",
            ".condarc",
            "condarc",
            ".mambarc",
            ".gemrc");

    /** What people write where a secret is to be put in. */
    private static final String WORD = "(?i:(?:your|(?:my|the)[_-])[a-z_-]{0,40}(?:token|key|password|secret|here)"
            + "|user(?:name)?|name|login|token|pass(?:word|wd)?|secret|none|null|undefined|true|false|yes|no|unset|unused|empty"
            + "|default|example|dummy|fake|placeholder|change-?me|invalid|fallback|redacted|[x*.]{3,})";

    /** A variable, with another one or such a word behind {@code :-} at most. */
    private static final String PLAIN = "\\$\\{\\w+\\??(?::?-" + WORD + "?)?\\}";
    /** What something else than the file gives. */
    private static final String GIVEN = "(?:\\$\\{\\w+:?-" + PLAIN + "\\}|" + PLAIN
            + "|\\$[A-Z][A-Z0-9_]{2,}|\\$[a-z]+(?:_[a-z]+)+|%\\(\\w+\\)s|%[A-Z_]+%|<[^<>\\n]{1,100}>|\\{\\{[^{}\\n]{1,100}\\}\\})";

    static final String NO_SECRET = "(?:" + GIVEN + "|" + WORD + ")";
    /** Behind it the rest of a URL may stand, if it is a parameter of one. */
    private static final Pattern HARMLESS = Pattern.compile(NO_SECRET + "|" + GIVEN + "&\\S*");

    /** User names of registries that want a password besides, which stands elsewhere. */
    private static final String USER =
            "(?:git|hg|aws|oauth2accesstoken|VssSessionToken|__token__|_json_key(?:_base64)?)";

    /** User and password, or one of them, of which neither is a secret. */
    private static final Pattern HARMLESS_USER = Pattern.compile(
            "://(?:[^\\s/:@]{1,100}+:" + GIVEN + "|(?:" + USER + "|" + NO_SECRET + ")(?::" + NO_SECRET + "?)?)@");

    private static final Pattern HARMLESS_PARAMETER = Pattern.compile("=" + NO_SECRET + "(?=[&;#\\s\"',]|\\z)");

    private static final Pattern URL = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]{0,20}://[^\\s\"'`<>]{1,2000}+");

    /** A password, whatever signs are in it; a token in the path, as conda and some hosts of registries have it. */
    private static final Pattern IN_ADDRESS = Pattern.compile("://[^\\s/:@]*+:[^\\s/]+@"
            + "|(?i:proxy)[\"']?[ \\t]*[=:][ \\t\"']*+[^\\s/:@\"']{1,100}+:(?!" + NO_SECRET + "@)[^\\s/@]{1,300}+@"
            + "|://[^\\s/]+/t/(?!" + NO_SECRET + "/)[0-9A-Za-z-]{16}"
            + "|(?:fury\\.io|cloudsmith\\.io|packagecloud\\.io/priv)/(?=[A-Za-z_-]{0,40}[0-9])[0-9A-Za-z_-]{16}");

    private static final String KEY =
            "(?i:_auth|password|passwd|secret|token|npmAuthIdent|api[_-]?key)(?:\\[\\])?(?![\\w.-])";
    private static final String VALUE =
            "((?:\\$\\{(?:[^${}\\n]|\\$\\{[^${}\\n]*+\\}|\\$)*+\\}|<[^<>\\n]*+>|\\{\\{[^{}\\n]*+\\}\\}"
                    + "|[^\\s\"',}\\]])++)";

    /** A setting; the value may stand on the next line, further in. */
    private static final Pattern SETTING = Pattern.compile("(?m)(?:^|\\G)[^#;\\n]{0,1000}?" + KEY
            + "[=: \\t\"']++(?:(?:[>|][+-]?)?[ \\t]*\\r?\\n[ \\t]+[\"']?)?(?![#;]|[>|][+-]?\\s)" + VALUE);

    /** One that is commented out, and nothing behind it: prose goes on. */
    private static final Pattern COMMENTED = Pattern.compile("(?m)[#;][#;/ \\t\"']{0,100}+[^\\s#;=]{0,200}?" + KEY
            + "(?:[\"']?[ \\t]*[=:][ \\t\"']*+|[\"'][ \\t]+[\"']?)" + VALUE + "[\"',;]*[ \\t]*\\r?$");

    private PackageSettings() {}

    /** Whether a text of one has a token or password. */
    static boolean haveSecret(String text) {
        return SecretRules.ofTokens().redact(text).foundSecrets()
                || isSet(SETTING, text)
                || isSet(COMMENTED, text)
                || isInAddress(text);
    }

    private static boolean isSet(Pattern setting, String text) {
        Matcher found = setting.matcher(text);
        while (found.find()) {
            if (!HARMLESS.matcher(found.group(1)).matches()) {
                return true;
            }
        }
        return false;
    }

    private static boolean isInAddress(String text) {
        String users = HARMLESS_USER.matcher(text).replaceAll("://");
        String left = HARMLESS_PARAMETER.matcher(users).replaceAll("");
        return IN_ADDRESS.matcher(left).find()
                || URL.matcher(left).results().anyMatch(url -> RemoteUrl.hasCredentials(url.group()));
    }
}
