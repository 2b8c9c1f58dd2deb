package cc.chitty.sync.gpusync.memory;

/** Text as a field of a line: without tabs, line breaks, and blanks at which a line is taken apart. There and back is the identity. */
public final class Escaped {

    private static final String SIGNS = "\\\t\n\r ";
    private static final String LETTERS = "\\tnrs";

    private Escaped() {}

    public static String of(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (SIGNS.indexOf(text.charAt(i)) >= 0) {
                return escape(text, i);
            }
        }
        return text;
    }

    private static String escape(String text, int first) {
        StringBuilder escaped = new StringBuilder(text.length() + 8).append(text, 0, first);
        for (int i = first; i < text.length(); i++) {
            int sign = SIGNS.indexOf(text.charAt(i));
            if (sign < 0) {
                escaped.append(text.charAt(i));
            } else {
                escaped.append('\\').append(LETTERS.charAt(sign));
            }
        }
        return escaped.toString();
    }

    /**
     * The text of a field.
     *
     * @throws IllegalArgumentException for what {@link #of} does not make
     */
    public static String back(String escaped) {
        if (escaped.indexOf('\\') < 0) {
            return escaped;
        }
        StringBuilder text = new StringBuilder(escaped.length());
        for (int i = 0; i < escaped.length(); i++) {
            char c = escaped.charAt(i);
            if (c == '\\') {
                i++;
                int letter = i < escaped.length() ? LETTERS.indexOf(escaped.charAt(i)) : -1;
                if (letter < 0) {
                    throw new IllegalArgumentException("not an escaped text: " + escaped);
                }
                c = SIGNS.charAt(letter);
            }
            text.append(c);
        }
        return text.toString();
    }
}
