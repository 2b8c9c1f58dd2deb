package cc.chitty.sync.jobs.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

/** With a clock and an elapsed time that the test moves. */
class WakeTest {

    private Instant clock = Instant.parse("2026-05-01T12:00:00Z");
    private long nanos = Long.MAX_VALUE - 1_000; // it may wrap around

    private final Changes changes = new Changes();
    private final InstantSource source = () -> clock;
    private final Wake wake = new Wake(changes, source, () -> nanos);

    private void pass(Duration byClock, Duration elapsed) {
        clock = clock.plus(byClock);
        nanos += elapsed.toNanos();
        wake.tend();
    }

    private boolean looksAtEverything() {
        return changes.take().isEverything();
    }

    @Test
    void time_that_passes_is_no_reason_to_look() {
        for (int i = 0; i < 1_000; i++) {
            pass(Duration.ofMillis(2_010), Duration.ofMillis(2_000)); // clocks drift
        }
        assertThat(looksAtEverything()).isFalse();
    }

    @Test
    void after_sleep_it_looks_at_everything_once() {
        pass(Duration.ofHours(8), Duration.ofSeconds(2));
        assertThat(looksAtEverything()).isTrue();
        pass(Duration.ofSeconds(2), Duration.ofSeconds(2));
        assertThat(looksAtEverything()).isFalse();
    }

    @Test
    void a_clock_that_was_set_is_a_reason_in_both_directions() {
        pass(Duration.ofDays(-1), Duration.ofSeconds(2));
        assertThat(looksAtEverything()).isTrue();
        pass(Duration.ofDays(30), Duration.ofSeconds(2));
        assertThat(looksAtEverything()).isTrue();
    }
}
