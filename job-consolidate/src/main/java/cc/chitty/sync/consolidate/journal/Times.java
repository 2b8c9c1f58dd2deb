package cc.chitty.sync.consolidate.journal;

import java.time.Instant;
import java.time.LocalDate;

/** Reads the times of our own files. */
public final class Times {

    private static final int SECONDS_END = "yyyy-mm-ddThh:mm:ss".length();
    private static final int MILLIS_END = SECONDS_END + ".mmm".length();

    private Times() {}

    /**
     * What {@link Instant#toString} wrote. Whole seconds and milliseconds, which is what nearly all are, are read without
     * a formatter: that takes a tenth of the time, and every todo has several of them.
     */
    public static Instant parse(String text) {
        boolean seconds = text.length() == SECONDS_END + 1;
        boolean millis = text.length() == MILLIS_END + 1 && text.charAt(SECONDS_END) == '.';
        if (!(seconds || millis) || !hasForm(text)) {
            return Instant.parse(text);
        }
        long day = LocalDate.of(number(text, 0, 4), number(text, 5, 7), number(text, 8, 10))
                .toEpochDay();
        int second = number(text, 11, 13) * 3600 + number(text, 14, 16) * 60 + number(text, 17, SECONDS_END);
        int milli = millis ? number(text, SECONDS_END + 1, MILLIS_END) : 0;
        return Instant.ofEpochSecond(day * 86_400 + second, milli * 1_000_000L);
    }

    /** Digits where digits belong, within the ranges of a clock; the date is checked where it is used. */
    private static boolean hasForm(String text) {
        for (int i = 0; i < text.length() - 1; i++) {
            boolean digit = text.charAt(i) >= '0' && text.charAt(i) <= '9';
            if (digit == (i == 4 || i == 7 || i == 10 || i == 13 || i == 16 || i == SECONDS_END)) {
                return false;
            }
        }
        return text.charAt(4) == '-'
                && text.charAt(7) == '-'
                && text.charAt(10) == 'T'
                && text.charAt(13) == ':'
                && text.charAt(16) == ':'
                && text.charAt(text.length() - 1) == 'Z'
                && number(text, 11, 13) < 24
                && number(text, 14, 16) < 60
                && number(text, 17, SECONDS_END) < 60;
    }

    private static int number(String text, int from, int to) {
        return Integer.parseInt(text, from, to, 10);
    }
}
