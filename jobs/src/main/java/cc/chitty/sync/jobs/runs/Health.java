package cc.chitty.sync.jobs.runs;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How fresh the list is, by when it was last consolidated. */
enum Health {
    HEALTHY("Healthy"),
    WARNING("Warning"),
    STALE("Stale");

    /** How often the schedules that come with ChittySync run it. */
    static final Duration EXPECTED = Duration.ofMinutes(30);

    private static final Duration TOLERATED = Duration.ofMinutes(60);

    private final String word;

    Health(String word) {
        this.word = word;
    }

    String word() {
        return word;
    }

    /**
     * Judges by age.
     *
     * @param last when the last run that did its work ended; null where there was none
     */
    static Health of(@Nullable Instant last, Instant now) {
        if (last == null) {
            return STALE;
        }
        Duration age = Duration.between(last, now);
        if (age.compareTo(EXPECTED) < 0) {
            return HEALTHY;
        }
        return age.compareTo(TOLERATED) < 0 ? WARNING : STALE;
    }
}
