package cc.chitty.sync.jobs.runs;

import cc.chitty.sync.consolidate.ConsolidateRun;
import cc.chitty.sync.jobs.command.Json;
import cc.chitty.sync.jobs.command.Style;
import cc.chitty.sync.jobs.command.Words;
import cc.chitty.sync.kernel.launch.RecordedRun;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** How runs are told. */
final class Runs {

    /** The counts that say what changed, as against how much was looked at. */
    static final List<String> CHANGES = List.of(
            "added",
            "completed",
            "reopened",
            "removed",
            "changed_otherwise",
            "conflicts_new",
            "files_fetched",
            "files_sent",
            "files_deleted",
            "files_set_aside");

    private Runs() {}

    static boolean isDryRun(RecordedRun run) {
        return run.counts().containsKey(ConsolidateRun.DRY_RUN);
    }

    static String status(RecordedRun run) {
        return run.status().name().toLowerCase(Locale.ROOT) + (isDryRun(run) ? " (dry)" : "");
    }

    static String coloured(Style style, RecordedRun run, String text) {
        return switch (run.status()) {
            case COMPLETED -> run.problems() == 0 ? style.green(text) : style.yellow(text);
            case FAILED, ABANDONED, UNKNOWN -> style.red(text);
            case STARTING, STARTED, STOPPING, STOPPED -> style.yellow(text);
        };
    }

    static String trigger(RecordedRun run) {
        RecordedRun.Owner owner = run.owner();
        return owner == null ? "?" : owner.trigger();
    }

    /** As {@code 3 added, 1 completed}; a dash where nothing changed. */
    static String changes(RecordedRun run) {
        return changes(run.counts());
    }

    static String changes(Map<String, Long> counts) {
        String changes = CHANGES.stream()
                .filter(counts::containsKey)
                .map(name -> Words.number(counts.getOrDefault(name, 0L)) + " " + name.replace('_', ' '))
                .collect(Collectors.joining(", "));
        return changes.isEmpty() ? "-" : changes;
    }

    static void write(Json json, RecordedRun run) {
        json.number("run", run.id())
                .text("job", run.job())
                .text("status", run.status().name().toLowerCase(Locale.ROOT))
                .flag("dry_run", isDryRun(run))
                .time("began", run.began())
                .time("ended", run.ended());
        if (run.owner() != null) {
            json.text("trigger", run.owner().trigger());
        }
        json.counts("counts", run.counts()).number("problem_count", run.problems());
    }
}
