package cc.chitty.sync.consolidate.todo;

import java.text.Normalizer;
import java.util.regex.Pattern;

/** The text of a todo in the form in which two texts are compared. */
public final class Content {

    private static final Pattern WHITE_SPACE = Pattern.compile("[\\s\\p{Z}\\p{Cc}]+");

    private Content() {}

    /** Unicode NFC, trimmed, each run of white space or control characters one blank. */
    public static String compared(String text) {
        String composed = Normalizer.normalize(text, Normalizer.Form.NFC);
        return isPlain(composed)
                ? composed
                : WHITE_SPACE.matcher(composed).replaceAll(" ").strip();
    }

    /** Most todos are already in the compared form; the check saves the regular expression for them. */
    private static boolean isPlain(String text) {
        boolean afterBlank = true;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean blank = c == ' ';
            if ((blank && afterBlank) || (!blank && isSpaceOrControl(c))) {
                return false;
            }
            afterBlank = blank;
        }
        return !afterBlank;
    }

    /** As the pattern has it: no character outside the basic plane is one of them. */
    private static boolean isSpaceOrControl(char c) {
        return c < ' ' || (c > '~' && (Character.isISOControl(c) || Character.isSpaceChar(c)));
    }
}
