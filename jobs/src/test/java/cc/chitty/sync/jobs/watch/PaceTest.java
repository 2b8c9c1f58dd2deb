package cc.chitty.sync.jobs.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class PaceTest {

    private static final Path BUSY = Path.of("/busy.jsonl");

    private final Pace pace = new Pace();

    private long waits(long now, Path... paths) {
        return Duration.ofNanos(pace.due(List.of(paths), now) - now).toMillis();
    }

    @Test
    void a_file_that_says_nothing_new_is_looked_at_less_and_less_often_down_to_every_two_seconds() {
        long[] expected = {0, 100, 200, 400, 800, 1_600, 2_000, 2_000};
        for (long wait : expected) {
            assertThat(waits(0, BUSY)).isEqualTo(wait);
            pace.inVain(List.of(BUSY), 0);
        }
    }

    @Test
    void what_has_waited_long_enough_is_due() {
        pace.inVain(List.of(BUSY), 0);
        assertThat(waits(Duration.ofMillis(100).toNanos(), BUSY)).isZero();
        assertThat(waits(Duration.ofHours(1).toNanos(), BUSY)).isZero();
    }

    @Test
    void another_file_does_not_wait_for_it() {
        pace.inVain(List.of(BUSY), 0);
        assertThat(waits(0, BUSY, Path.of("/other.json"))).isZero();
    }

    @Test
    void once_it_says_something_it_is_looked_at_at_once_again() {
        pace.inVain(List.of(BUSY), 0);
        pace.worthIt(List.of(BUSY));
        assertThat(waits(0, BUSY)).isZero();
    }
}
