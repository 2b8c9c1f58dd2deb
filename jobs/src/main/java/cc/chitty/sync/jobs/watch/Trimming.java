package cc.chitty.sync.jobs.watch;

import java.time.Duration;
import java.util.function.LongSupplier;

/** Gives memory back to the system after work, once nothing has happened for a while. */
final class Trimming {

    private static final long QUIET = Duration.ofSeconds(20).toNanos();

    private final LongSupplier nanos;
    private long worked;
    private boolean due = true;

    Trimming(LongSupplier nanos) {
        this.nanos = nanos;
        this.worked = nanos.getAsLong();
    }

    void worked() {
        worked = nanos.getAsLong();
        due = true;
    }

    /** The serial collector returns free heap only after a full collection, which it would not begin by itself. */
    void tend() {
        if (due && nanos.getAsLong() - worked > QUIET) {
            due = false;
            System.gc();
        }
    }
}
