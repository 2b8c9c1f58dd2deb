package cc.chitty.sync.gpusync.correction;

import java.nio.charset.StandardCharsets;

/** Where a path begins and ends in a text. Looks at bytes; those of no ASCII sign are parts of names. */
final class Boundary {

    /** Signs before which a path ends, and behind which one may begin. */
    private static final boolean[] ENDS = signs("\"'`:;,([{<>|&*?!=#$)]} ");

    /** Signs behind which a path may begin. A closing bracket is not one: what is behind it may go on. */
    private static final boolean[] BEGINS = signs("\"'`:;,([{<>|&!=@# ");

    private static final byte[][] LINE_ENDS = ascii("\\n", "\\r", "\\t", "\\b", "\\f", "\\\"");
    private static final byte[][] AUTHORITIES = ascii("://", ":\\/\\/");

    /** As Claude Code writes an absolute path in a rule of permissions: {@code Read(//home/kim/**)}. */
    private static final byte[][] RULES = ascii("(/", "(\\/");

    private static final byte[][] PROJECTS = ascii("/.claude/projects/", "\\/.claude\\/projects\\/");

    private Boundary() {}

    private static boolean[] signs(String signs) {
        boolean[] set = new boolean[256];
        for (int i = 0; i < 0x20; i++) {
            set[i] = true;
        }
        signs.chars().forEach(sign -> set[sign] = true);
        return set;
    }

    private static byte[][] ascii(String... texts) {
        byte[][] bytes = new byte[texts.length][];
        for (int i = 0; i < texts.length; i++) {
            bytes[i] = texts[i].getBytes(StandardCharsets.US_ASCII);
        }
        return bytes;
    }

    /** Whether a sign is never the last of a name that is corrected. */
    static boolean endsName(int sign) {
        return ENDS[sign] || BEGINS[sign];
    }

    /**
     * Whether a path may begin where the window is.
     *
     * @param literal how many bytes stand between there and what was corrected last; -1: nothing was yet
     */
    static boolean begins(Form form, Window window, long literal) {
        if (form == Form.SLUG) {
            return follows(window, literal, PROJECTS);
        }
        if (literal == 0) {
            return false;
        }
        if (window.isAtStart() || BEGINS[window.at(-1)]) {
            return true;
        }
        return follows(window, literal, LINE_ENDS)
                || follows(window, literal, AUTHORITIES)
                || follows(window, literal, RULES)
                || followsCodeUnit(window, literal);
    }

    private static boolean follows(Window window, long literal, byte[][] texts) {
        for (byte[] text : texts) {
            if ((literal < 0 || literal >= text.length)
                    && window.has(text.length)
                    && window.startsWith(-text.length, text)) {
                return true;
            }
        }
        return false;
    }

    /** As JSON writers put signs that they avoid: a backslash, {@code u} and four hexadecimal digits. */
    private static boolean followsCodeUnit(Window window, long literal) {
        if ((literal >= 0 && literal < 6) || !window.has(6) || window.at(-6) != '\\' || window.at(-5) != 'u') {
            return false;
        }
        for (int i = -4; i < 0; i++) {
            if (Character.digit(window.at(i), 16) < 0) {
                return false;
            }
        }
        return true;
    }

    /** Whether a name that reaches to that offset ends there. */
    static boolean ends(Form form, Window window, int offset) {
        int next = window.at(offset);
        if (next < 0) {
            return true;
        }
        if (form == Form.SLUG) {
            return next != '+' && !(next < 0x80 && Character.isLetterOrDigit(next)); // a plus: it is in a detour
        }
        if (next == '.') {
            int after = window.at(offset + 1);
            return after < 0 || ENDS[after] || after == '\\';
        }
        return next == '/' || next == '\\' || ENDS[next];
    }
}
