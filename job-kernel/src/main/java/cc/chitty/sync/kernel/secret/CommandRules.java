package cc.chitty.sync.kernel.secret;

import cc.chitty.sync.kernel.secret.SecretRule.Signs;
import java.util.List;
import java.util.stream.Stream;

/**
 * The rules for what people type into a shell: options and variables that are named after a password, and programs that take
 * one without a name. Only for histories: in prose {@code password=short} is no secret.
 */
final class CommandRules {

    private static final String BARE = "([^\\s\"'|;&<>$`(][^\\s\"'|;&<>]{0,300})";
    private static final String QUOTED = "[\"']([^\"'\\n]{1,300})[\"']";
    private static final String NAMES =
            "(?:password|passwd|passphrase|secret|token|api[_-]?key|access[_-]?key|secret[_-]?key)";
    private static final Signs NAMED = Signs.of("password passwd passphrase secret token key");
    /** What stands between a program and the option. */
    private static final String WORDS = "\\s(?:[^\\n|;&]{0,300}\\s)?";

    private CommandRules() {}

    static List<SecretRule> all() {
        return Stream.of(
                        after("password-option", NAMED, "(?i:--(?:[a-z0-9]{1,20}-){0,3}" + NAMES + ")(?:=|\\s{1,3})"),
                        after("password-variable", NAMED, "(?i:\\b[a-z0-9_]{0,60}" + NAMES + ")="),
                        after("password-variable", Signs.of("mysql_pwd="), "\\bMYSQL_PWD="),
                        after(
                                "database-option",
                                Signs.of("mysql mariadb mycli").also("-p"),
                                "\\b(?:mysql|mariadb|mycli)[a-z-]{0,20}" + WORDS + "-p"),
                        after(
                                "aws-setting",
                                Signs.of("aws_"),
                                "\\baws\\s(?:[^\\n|;&]{0,100}\\s)?aws_(?:secret_access_key|session_token)\\s{1,3}"),
                        after("archive-option", Signs.of("7z 7za 7zz").also("-p"), "\\b7z[az]?" + WORDS + "-p"),
                        after("sshpass-option", Signs.of("sshpass").also("-p"), "\\bsshpass" + WORDS + "-p\\s?"),
                        after("login-option", Signs.of("login").also("-p"), "\\blogin" + WORDS + "-p[= ]"),
                        after("redis-option", Signs.of("redis-cli").also("-a"), "\\bredis-cli" + WORDS + "-a\\s{1,3}"),
                        after("ldap-option", Signs.of("ldap").also("-w"), "\\bldap[a-z]{1,20}" + WORDS + "-w\\s?"),
                        after("samba-option", Signs.of("smbclient mount.cifs").also("%"), "\\s-U\\s?[^\\s%]{1,100}%"),
                        after("openssl-option", Signs.of("pass:"), "\\s-pass(?:in|out)?\\s{1,3}pass:"),
                        after(
                                "htpasswd-argument",
                                Signs.of("htpasswd").also("-"),
                                "\\bhtpasswd\\s{1,3}-[A-Za-z]{0,5}b[A-Za-z]{0,5}\\s{1,3}\\S{1,200}\\s{1,3}\\S{1,100}\\s{1,3}"),
                        Stream.of(SecretRule.password(
                                "piped-password",
                                Signs.of("echo printf").also("|"),
                                "\\b(?:echo|printf)\\s{1,3}(?:-[a-z]\\s{1,3})?[\"']?([^\"'\\n|]{0,300}[^\"'\\n|\\s])[\"']?\\s{0,3}\\|"
                                        + "\\s{0,3}(?:sudo\\s{1,3}-S\\b|[^\\n|]{1,200}\\s--?(?:password-)?stdin\\b)")))
                .flatMap(rules -> rules)
                .toList();
    }

    private static Stream<SecretRule> after(String name, Signs signs, String before) {
        return Stream.of(BARE, QUOTED).map(secret -> SecretRule.password(name, signs, before + secret));
    }
}
