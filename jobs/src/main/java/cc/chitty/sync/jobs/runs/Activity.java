package cc.chitty.sync.jobs.runs;

import cc.chitty.sync.jobs.command.Json;
import cc.chitty.sync.jobs.command.Printing;
import cc.chitty.sync.jobs.command.Words;
import cc.chitty.sync.kernel.launch.RecordedRun;
import cc.chitty.sync.kernel.launch.RunHistory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What runs of the last day changed. */
final class Activity implements StatusCommand.Part {

    private static final Duration SPAN = Duration.ofHours(24);
    /** A watcher has a run for each change. */
    private static final int LOOKED_AT = 5_000;

    private static final int SHOWN = 10;

    private final Instant now;
    private final List<RecordedRun> runs;
    private final Map<String, Long> triggers;
    private final Map<String, Long> changes = new TreeMap<>();

    Activity(RunHistory history, Instant now) {
        this.now = now;
        this.runs = history.last(LOOKED_AT).stream()
                .filter(run -> run.began().isAfter(now.minus(SPAN)) && !Runs.isDryRun(run))
                .toList();
        this.triggers =
                runs.stream().collect(Collectors.groupingBy(Runs::trigger, TreeMap::new, Collectors.counting()));
        for (RecordedRun run : runs) {
            run.counts().forEach((name, amount) -> {
                if (Runs.CHANGES.contains(name)) {
                    changes.merge(name, amount, Long::sum);
                }
            });
        }
    }

    private List<RecordedRun> fruitful() {
        return runs.stream()
                .filter(run -> Runs.CHANGES.stream().anyMatch(run.counts()::containsKey))
                .limit(SHOWN)
                .toList();
    }

    @Override
    public List<String> lines(Printing printing) {
        List<String> lines = new ArrayList<>();
        String by = triggers.entrySet().stream()
                .map(trigger -> Words.number(trigger.getValue()) + " by " + trigger.getKey())
                .collect(Collectors.joining(", "));
        lines.add("Last 24 h  " + Words.count(runs.size(), "run") + (by.isEmpty() ? "" : ": " + by));
        lines.add("Todos      " + Runs.changes(changes));
        for (RecordedRun run : fruitful()) {
            lines.add("Run " + run.id() + "  " + Words.ago(run.began(), now) + ", by " + Runs.trigger(run) + ": "
                    + Runs.changes(run));
        }
        return lines;
    }

    @Override
    public void write(Json json) {
        json.object(
                "activity",
                activity -> activity.number("hours", SPAN.toHours())
                        .number("runs", runs.size())
                        .counts("triggers", triggers)
                        .counts("changes", changes)
                        .list("last_runs", fruitful(), run -> Runs.write(activity, run)));
    }
}
