package cc.chitty.sync.jobs.watch;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
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
    private long byClock;
    private long elapsed;

    Wake(Changes changes, InstantSource clock, LongSupplier nanos) {
        this.changes = changes;
        this.clock = clock;
        this.nanos = nanos;
        this.byClock = clock.millis();
        this.elapsed = nanos.getAsLong();
    }

    void tend() {
        long nowByClock = clock.millis();
        long nowElapsed = nanos.getAsLong();
        long apart = nowByClock - byClock - TimeUnit.NANOSECONDS.toMillis(nowElapsed - elapsed);
        if (Math.abs(apart) > TOLERANCE) {
            changes.everything();
        }
        byClock = nowByClock;
        elapsed = nowElapsed;
    }
}
