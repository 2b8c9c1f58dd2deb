package cc.chitty.sync.gpusync.category;

import cc.chitty.sync.gpusync.manifest.TreePath;
import java.util.regex.Pattern;
import org.eclipse.jgit.errors.ConfigInvalidException;
import org.eclipse.jgit.lib.Config;

/**
 * Configuration of git. Most have no secret; some have a token in an address, in a header, or as a setting of a program that works
 * with git. It may include files of any name, which are known by what they look like.
 */
final class GitConfiguration {

    /** Names that people give it, here and in repositories of dotfiles. */
    private static final Patterns NAMES = Patterns.of(
            ".gitconfig",
            ".gitconfig[.-]*",
            "gitconfig",
            "*.gitconfig",
            "**/.gitconfig.d/**",
            "**/.config/git/**",
            "**/git/config",
            "**/git/config[.-]*");

    /** Nobody's is longer, in characters; what is not called so is not looked through any further. */
    private static final int LONGEST = 1 << 16;

    /** A section in which a secret may stand. */
    private static final Pattern SECTION = Pattern.compile(
            "(?im)^[ \\t]*\\[(?:url|http|https|credential|remote|github|gitlab|sendemail|svn-remote)(?:[ \\t]*\"|])");

    /** The name of a user, as hosts want it in an address: a token is longer. */
    private static final Pattern USER = Pattern.compile("://[A-Za-z][A-Za-z0-9._-]{0,18}@");

    /** What a program gives, in the command of a helper. */
    private static final Pattern GIVEN_BY = Pattern.compile("\\$\\([^)\\n]*\\)|`[^`\\n]*`");

    private static final String GIVEN = "[\"'\\\\]*(?:[$`]|<[^>\\n]*>)";

    /** A header that lets in. */
    private static final Pattern HEADER = Pattern.compile("(?im)^[^=\\n]*extraheader[ \\t]*=[ \\t\"']*"
            + "[^:\\n]*(?:auth|token|cookie|key|secret|credential)[^:\\n]*:[ \\t]*(?:(?:basic|bearer|token)[ \\t]+)?(?!"
            + GIVEN
            + ")[^\\s\"'\\\\]");

    /** A setting called so, and what a helper prints. */
    private static final Pattern PASSWORD = Pattern.compile(
            "(?im)(?:^[ \\t#;]*(?:\\[[^]\\n]*][ \\t]*)?(?:(?!askpass)[a-z0-9-]*pass(?:word|wd)?)[ \\t]*=[ \\t]*|\\b(?:password|oauth_token)=)(?!"
                    + GIVEN + "|[ \\t]*(?:[#;]|$))[^\\s;]");

    private GitConfiguration() {}

    /** Whether a file is one, and has a token or password. */
    static boolean hasSecret(TreePath path, String text) {
        return (NAMES.verdict(path, false).orElse(false) || isOne(text)) && hasSecret(text);
    }

    /** Whether a text is nothing else. */
    private static boolean isOne(String text) {
        if (text.length() > LONGEST || !SECTION.matcher(text).find()) {
            return false;
        }
        try {
            new Config().fromText(text);
            return true;
        } catch (ConfigInvalidException | IllegalArgumentException e) {
            return false; // a text that only shows some of it, as a manual
        }
    }

    private static boolean hasSecret(String text) {
        String left = GIVEN_BY.matcher(USER.matcher(text).replaceAll("://").replace("\\\"", "\""))
                .replaceAll("<given>");
        return HEADER.matcher(text).find() || PASSWORD.matcher(text).find() || PackageSettings.haveSecret(left);
    }
}
