package cc.chitty.sync.jobs.command;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Times and durations as people type them. */
public final class Times {

    /** What {@link #instant} understands, for help texts. */
    public static final String FORMS =
            "an ISO time (2026-05-01T12:00:00Z), a local date or time, or an age (90m, 2h, 3d)";

    private static final Pattern AGE = Pattern.compile("(\\d{1,9})\\s*([smhdw])");

    private Times() {}

    /**
     * A point in time.
     *
     * @throws IllegalArgumentException if it is none of {@link #FORMS}
     */
    public static Instant instant(String text, Instant now) {
        if (AGE.matcher(text).matches()) {
            return now.minus(duration(text));
        }
        String typed = text.strip().replace(' ', 'T');
        try {
            return typed.length() <= "2026-05-01".length()
                    ? LocalDate.parse(typed)
                            .atStartOfDay(ZoneId.systemDefault())
                            .toInstant()
                    : withTime(typed);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("'" + text + "' is not " + FORMS, e);
        }
    }

    private static Instant withTime(String typed) {
        boolean zoned = typed.endsWith("Z") || typed.matches(".*T.*[+-]\\d\\d(:?\\d\\d)?");
        return zoned
                ? OffsetDateTime.parse(typed).toInstant()
                : LocalDateTime.parse(typed).atZone(ZoneId.systemDefault()).toInstant();
    }

    /**
     * A length of time.
     *
     * @throws IllegalArgumentException if it is not a number with s, m, h, d or w
     */
    public static Duration duration(String text) {
        Matcher parts = AGE.matcher(text.strip().toLowerCase(Locale.ROOT));
        if (!parts.matches()) {
            throw new IllegalArgumentException("'" + text + "' is not a time span as 90m, 2h, 3d");
        }
        long amount = Long.parseLong(parts.group(1));
        return switch (parts.group(2)) {
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            case "d" -> Duration.ofDays(amount);
            default -> Duration.ofDays(7 * amount);
        };
    }
}
