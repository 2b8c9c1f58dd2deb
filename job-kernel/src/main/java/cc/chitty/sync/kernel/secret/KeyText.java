package cc.chitty.sync.kernel.secret;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a private key looks like in a text: its first and its last line, and what may stand around and between its lines. */
public final class KeyText {

    private static final String SPACE = "(?: |%20|\\+)";
    private static final String KIND = "(?:[A-Z0-9 +]|%20){0,40}PRIVATE" + SPACE + "KEY(?:" + SPACE + "BLOCK)?-----";

    /** PEM, OpenSSH and PGP, as they are or in an address; SSH2. */
    static final String FIRST_LINE = "(?:-----BEGIN" + SPACE + KIND + "|---- BEGIN SSH2 ENCRYPTED PRIVATE KEY ----)";

    static final String LAST_LINE = "(?:-----END" + SPACE + KIND + "|---- END SSH2 ENCRYPTED PRIVATE KEY ----)";

    /** In every first line. */
    private static final String SIGN = "PRIVATE";
    /** In every last line, and in those of nothing else. */
    private static final Pattern END = Pattern.compile("-----END" + SPACE + "|---- END SSH2 ");

    private static final Pattern FIRST = Pattern.compile(FIRST_LINE);

    /** Between lines: of a text, of a comment, of a string of JSON or a program, be it in another string, of an address. */
    private static final String BETWEEN = "(?:\\s|\\\\++(?:[nrt\"'\\s]|u000[aAdD9])|%0[AaDd9]|%20|[\"'+,#*;>|]|//)*+";

    /** What follows the first line: lines such as {@code Proc-Type: 4,ENCRYPTED}, then the key. */
    private static final Pattern KEY = Pattern.compile(BETWEEN + "(?:[A-Z][A-Za-z-]{1,30}: [^\\n\\\\]{0,200}+" + BETWEEN
            + ")*+" + "(?:[0-9A-Za-z+/=]|%2[BbFf]|%3[Dd]|\\\\++/){32}");

    private static final Pattern AGE = Pattern.compile("AGE-SECRET-KEY-(?:PQ-)?1[0-9A-Za-z]{20}");
    private static final Pattern WIREGUARD =
            Pattern.compile("(?:Private|Preshared)Key[ \\t]*=[ \\t]*[0-9A-Za-z+/]{43}=(?![0-9A-Za-z+/=])");

    /** Files of keys that begin with these are keys as a whole. */
    private static final List<String> BEGINNINGS = List.of("PuTTY-User-Key-File-", "SSH PRIVATE KEY FILE FORMAT ");

    private KeyText() {}

    /**
     * Whether a file with this text has a private key: a first line that is a line of its own, or one anywhere with a key
     * behind it. Programs and documents name the first line alone.
     */
    public static boolean isIn(String text) {
        return BEGINNINGS.stream().anyMatch(text::startsWith) || hasBlock(text) || hasAge(text) || hasWireguard(text);
    }

    private static boolean hasBlock(String text) {
        if (!text.contains(SIGN)) {
            return false;
        }
        Matcher first = FIRST.matcher(text);
        Matcher key = KEY.matcher(text);
        while (first.find()) {
            boolean isOwnLine = first.start() == 0 || text.charAt(first.start() - 1) == '\n';
            if (isOwnLine || key.region(first.end(), text.length()).lookingAt()) {
                return true;
            }
        }
        return false;
    }

    private static boolean hasAge(String text) {
        return text.contains("AGE-SECRET-KEY-") && AGE.matcher(text).find();
    }

    private static boolean hasWireguard(String text) {
        return (text.contains("PrivateKey") || text.contains("PresharedKey"))
                && WIREGUARD.matcher(text).find();
    }

    /** Where the first line of a key begins that has no last line behind it; -1 if there is none. */
    public static int opened(String text) {
        Matcher first = FIRST.matcher(text);
        if (!text.contains(SIGN) || !first.find()) {
            return -1;
        }
        return END.matcher(text).find(first.end()) ? -1 : first.start();
    }

    /** Whether the last line of a key is in a text. */
    public static boolean closes(String text) {
        return END.matcher(text).find();
    }
}
