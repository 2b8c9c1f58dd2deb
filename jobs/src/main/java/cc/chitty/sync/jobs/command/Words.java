package cc.chitty.sync.jobs.command;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Numbers and times as people say them. */
public final class Words {

    private Words() {}

    /** As {@code 12 min ago}; {@code never} where there is no time. */
    public static String ago(@Nullable Instant then, Instant now) {
        if (then == null) {
            return "never";
        }
        long seconds = Duration.between(then, now).toSeconds();
        if (seconds < 0) {
            return "in the future";
        }
        return seconds < 10 ? "just now" : age(seconds) + " ago";
    }

    private static String age(long seconds) {
        long minutes = seconds / 60;
        long hours = minutes / 60;
        long days = hours / 24;
        if (minutes == 0) {
            return seconds + " s";
        }
        if (hours == 0) {
            return minutes + " min";
        }
        if (days == 0) {
            return hours + " h";
        }
        if (days < 60) {
            return count(days, "day");
        }
        return days < 730 ? count(days / 30, "month") : count(days / 365, "year");
    }

    /** As {@code 0.8 s} or {@code 3 min 20 s}; empty where it is not known. */
    public static String took(@Nullable Duration duration) {
        if (duration == null) {
            return "";
        }
        long seconds = duration.toSeconds();
        if (seconds < 60) {
            return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
        }
        return seconds < 3600
                ? seconds / 60 + " min " + seconds % 60 + " s"
                : seconds / 3600 + " h " + seconds / 60 % 60 + " min";
    }

    /** As {@code 1,060 todos}. */
    public static String count(long amount, String one) {
        return count(amount, one, one + "s");
    }

    public static String count(long amount, String one, String many) {
        return number(amount) + " " + (amount == 1 ? one : many);
    }

    public static String number(long amount) {
        return String.format(Locale.ROOT, "%,d", amount);
    }

    /** As {@code 1.2 MB}; units of thousands. */
    public static String bytes(long bytes) {
        String[] units = {"B", "kB", "MB", "GB", "TB"};
        double amount = bytes;
        int unit = 0;
        while (amount >= 1000 && unit < units.length - 1) {
            amount /= 1000;
            unit++;
        }
        return unit == 0 ? bytes + " B" : String.format(Locale.ROOT, "%.1f %s", amount, units[unit]);
    }
}
