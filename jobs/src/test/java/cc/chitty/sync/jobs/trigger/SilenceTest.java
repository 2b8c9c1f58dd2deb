package cc.chitty.sync.jobs.trigger;

import static org.assertj.core.api.Assertions.assertThat;

import cc.chitty.sync.kernel.launch.Trigger;
import cc.chitty.sync.kernel.state.StateDirectory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SilenceTest {

    private static final Instant NOON = Instant.parse("2026-05-01T12:00:00Z");

    @TempDir
    private Path directory;

    private Successes successes = new Successes(StateDirectory.find(Map.of(), Path.of("/nowhere")));

    @BeforeEach
    void open() {
        successes = new Successes(StateDirectory.open(
                Map.of(StateDirectory.VARIABLE, directory.resolve("state").toString()), directory));
    }

    /** So many minutes after noon by the clock, and awake for so many since the start of the machine. */
    private static Moment moment(int clock, int awake, String boot) {
        return new Moment(NOON.plus(Duration.ofMinutes(clock)), boot, awake * 60L);
    }

    private Silence of(Trigger trigger, Moment now) {
        return Silence.of(successes, trigger, "consolidate", null, now);
    }

    @Test
    void three_periods_without_success_are_too_long() {
        successes.ended(Trigger.CRON, "consolidate", 0, moment(0, 10, "a"));
        assertThat(of(Trigger.CRON, moment(90, 100, "a")).isTooLong()).isFalse();
        assertThat(of(Trigger.CRON, moment(91, 101, "a")).isTooLong()).isTrue();
    }

    @Test
    void neither_sleep_nor_a_clock_that_was_set_is_silence() {
        successes.ended(Trigger.CRON, "consolidate", 3, moment(0, 10, "a"));
        assertThat(of(Trigger.CRON, moment(6_000, 15, "a")).isTooLong()).isFalse();
        assertThat(of(Trigger.CRON, moment(-6_000, 15, "a")).isTooLong()).isFalse();
        assertThat(of(Trigger.CRON, moment(-6_000, 200, "a")).isTooLong()).isTrue();
    }

    @Test
    void the_time_the_machine_was_off_is_no_silence() {
        successes.ended(Trigger.CRON, "consolidate", 0, moment(0, 5_000, "a"));
        assertThat(of(Trigger.CRON, moment(9_000, 20, "b")).isTooLong()).isFalse();
        assertThat(of(Trigger.CRON, moment(9_080, 100, "b")).isTooLong()).isTrue();
    }

    @Test
    void where_the_system_tells_no_start_the_clock_has_to_do() {
        successes.ended(Trigger.CRON, "consolidate", 0, moment(0, 10, ""));
        assertThat(of(Trigger.CRON, moment(90, 10, "")).isTooLong()).isFalse();
        assertThat(of(Trigger.CRON, moment(91, 10, "")).isTooLong()).isTrue();
    }

    @Test
    void failures_and_other_triggers_do_not_end_a_silence() {
        successes.ended(Trigger.CRON, "consolidate", 1, moment(0, 10, "a"));
        successes.ended(Trigger.CRON, "consolidate", 130, moment(0, 10, "a"));
        successes.ended(Trigger.HOOK, "consolidate", 0, moment(0, 10, "a"));
        successes.ended(Trigger.CRON, "prune", 0, moment(0, 10, "a"));
        successes.ended(Trigger.PERSON, "consolidate", 0, moment(0, 10, "a"));
        assertThat(of(Trigger.CRON, moment(1, 11, "a")).isTooLong()).isTrue();
        assertThat(of(Trigger.PERSON, moment(1, 11, "a")).last()).isNull();
        assertThat(of(Trigger.HOOK, moment(9_000, 9_000, "a")).isTooLong()).isFalse();
    }

    @Test
    void what_was_set_up_only_now_is_not_silent_yet() {
        Moment setUp = moment(0, 10, "a");
        assertThat(Silence.of(successes, Trigger.CRON, "consolidate", setUp, moment(30, 40, "a"))
                        .isTooLong())
                .isFalse();
        assertThat(Silence.of(successes, Trigger.CRON, "consolidate", setUp, moment(91, 101, "a"))
                        .isTooLong())
                .isTrue();
    }

    @Test
    void bursts_do_not_rewrite_the_file() {
        successes.ended(Trigger.WATCHER, "consolidate", 0, moment(0, 10, "a"));
        successes.ended(Trigger.WATCHER, "consolidate", 0, new Moment(NOON.plusSeconds(59), "a", 659));
        assertThat(successes.last(Trigger.WATCHER, "consolidate")).contains(moment(0, 10, "a"));
        successes.ended(Trigger.WATCHER, "consolidate", 0, moment(1, 11, "a"));
        assertThat(successes.last(Trigger.WATCHER, "consolidate")).contains(moment(1, 11, "a"));
    }

    @Test
    void a_damaged_entry_is_as_none() throws Exception {
        Files.writeString(directory.resolve("state/triggers.properties"), "cron.consolidate=yesterday\n");
        assertThat(successes.last(Trigger.CRON, "consolidate")).isEmpty();
        successes.ended(Trigger.CRON, "consolidate", 0, moment(0, 10, "a"));
        assertThat(successes.last(Trigger.CRON, "consolidate")).contains(moment(0, 10, "a"));
    }

    @Test
    void this_moment_is_told_by_the_machine() {
        Moment first = Moment.now(java.time.Clock.systemUTC());
        assertThat(Moment.parse(first.text())).contains(first);
        assertThat(Moment.now(java.time.Clock.systemUTC()).awakeSince(first)).isLessThan(Duration.ofMinutes(1));
    }
}
