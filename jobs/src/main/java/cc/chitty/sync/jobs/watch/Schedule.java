package cc.chitty.sync.jobs.watch;

import cc.chitty.sync.kernel.run.Failure;
import cc.chitty.sync.kernel.run.FailureCategory;
import cc.chitty.sync.kernel.state.DurableFile;
import cc.chitty.sync.kernel.state.PropertiesFile;
import java.nio.file.Path;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.springframework.scheduling.support.CronExpression;

/**
 * Starts commands at their times. A time that was missed, however often, is caught up once: what counts is only whether
 * there was one since the command was last started, which is kept in a file.
 */
final class Schedule {

    /** As Spring's own schedules have it. */
    private static final String NEVER = "-";

    private final SortedMap<String, CronExpression> commands = new TreeMap<>();
    private final Path file;
    private final Clock clock;
    private final Consumer<String> starter;
    private final SortedMap<String, String> started;

    /**
     * Reads when commands were started last; one never started waits for its next time.
     *
     * @param settings cron expressions of six fields, or {@code -}, by command
     * @param starter starts a command and does not wait for it
     */
    Schedule(Map<String, String> settings, Path file, Clock clock, Consumer<String> starter) {
        settings.forEach(this::add);
        this.file = file;
        this.clock = clock;
        this.starter = starter;
        this.started = PropertiesFile.read(file).orElseGet(TreeMap::new);
        commands.keySet().forEach(command -> last(command).ifPresentOrElse(known -> {}, () -> remember(command)));
    }

    private void add(String command, String expression) {
        if (!expression.strip().equals(NEVER)) {
            try {
                commands.put(command, CronExpression.parse(expression.strip()));
            } catch (IllegalArgumentException e) {
                throw new Failure(
                        FailureCategory.USAGE,
                        "use chittysync.schedule." + command + " = " + expression,
                        String.valueOf(e.getMessage()),
                        "Write six fields: second minute hour day month weekday; or - for never.",
                        e);
            }
        }
    }

    /** Starts what is due. */
    void tick() {
        ZonedDateTime now = ZonedDateTime.now(clock);
        commands.forEach((command, times) -> {
            ZonedDateTime last =
                    last(command).map(at -> at.atZone(clock.getZone())).orElse(now);
            ZonedDateTime next = times.next(last);
            if (last.isAfter(now)) {
                remember(command); // the clock was set back; without this nothing would start until it is as late again
            } else if (next != null && !next.isAfter(now)) {
                remember(command);
                starter.accept(command);
            }
        });
    }

    private Optional<Instant> last(String command) {
        try {
            return Optional.ofNullable(started.get(command)).map(Instant::parse);
        } catch (DateTimeException damaged) {
            return Optional.empty();
        }
    }

    private void remember(String command) {
        started.put(command, clock.instant().toString());
        DurableFile.replace(file, PropertiesFile.bytes(started));
    }
}
