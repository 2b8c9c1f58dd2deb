package cc.chitty.sync.kernel.secret;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.List;

/** What may be a secret and may as well be none: named to the person, never taken out. */
public final class SecretWarnings {

    private static final Pattern ASSIGNMENT = Pattern.compile(
            "(?i:password|passwd|passphrase|secret|api_?key|access_?key|auth_?token)[\"']?\\s{0,3}(?:=>|=|:)\\s{0,3}[\"']?"
                    + "([^\\s\"']{6,200})");
    private static final Pattern WORD = Pattern.compile("[0-9A-Za-z_+/=-]{24,200}");
    private static final Pattern HARMLESS = Pattern.compile(
            "[0-9a-fA-F-]+|[0-9_-]+|\\[REDACTED.*|\\$.*|<.*|(?:/?[A-Za-z0-9_.-]{1,23}/)+[A-Za-z0-9_.-]{0,23}");
    private static final double RANDOM = 4.3;
    private static final double MADE_UP = 2.8;

    private SecretWarnings() {}

    /** The names of what was noticed, in order of place; {@code password-assignment} or {@code high-entropy}. */
    public static List<String> of(String text) {
        List<String> names = new ArrayList<>();
        Matcher assigned = ASSIGNMENT.matcher(text);
        while (assigned.find()) {
            String value = assigned.group(1);
            if (!HARMLESS.matches(value) && Entropy.of(value) >= MADE_UP) {
                names.add("password-assignment");
            }
        }
        Matcher words = WORD.matcher(text);
        while (words.find()) {
            String word = words.group();
            if (!HARMLESS.matches(word) && Entropy.of(word) >= RANDOM) {
                names.add("high-entropy");
            }
        }
        return names;
    }
}
