package cc.chitty.sync.kernel.secret;

import cc.chitty.sync.kernel.secret.SecretRule.Signs;
import java.util.List;
import java.util.stream.Stream;

/**
 * The rules for what people type into a shell: options, variables and keys that are named after a password, and what
 * {@link ProgramRules} and {@link StdinRules} know. Only for histories: in prose {@code password=short} is no secret.
 */
final class CommandRules {

    /** Names that mean a secret wherever they stand. */
    static final String NAMES =
            "(?:password|passwd|passphrase|secret|token|(?:api|access|secret|auth)[_-]?key)[0-9]{0,3}";

    private static final Signs NAMED = Signs.of("password passwd passphrase secret token key");

    /** What stands before {@code pass} in one word, for {@code compass} and {@code bypass} are other words. */
    private static final String GLUED =
            "(?:pg|db|my|sql|ssh|smtp|imap|ftp|ldap|root|user|admin|mail|http|proxy|sudo|redis"
                    + "|mongo|store|key|src|dest|vnc|rpc|auth|wifi|login|bind|become){0,2}";

    private static final String SHORT = "(?:pass|pw)[0-9]{0,3}";
    private static final Signs SHORT_NAMED = Signs.of("pass pw");

    private static final String VARIABLE = "(?:[a-z0-9_]{0,60}" + NAMES + ")";
    private static final String SHORT_VARIABLE =
            "(?:(?:[a-z0-9_]{0,60}_|" + GLUED + ")" + SHORT + "|[a-z0-9_]{1,60}_pwd)";

    /** A name in quotes; of {@code "gh_pat"} nothing else than a token is the value. */
    private static final String KEY = "(?:[a-z0-9_.-]{0,60}" + NAMES + "|(?:[a-z0-9_.-]{0,60}[_.-]|" + GLUED + ")"
            + SHORT + "|[a-z0-9_.-]{1,60}_(?:pwd|pat))";

    private static final Signs KEYED = Signs.of("password passwd passphrase secret token key pass pw _pat");

    private CommandRules() {}

    static List<SecretRule> all() {
        return Stream.of(options(), variables(), keys(), statements(), ProgramRules.all(), StdinRules.all())
                .flatMap(rules -> rules)
                .toList();
    }

    private static Stream<SecretRule> options() {
        return Stream.of(
                        TypedValue.ofOption(
                                "password-option",
                                NAMED.also("-"),
                                "(?i:(?:^|[\\s\"'`(])--?[a-z0-9-]{0,60}" + NAMES + ")"),
                        TypedValue.ofShortOption(
                                "password-option",
                                SHORT_NAMED.also("--"),
                                "(?i:(?:^|[\\s\"'`(])--(?:[a-z0-9]{1,20}-){0,3}" + GLUED + SHORT + ")"),
                        TypedValue.ofShortOption(
                                "password-option",
                                SHORT_NAMED.also("-"),
                                "(?:^|[\\s\"'`(])-(?:(?:src|dest)?(?:store|key)pass|pw)"))
                .flatMap(rules -> rules);
    }

    private static Stream<SecretRule> variables() {
        return Stream.of(
                        TypedValue.ofVariable("password-variable", NAMED.also("="), "(?i:\\b" + VARIABLE + ")"),
                        TypedValue.behindShort(
                                "password-variable", SHORT_NAMED.also("="), "(?i:\\b" + SHORT_VARIABLE + ")="),
                        Stream.of(SecretRule.password(
                                "token-variable",
                                Signs.of("pat"),
                                "\\b(?:[A-Z0-9_]{0,60}_)?PAT[0-9]{0,3}=[\"']?([0-9A-Za-z_.~+/=-]{6,})")),
                        credentials(),
                        TypedValue.apart(
                                "password-variable",
                                KEYED.also("set"),
                                "\\b(?:setenv|set(?:\\s{1,3}-[a-zA-Z-]{1,20}){1,3})\\s{1,3}(?i:" + VARIABLE + "|"
                                        + SHORT_VARIABLE + "|[a-z0-9_]{1,60}_pat)"))
                .flatMap(rules -> rules);
    }

    /** Most are paths of files, which say nothing. */
    private static Stream<SecretRule> credentials() {
        return Stream.of(
                        "([^\\s\"'|;&<>$`(\\\\/~.][^\\s\"'|;&<>]*)",
                        "\"([^\"\\\\\\n$/~.](?:[^\"\\\\\\n]|\\\\[^\\n])*)\"",
                        "'([^'\\n/~.][^'\\n]*)'")
                .map(value -> SecretRule.password(
                        "credentials-variable",
                        Signs.of("credentials="),
                        "(?i:\\b[a-z0-9_]{0,60}credentials)=" + value));
    }

    /** {@code {"password": "..."}}, {@code environ["API_KEY"] = "..."}, {@code ["--token", "..."]}. */
    private static Stream<SecretRule> keys() {
        return Stream.of(TypedValue.DOUBLE_OF_CODE, TypedValue.SINGLE, TypedValue.ESCAPED, TypedValue.SPLIT)
                .map(value -> SecretRule.password(
                        "password-key",
                        KEYED,
                        "(?i:[\"'](?:" + KEY + "\\\\{0,3}[\"']\\]?\\s{0,3}(?:=>|[:=])|--?" + KEY
                                + "\\\\{0,3}[\"'],))\\s{0,3}" + value));
    }

    /** SQL, in whatever quotes a shell needs around its own. */
    private static Stream<SecretRule> statements() {
        String value = "[\"'\\\\]{1,9}([^\"'\\\\\\n]+)[\"'\\\\]";
        return Stream.of(
                SecretRule.password(
                        "sql-password",
                        Signs.of("identified"),
                        "(?i:\\bidentified\\s{1,3}(?:with\\s{1,3}\\S{1,60}\\s{1,3})?(?:by|as)\\s{1,3}(?:password\\s{1,3})?)"
                                + value),
                SecretRule.password(
                        "sql-password",
                        Signs.of("password"),
                        "(?i:\\b(?:user|role|alter|create|set)\\s[^\\n;]{0,300}\\bpassword\\s{0,3}[=(]?\\s{0,3})"
                                + value));
    }
}
