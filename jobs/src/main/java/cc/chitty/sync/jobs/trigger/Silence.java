package cc.chitty.sync.jobs.trigger;

import cc.chitty.sync.kernel.launch.Trigger;
import cc.chitty.sync.kernel.run.ExitCode;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How long a command has not gone well by one trigger, in time the machine was awake.
 *
 * @param period how often it is expected; null where it comes when a person works, as hooks do
 * @param last null if it never did
 * @param silent since then, or since it was set up; null where neither is known
 * @param code with which it ended last, well or not; null where nothing tells
 */
public record Silence(
        Trigger trigger,
        String command,
        @Nullable Duration period,
        @Nullable Moment last,
        @Nullable Duration silent,
        @Nullable Integer code) {

    private static final Map<String, Duration> PERIODS = Map.of(
            "consolidate", Duration.ofMinutes(30),
            "git-push", Duration.ofMinutes(15),
            "drive-sync", Duration.ofHours(2),
            "prune", Duration.ofDays(1));

    /** Every so often a watcher runs the job even if nothing changed. */
    private static final Duration WATCHER = Duration.ofMinutes(20);

    /** Jitter, load and a run that takes long are no silence yet. */
    private static final int TOLERATED = 3;

    /**
     * That of a command by now.
     *
     * @param setUp when the trigger was set up; null where that is not known
     */
    public static Silence of(Successes successes, Trigger trigger, String command, @Nullable Moment setUp, Moment now) {
        Optional<Moment> last = successes.last(trigger, command);
        Moment since = last.orElse(setUp);
        return new Silence(
                trigger,
                command,
                period(trigger, command),
                last.orElse(null),
                since == null ? null : now.awakeSince(since),
                null);
    }

    /** The same with what is known of its last end. */
    public Silence ended(@Nullable Integer with) {
        return new Silence(trigger, command, period, last, silent, with);
    }

    /** Whether there is something for it to do: what needs a setting that nobody made says so each time, and nothing is wrong. */
    public boolean isSetUp() {
        return code == null || code != ExitCode.NOT_SET_UP.code();
    }

    private static @Nullable Duration period(Trigger trigger, String command) {
        return switch (trigger) {
            case CRON -> PERIODS.getOrDefault(command, Duration.ofDays(1));
            case WATCHER -> WATCHER;
            case HOOK, PERSON -> null;
        };
    }

    /** Whether it is as bad as an error. */
    public boolean isTooLong() {
        return isSetUp() && period != null && (silent == null || silent.compareTo(period.multipliedBy(TOLERATED)) > 0);
    }
}
