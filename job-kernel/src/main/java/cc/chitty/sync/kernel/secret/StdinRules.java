package cc.chitty.sync.kernel.secret;

import cc.chitty.sync.kernel.secret.SecretRule.Signs;
import java.util.stream.Stream;

/** The rules for what is piped, or given as a here-string, to a program that reads a password. */
final class StdinRules {

    private static final String WRITER = "\\b(?:echo|printf)(?:\\s{1,3}-[a-zA-Z]{1,3}){0,3}\\s{1,3}(?:--\\s{1,3})?"
            + "(?:[\"'](?:%s(?:\\\\n)?){1,3}[\"']\\s{1,3}|(?:%s){1,3}\\s{1,3})?";

    private static final String PIPE = "\\s{0,3}\\|&?\\s{0,3}";

    private static final String BEFORE = "(?:^|[\\s;|&(`])";

    /** An option that says so. */
    private static final String OPTION =
            "(?:--?(?:password-|passphrase-)?stdin|--with-token|--passphrase-fd|-pass(?:in|out)?\\s{1,3}stdin)\\b";

    /** Programs that ask for one, by themselves or with an option of their own. */
    private static final String PROGRAM = "(?:sudo\\s{1,3}(?:[^\\n|;&<]{0,60}\\s)?-[A-Za-z]{0,5}S\\b"
            + "|(?:sudo\\s{1,3}(?:-[^\\s|;&]{1,20}\\s{1,3}){0,3})?(?:/[a-z/]{1,30}/)?"
            + "(?:chpasswd|cryptsetup|passwd|smbpasswd|vncpasswd|kinit|pass\\s{1,3}insert|wg\\s{1,3}pubkey"
            + "|(?:gh|docker|podman|(?:npx\\s{1,3})?wrangler)\\s{1,3}secret)\\b)";

    private static final Signs PIPED = Signs.of("echo printf").also("|");
    private static final Signs HERE = Signs.of("stdin token passphrase sudo passwd cryptsetup kinit pass secret wg")
            .also("<<<");

    private StdinRules() {}

    static Stream<SecretRule> all() {
        String reader = PIPE + "(?:" + PROGRAM + "|[^\\n|]{1,200}\\s" + OPTION + ")";
        return Stream.concat(
                Stream.of(
                                "\\$?" + TypedValue.DOUBLE,
                                "\\$?" + TypedValue.SINGLE,
                                TypedValue.ESCAPED + "\\\\{1,3}[\"']",
                                "([^\\s\"'\\n|\\\\](?:[^\"'\\n|]*[^\\s\"'\\n|])?)",
                                // several
                                "([\"'][^%\"'\\n][^\"'\\n]*[\"'](?:\\s{1,3}[\"'][^\"'\\n]+[\"'])+)")
                        .map(value -> SecretRule.password("piped-password", PIPED, WRITER + value + reader)),
                TypedValue.behind(
                        "piped-password",
                        HERE,
                        "(?:" + BEFORE + PROGRAM + "|\\s" + OPTION + ")[^\\n|;&<]{0,200}<<<\\s{0,3}"));
    }
}
