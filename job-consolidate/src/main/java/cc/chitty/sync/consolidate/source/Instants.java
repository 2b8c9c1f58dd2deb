package cc.chitty.sync.consolidate.source;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Times as agents write them. */
public final class Instants {

    private Instants() {}

    /** An ISO 8601 time with offset, cut to the millisecond; null where there is none or it is something else. */
    public static @Nullable Instant of(@Nullable String text) {
        try {
            return text == null ? null : OffsetDateTime.parse(text).toInstant().truncatedTo(ChronoUnit.MILLIS);
        } catch (DateTimeException other) {
            return null;
        }
    }

    /** The later one of two times that may be unknown. */
    public static @Nullable Instant later(@Nullable Instant one, @Nullable Instant other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.isBefore(other) ? other : one;
    }
}
