package cc.chitty.sync.kernel.secret;

import cc.chitty.sync.kernel.secret.SecretRule.Signs;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** The rules for programs whose option or argument is a password without being named after one. */
final class ProgramRules {

    /** Where a program may stand; {@code a.zip} is none. */
    private static final String BEFORE = "(?:^|[\\s;|&(/`\"'])";
    /** What stands between a program and the option. */
    private static final String WORDS = "\\s(?:[^\\n|;&]{0,300}\\s)?";
    /** The value is the rest of the option's word, or the next word. */
    private static final String NEXT = "\\s{0,3}";

    /**
     * An option behind which a password stands.
     *
     * @param name of the rule
     * @param signs one of them is in each command
     * @param programs which ones have it, a pattern
     * @param option as it is typed, a pattern up to the value
     */
    private record Row(String name, Signs signs, String programs, String option) {
        String before() {
            return BEFORE + "(?:" + programs + ")" + WORDS + option;
        }
    }

    private static final List<Row> VALUES = List.of(
            new Row(
                    "database-option",
                    Signs.of("mysql mariadb mycli").also("-p"),
                    "(?:mysql|mariadb|mycli)[a-z-]{0,20}",
                    "-p"),
            new Row("archive-option", Signs.of("7z").also("-p"), "7z[az]?", "-p"),
            new Row("archive-option", Signs.of("zip").also("P"), "(?:un)?zip|zipcloak", "-[a-zA-Z]{0,8}P" + NEXT),
            new Row("sshpass-option", Signs.of("sshpass").also("-p"), "sshpass", "-p" + NEXT),
            new Row("login-option", Signs.of("login").also("-p"), "login", "-p[= ]"),
            new Row("redis-option", Signs.of("redis-cli").also("-a"), "redis-cli", "-a\\s{1,3}"),
            new Row("ldap-option", Signs.of("ldap").also("-w"), "ldap[a-z]{1,20}", "-w" + NEXT),
            new Row("openssl-option", Signs.of("openssl").also("-"), "openssl", "-[kK]\\s{1,3}"),
            new Row("keygen-option", Signs.of("ssh-keygen").also("-"), "ssh-keygen", "-[NP]" + NEXT),
            new Row(
                    "client-option",
                    Signs.of("sqlcmd bcp isql tsql ipmitool mosquitto_").also("-P"),
                    "sqlcmd|bcp|isql|tsql|ipmitool|mosquitto_[a-z]{2,3}",
                    "-P" + NEXT),
            new Row("client-option", Signs.of("rdesktop").also("-p"), "rdesktop", "-p" + NEXT),
            new Row("client-option", Signs.of("freerdp").also("/p:"), "[xw]l?freerdp3?", "/p:"),
            new Row("client-option", Signs.of("lftp").also("-u"), "lftp", "-u\\s?[^\\s,]{1,100},"),
            new Row("snmp-option", Signs.of("snmp").also("-"), "snmp[a-z]{2,20}", "-[AX]" + NEXT),
            new Row("network-setting", Signs.of("nmcli"), "nmcli", "(?:password|[a-z0-9.-]{0,40}\\.psk)\\s{1,3}"),
            new Row(
                    "secret-option",
                    Signs.of("secret").also("gh"),
                    "gh\\s{1,3}secret\\s{1,3}set",
                    "(?:-b|--body=?)" + NEXT),
            new Row(
                    "secret-argument",
                    Signs.of("secret").also("="),
                    "(?:kubectl|oc)\\s[^\\n|;&]{0,100}\\bsecret",
                    "--from-literal[= ][^\\s=\"']{1,100}="),
            new Row(
                    "secret-argument",
                    Signs.of("secrets").also("="),
                    "fly(?:ctl)?\\s{1,3}secrets\\s{1,3}set",
                    "[0-9A-Za-z_]{1,100}="),
            new Row("aws-setting", Signs.of("aws_"), "aws", "aws_(?:secret_access_key|session_token)\\s{1,3}"),
            new Row("rclone-argument", Signs.of("obscure"), "rclone\\s{1,3}obscure", ""));

    /** Options whose value is the next word, which may be the next option where a password is asked for. */
    private static final List<Row> WORDS_APART = List.of(
            new Row("client-option", Signs.of("mongo").also("-p"), "mongo(?:sh|dump|restore|export|import)?", "-p"),
            new Row(
                    "config-setting",
                    Signs.of("password passwd passphrase secret token key _auth")
                            .also("config"),
                    "(?:npm|pnpm|yarn|git|poetry|pip3?|gh|composer|gcloud)\\s{1,3}config",
                    "[^\\s=|;&\"']{0,200}(?i:" + CommandRules.NAMES + "|_auth)(?:\\.[0-9A-Za-z_-]{1,60})?"));

    /** Options whose value is {@code user:password}. */
    private static final List<Row> USERS = List.of(
            new Row(
                    "curl-option",
                    Signs.of("curl").also(":"),
                    "curl",
                    "(?:-[A-Za-z#]{0,8}[uU]|--(?:proxy-)?user)[= ]{0,3}"),
            new Row("http-option", Signs.of("http xh").also("-a"), "https?|xhs?", "(?:-a|--auth)[= ]{0,3}"));

    private ProgramRules() {}

    static Stream<SecretRule> all() {
        return Stream.of(
                        of(VALUES, row -> TypedValue.behind(row.name, row.signs, row.before())),
                        of(WORDS_APART, row -> TypedValue.apart(row.name, row.signs, row.before())),
                        of(USERS, row -> TypedValue.behindUser(row.name, row.signs, row.before())),
                        arguments())
                .flatMap(rules -> rules);
    }

    private static Stream<SecretRule> of(List<Row> rows, Function<Row, Stream<SecretRule>> rules) {
        return rows.stream().flatMap(rules);
    }

    private static Stream<SecretRule> arguments() {
        return Stream.of(
                        TypedValue.behind(
                                "samba-option", Signs.of("smbclient mount.cifs").also("%"), "\\s-U\\s?[^\\s%]{1,100}%"),
                        TypedValue.behind("openssl-option", Signs.of("pass:"), "\\s-pass(?:in|out)?\\s{1,3}pass:"),
                        TypedValue.behind(
                                "htpasswd-argument",
                                Signs.of("htpasswd").also("-"),
                                "\\bhtpasswd\\s{1,3}-[A-Za-z]{0,5}b[A-Za-z]{0,5}\\s{1,3}\\S{1,200}\\s{1,3}\\S{1,100}\\s{1,3}"),
                        TypedValue.behind(
                                "wifi-argument",
                                Signs.of("wpa_passphrase"),
                                "\\bwpa_passphrase\\s{1,3}(?:\"[^\"\\n]{1,100}\"|'[^'\\n]{1,100}'|[^\\s\"']{1,100})\\s{1,3}"),
                        Stream.of(SecretRule.password(
                                "wandb-argument",
                                Signs.of("wandb"),
                                "\\bwandb\\s{1,3}login\\s(?:[^\\n|;&]{0,100}\\s)?[\"']?([0-9A-Za-z_-]{20,})")))
                .flatMap(rules -> rules);
    }
}
