package cc.chitty.sync.jobs.watch;

import cc.chitty.sync.consolidate.Consolidate;
import cc.chitty.sync.consolidate.ConsolidateOptions;
import cc.chitty.sync.consolidate.source.Focus;
import cc.chitty.sync.kernel.launch.Ended;
import cc.chitty.sync.kernel.launch.Trigger;
import cc.chitty.sync.kernel.run.Failure;
import cc.chitty.sync.kernel.run.Interruption;
import cc.chitty.sync.kernel.run.Progress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Runs the job consolidate where a look shows that something changed. Now and then it also runs without that, so that the
 * history shows that the watcher was at work.
 */
final class RunsIfChanged implements Looking {

    private static final long SHOWN_EVERY = Duration.ofMinutes(15).toNanos();

    /** Counts of a run which found something new. */
    private static final List<String> NEWS =
            List.of("sightings", "added", "completed", "reopened", "removed", "changed_otherwise", "files_published");

    private final Consolidate consolidate;
    private final Interruption interruption;
    private final WatchReport report;
    private final LongSupplier nanos;
    private long lastRun;

    RunsIfChanged(Consolidate consolidate, Interruption interruption, WatchReport report, LongSupplier nanos) {
        this.consolidate = consolidate;
        this.interruption = interruption;
        this.report = report;
        this.nanos = nanos;
        this.lastRun = nanos.getAsLong() - SHOWN_EVERY;
    }

    @Override
    public Outcome at(Focus focus) {
        try {
            Consolidate.Asked asked = new Consolidate.Asked(
                    ConsolidateOptions.USUAL, false, Trigger.WATCHER, interruption, Progress.NONE);
            boolean shown = focus.isEverything() && nanos.getAsLong() - lastRun >= SHOWN_EVERY;
            Optional<Ended> ended =
                    shown ? Optional.of(consolidate.run(asked)) : consolidate.runIfChanged(asked, focus);
            return ended.map(this::outcome).orElse(Outcome.IDLE);
        } catch (Failure e) {
            report.failed(e);
            return Outcome.FAILED;
        }
    }

    private Outcome outcome(Ended ended) {
        lastRun = nanos.getAsLong();
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
