package cc.chitty.sync.jobs.trigger;

import cc.chitty.sync.kernel.launch.Trigger;
import cc.chitty.sync.kernel.run.ExitCode;
import cc.chitty.sync.kernel.run.Failure;
import cc.chitty.sync.kernel.state.DurableFile;
import cc.chitty.sync.kernel.state.PropertiesFile;
import cc.chitty.sync.kernel.state.StateDirectory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** When each command last went well by each trigger but persons, in {@code triggers.properties}. Written by the owner alone. */
public final class Successes {

    private static final Logger LOG = LoggerFactory.getLogger(Successes.class);

    /** A watcher's runs come in bursts, of which each would rewrite the file. */
    private static final Duration SHORTEST = Duration.ofMinutes(1);

    private final Path file;

    public Successes(StateDirectory state) {
        this.file = state.root().resolve("triggers.properties");
    }

    /** When the command last went well by that trigger. */
    public Optional<Moment> last(Trigger trigger, String command) {
        return Optional.ofNullable(noted().get(key(trigger, command))).flatMap(Moment::parse);
    }

    /** All of them, each by trigger and command: {@code consolidate by cron}. */
    public Map<String, Moment> all() {
        Map<String, Moment> all = new TreeMap<>();
        noted().forEach((key, text) -> Moment.parse(text).ifPresent(moment -> all.put(words(key), moment)));
        return all;
    }

    private static String words(String key) {
        int point = key.indexOf('.');
        return key.substring(point + 1) + " by " + key.substring(0, Math.max(0, point));
    }

    /** Notes how a command ended. That it cannot be noted is only logged: silence is told soon enough. */
    public void ended(Trigger trigger, String command, int code, Moment now) {
        boolean well = code == ExitCode.DONE.code() || code == ExitCode.PROBLEMS_LEFT.code();
        if (well && trigger != Trigger.PERSON) {
            try {
                write(key(trigger, command), now);
            } catch (Failure e) {
                LOG.warn("{} by {} went well, which cannot be noted: {}", command, trigger.word(), e.getMessage());
            }
        }
    }

    private void write(String key, Moment now) {
        synchronized (Successes.class) {
            Map<String, String> all = noted();
            boolean fresh = Optional.ofNullable(all.get(key))
                    .flatMap(Moment::parse)
                    .filter(then -> then.boot().equals(now.boot()) && !now.at().isBefore(then.at()))
                    .filter(then -> now.awakeSince(then).compareTo(SHORTEST) < 0)
                    .isPresent();
            if (!fresh) {
                all.put(key, now.text());
                DurableFile.replace(file, PropertiesFile.bytes(all));
            }
        }
    }

    private Map<String, String> noted() {
        return PropertiesFile.read(file).map(TreeMap::new).orElseGet(TreeMap::new);
    }

    private static String key(Trigger trigger, String command) {
        return trigger.word() + "." + command;
    }
}
