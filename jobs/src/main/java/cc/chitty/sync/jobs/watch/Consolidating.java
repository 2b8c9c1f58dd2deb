package cc.chitty.sync.jobs.watch;

import cc.chitty.sync.consolidate.Consolidate;
import cc.chitty.sync.consolidate.ConsolidateOptions;
import cc.chitty.sync.consolidate.source.Focus;
import cc.chitty.sync.kernel.launch.Ended;
import cc.chitty.sync.kernel.launch.Trigger;
import cc.chitty.sync.kernel.run.Failure;
import cc.chitty.sync.kernel.run.Interruption;
import cc.chitty.sync.kernel.run.Progress;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Runs the job consolidate where a look shows that something changed. */
final class Consolidating implements Looking {

    /** Counts of a run which found something new. */
    private static final List<String> NEWS =
            List.of("sightings", "added", "completed", "reopened", "removed", "changed_otherwise", "files_published");

    private final Consolidate consolidate;
    private final Interruption interruption;
    private final WatchReport report;

    Consolidating(Consolidate consolidate, Interruption interruption, WatchReport report) {
        this.consolidate = consolidate;
        this.interruption = interruption;
        this.report = report;
    }

    @Override
    public Outcome at(Focus focus) {
        try {
            Optional<Ended> ended = consolidate.runIfChanged(
                    new Consolidate.Asked(
                            ConsolidateOptions.USUAL, false, Trigger.WATCHER, interruption, Progress.NONE),
                    focus);
            return ended.map(this::outcome).orElse(Outcome.IDLE);
        } catch (Failure e) {
            report.failed(e);
            return Outcome.FAILED;
        }
    }

    private Outcome outcome(Ended ended) {
        boolean news = isNews(ended.report().counts());
        Failure failure = ended.failure();
        if (failure != null) {
            report.failed(failure);
            return Outcome.FAILED;
        }
        report.ran(ended, news);
        return news ? Outcome.FRUITFUL : Outcome.FRUITLESS;
    }

    private static boolean isNews(Map<String, Long> counts) {
        return NEWS.stream().anyMatch(name -> counts.getOrDefault(name, 0L) > 0);
    }
}
