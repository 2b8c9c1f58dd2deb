package cc.chitty.sync.jobs.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cc.chitty.sync.kernel.fixture.SettableClock;
import cc.chitty.sync.kernel.run.ExitCode;
import cc.chitty.sync.kernel.run.Failure;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScheduleTest {

    private static final Map<String, String> TIMES = Map.of("consolidate", "0 */30 * * * *", "prune", "0 30 3 * * *");

    @TempDir
    private Path directory;

    private final SettableClock clock = new SettableClock(Instant.parse("2026-03-01T10:10:00Z"));
    private final List<String> started = new ArrayList<>();

    private Schedule schedule() {
        return new Schedule(TIMES, directory.resolve("schedule.properties"), clock, started::add);
    }

    @Test
    void a_command_is_started_once_at_its_time() {
        Schedule schedule = schedule();
        schedule.tick();
        assertThat(started).isEmpty();
        clock.pass(Duration.ofMinutes(20));
        schedule.tick();
        schedule.tick();
        assertThat(started).containsExactly("consolidate");
        clock.pass(Duration.ofMinutes(30));
        schedule.tick();
        assertThat(started).containsExactly("consolidate", "consolidate");
    }

    @Test
    void times_missed_while_nobody_ran_are_caught_up_once() {
        schedule().tick();
        clock.pass(Duration.ofDays(3));
        Schedule later = schedule();
        later.tick();
        later.tick();
        assertThat(started).containsExactly("consolidate", "prune");
    }

    @Test
    void times_missed_in_sleep_are_caught_up_once() {
        Schedule schedule = schedule();
        clock.pass(Duration.ofHours(9));
        schedule.tick();
        schedule.tick();
        assertThat(started).containsExactly("consolidate");
    }

    @Test
    void a_clock_that_was_a_year_ahead_does_not_stop_it_for_a_year() {
        clock.pass(Duration.ofDays(365));
        schedule().tick();
        clock.pass(Duration.ofDays(-365));
        Schedule schedule = schedule();
        schedule.tick();
        clock.pass(Duration.ofMinutes(30));
        schedule.tick();
        assertThat(started).containsExactly("consolidate");
    }

    @Test
    void never_is_a_dash_and_nonsense_is_refused() {
        Path file = directory.resolve("other.properties");
        Schedule never = new Schedule(Map.of("prune", "-"), file, clock, started::add);
        clock.pass(Duration.ofDays(3));
        never.tick();
        assertThat(started).isEmpty();
        assertThatThrownBy(() -> new Schedule(Map.of("prune", "daily"), file, clock, started::add))
                .isInstanceOfSatisfying(
                        Failure.class, failure -> assertThat(failure.exitCode()).isEqualTo(ExitCode.USAGE))
                .hasMessageContaining("chittysync.schedule.prune");
    }
}
