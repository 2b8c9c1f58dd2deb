package cc.chitty.sync.kernel.secret;

import static cc.chitty.sync.kernel.secret.SecretRule.password;

import cc.chitty.sync.kernel.secret.SecretRule.Signs;
import java.util.List;

/** The rules for places where a password stands, whatever it looks like. Nothing of it is kept. */
final class PasswordRules {

    private PasswordRules() {}

    static List<SecretRule> all() {
        return List.of(
                // without control characters and what is no UTF-8: files that are not text have all the rest by chance
                password(
                        "connection-string",
                        Signs.of("://").also("@"),
                        "(?i:[a-z][a-z0-9+.-]{1,30})://[^\\s:/@'\"<>\\x00-\\x1f\\x7f\\x{fffd}]{0,200}"
                                + ":([^\\s@/'\"\\x00-\\x1f\\x7f\\x{fffd}]{1,300})@"),
                password("jdbc-password", "jdbc:", "(?i:jdbc:[^\\s]{1,300}[?&;]password)=([^&\\s;\"']{1,300})"),
                password(
                        "database-password",
                        "password= pwd=",
                        "(?i:(?:server|data source|host|user id|uid|user)=[^;=]{1,200};"
                                + "(?:[^;=]{1,40}=[^;]{0,200};){0,12}\\s?(?:password|pwd))=([^;\\s\"']{1,300})"),
                password(
                        "authorization-header",
                        "authorization",
                        "(?i:authorization)[\"']?\\s{0,3}[:=]\\s{0,3}[\"']?(?i:bearer|basic|token|digest|apikey)"
                                + "\\s{1,3}([^\\s\"',]{6,})"),
                password(
                        "api-key-header",
                        "api-key: api-key\": api-key': -token: -token\": -token':",
                        "(?i:x-api-key|x-auth-token|private-token|api-key)[\"']?:\\s{0,3}[\"']?"
                                + "([0-9A-Za-z_.~+/=-]*[0-9][0-9A-Za-z_.~+/=-]{11,})"),
                password(
                        "bearer-token",
                        "bearer",
                        "(?i:\\bbearer)\\s{1,3}([0-9A-Za-z_.~+/=-]{4,}[0-9][0-9A-Za-z_.~+/=-]{15,})"),
                password(
                        "curl-password",
                        Signs.of("curl").also(":"),
                        "(?i:curl)\\s[^\\n]{0,300}?(?:-u|--user)[ =]{1,3}[\"']?[^\\s:\"']{1,100}:([^\\s\"']{1,300})"));
    }
}
