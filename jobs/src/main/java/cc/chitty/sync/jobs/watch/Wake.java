package cc.chitty.sync.jobs.watch;

import java.time.Duration;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * Notices that the machine slept or that its clock was set: clock and elapsed time disagree. What happened meanwhile may
 * not have been told.
 */
final class Wake {

    private static final long TOLERANCE = Duration.ofSeconds(30).toMillis();

    private final Changes changes;
    private final InstantSource clock;
    private final LongSupplier nanos;
    private long difference;

    Wake(Changes changes, InstantSource clock, LongSupplier nanos) {
        this.changes = changes;
        this.clock = clock;
        this.nanos = nanos;
        this.difference = difference();
    }

    void tend() {
        long now = difference();
        if (Math.abs(now - difference) > TOLERANCE) {
            changes.everything();
        }
        difference = now;
    }

    private long difference() {
        return clock.millis() - Duration.ofNanos(nanos.getAsLong()).toMillis();
    }
}
