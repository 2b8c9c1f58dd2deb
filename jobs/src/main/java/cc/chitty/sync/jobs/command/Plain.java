package cc.chitty.sync.jobs.command;

import java.util.regex.Pattern;

/**
 * Text from somewhere else on its way to a terminal: it must not move the cursor, change colours or turn the writing
 * around, and it must fit.
 */
public final class Plain {

    private static final Pattern ESCAPES =
            Pattern.compile("\u001b\\[[0-?]*[ -/]*[@-~]|\u001b\\][^\u0007\u001b]*(?:\u0007|\u001b\\\\)?|\u001b.");

    private Plain() {}

    /** Without terminal sequences, and each run of white space or control characters one blank. */
    public static String of(String text) {
        String bare = text.indexOf('\u001b') < 0 ? text : ESCAPES.matcher(text).replaceAll("");
        StringBuilder plain = new StringBuilder(bare.length());
        bare.codePoints().forEach(point -> {
            boolean blank = Character.isISOControl(point) || Character.isWhitespace(point);
            if (blank && !plain.isEmpty() && plain.charAt(plain.length() - 1) != ' ') {
                plain.append(' ');
            } else if (!blank && Character.getType(point) != Character.FORMAT) {
                plain.appendCodePoint(point);
            }
        });
        return plain.toString().strip();
    }

    /** At most so many columns wide, with an ellipsis where something was cut off. */
    public static String fit(String text, int columns) {
        if (width(text) <= columns) {
            return text;
        }
        int used = 0;
        int end = 0;
        while (end < text.length()) {
            int point = text.codePointAt(end);
            if (used + width(point) > columns - 1) {
                break;
            }
            used += width(point);
            end += Character.charCount(point);
        }
        return text.substring(0, end).stripTrailing() + "…";
    }

    /** How many columns a terminal needs for it. */
    public static int width(String text) {
        return text.codePoints().map(Plain::width).sum();
    }

    private static int width(int point) {
        int type = Character.getType(point);
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK) {
            return 0;
        }
        return isWide(point) ? 2 : 1;
    }

    /** East Asian wide characters and pictures, as Unicode's East_Asian_Width has them in its large blocks. */
    private static boolean isWide(int point) {
        return (point >= 0x1100 && point <= 0x115f)
                || (point >= 0x2e80 && point <= 0xa4cf)
                || (point >= 0xac00 && point <= 0xd7a3)
                || (point >= 0xf900 && point <= 0xfaff)
                || (point >= 0xfe30 && point <= 0xfe6f)
                || (point >= 0xff00 && point <= 0xff60)
                || (point >= 0x1f300 && point <= 0x1faff)
                || (point >= 0x20000 && point <= 0x3fffd);
    }
}
