package cc.chitty.sync.kernel.secret;

import cc.chitty.sync.kernel.secret.SecretRule.Signs;
import java.util.List;
import java.util.stream.Stream;

/**
 * How a value stands in a command: by itself or in quotes. What a variable or another program gives is no secret, nor is what
 * a program reads from a file. Each is one group.
 */
final class TypedValue {

    private static final String IN_WORD = "(?:[^\\s\"'|;&<>\\\\]|\\\\[^\\n])";
    private static final String FIRST = "(?:[^\\s\"'|;&<>$`(\\\\]|\\\\[^\\n\"'])";
    private static final String BARE = "(" + FIRST + IN_WORD + "*)";
    private static final String BARE_OF_TWO = "(" + FIRST + IN_WORD + "+)";
    /** Not the next option. */
    private static final String BARE_APART =
            "((?:[^\\s\"'|;&<>$`(\\\\-]|\\\\[^\\n\"'])" + IN_WORD + "*|-[^\\s\"'|;&<>\\\\-]" + IN_WORD + "+)";
    /** A count of passes is no password. */
    private static final String BARE_APART_OF_TWO =
            "((?:[^\\s\"'|;&<>$`(\\\\-]|\\\\[^\\n\"'])" + IN_WORD + "+|-[^\\s\"'|;&<>\\\\-]" + IN_WORD + "+)";

    static final String DOUBLE = "\"((?:[^\"\\\\\\n]|\\\\[^\\n])+)\"";
    /** In a program or JSON, which itself stands in single quotes as a rule. */
    static final String DOUBLE_OF_CODE = "\"((?:[^\"'\\\\\\n]|\\\\[^\\n])(?:[^\"\\\\\\n]|\\\\[^\\n])*)\"";
    /** Where those end for a while: {@code "'"$TOKEN"'"}. */
    static final String SPLIT = "\"'\"?([^\"'$`\\s][^\"'\\n]*)";

    static final String SINGLE = "'([^'\\n]+)'";
    /** In a string that is in quotes itself. */
    static final String ESCAPED = "\\\\{1,3}[\"']([^\"'\\\\\\n]+)";

    private static final List<String> QUOTED = List.of("\\$?" + DOUBLE, "\\$?" + SINGLE, ESCAPED);

    private TypedValue() {}

    /** Rules for a value behind the name of a variable; code has blanks around {@code =}, a shell has none. */
    static Stream<SecretRule> ofVariable(String name, Signs signs, String variable) {
        return Stream.concat(
                Stream.of(SecretRule.password(name, signs, variable + "=" + BARE)),
                quoted(name, signs, variable + "\\s{0,3}=\\s{0,3}"));
    }

    /** Rules for a value directly behind a pattern. */
    static Stream<SecretRule> behind(String name, Signs signs, String before) {
        return rules(name, signs, before, BARE);
    }

    /** The same for names that are common words, too: one character is no password. */
    static Stream<SecretRule> behindShort(String name, Signs signs, String before) {
        return rules(name, signs, before, BARE_OF_TWO);
    }

    /** Rules for the value of an option: the next word, or the same word behind {@code =}. */
    static Stream<SecretRule> ofOption(String name, Signs signs, String option) {
        return Stream.concat(behind(name, signs, option + "="), apart(name, signs, option));
    }

    /** The same for options that are common words, too. */
    static Stream<SecretRule> ofShortOption(String name, Signs signs, String option) {
        return Stream.concat(
                behindShort(name, signs, option + "="), rules(name, signs, option + "\\s{1,3}", BARE_APART_OF_TWO));
    }

    /** Rules for the word behind another one. */
    static Stream<SecretRule> apart(String name, Signs signs, String before) {
        return rules(name, signs, before + "\\s{1,3}", BARE_APART);
    }

    private static Stream<SecretRule> quoted(String name, Signs signs, String before) {
        return QUOTED.stream().map(value -> SecretRule.password(name, signs, before + value));
    }

    /** Rules for {@code user:password}, of which the user stays. */
    static Stream<SecretRule> behindUser(String name, Signs signs, String before) {
        return Stream.of(
                        "[^\\s:\"']{1,100}:" + BARE,
                        "\"[^:\"\\n]{1,100}:((?:[^\"\\\\\\n]|\\\\[^\\n])+)\"",
                        "'[^:'\\n]{1,100}:([^'\\n]+)'")
                .map(value -> SecretRule.password(name, signs, before + value));
    }

    private static Stream<SecretRule> rules(String name, Signs signs, String before, String bare) {
        return Stream.concat(Stream.of(SecretRule.password(name, signs, before + bare)), quoted(name, signs, before));
    }
}
