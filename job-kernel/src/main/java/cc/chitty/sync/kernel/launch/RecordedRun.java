package cc.chitty.sync.kernel.launch;

import cc.chitty.sync.kernel.run.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.BatchStatus;

/**
 * One run as the job repository remembers it.
 *
 * @param began when it was begun
 * @param ended null while it goes on
 * @param message why it failed, in one line; empty where nothing was recorded
 * @param owner null where the process ended before it could be written down
 * @param counts what it did, by name; only of a run that ended in order, and only what is not 0
 * @param problems how many items it could not handle, as far as they were kept
 */
public record RecordedRun(
        long id,
        String job,
        BatchStatus status,
        Instant began,
        @Nullable Instant ended,
        String message,
        @Nullable Owner owner,
        Map<String, Long> counts,
        long problems) {

    /** Whose run it was and what started it; see {@link RunOwner}. */
    public record Owner(
            String host,
            long pid,
            Instant started,
            String trigger,
            String settingsDigest,
            String device,
            String version) {}

    /**
     * One step of a run.
     *
     * @param skipped items that were passed over when read, processed or written
     */
    public record Step(
            String name,
            BatchStatus status,
            @Nullable Instant began,
            @Nullable Instant ended,
            long read,
            long written,
            long skipped) {}

    /** A run with all that is known of it. */
    public record Details(RecordedRun run, List<Step> steps, List<Problem> problems) {

        public Details {
            steps = List.copyOf(steps);
            problems = List.copyOf(problems);
        }
    }

    public RecordedRun {
        counts = Map.copyOf(counts);
    }

    public boolean isOver() {
        return !status.isRunning() && status != BatchStatus.UNKNOWN;
    }

    /** Whether the next start of the job would go on with it, if it is the job's last one. */
    public boolean isResumable() {
        return status == BatchStatus.FAILED || status == BatchStatus.STOPPED;
    }

    /** From its beginning to its end; null while it goes on. */
    public @Nullable Duration took() {
        return ended == null ? null : Duration.between(began, ended);
    }
}
