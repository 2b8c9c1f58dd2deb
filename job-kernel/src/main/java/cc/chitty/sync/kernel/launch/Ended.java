package cc.chitty.sync.kernel.launch;

import cc.chitty.sync.kernel.run.ExitCode;
import cc.chitty.sync.kernel.run.Failure;
import cc.chitty.sync.kernel.run.FailureCategory;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.JobExecution;

/**
 * How a run ended.
 *
 * @param run its id, as {@code show} takes it
 * @param resumed whether it went on where an earlier one had stopped
 * @param failure why it could not go on; null unless it failed
 */
public record Ended(
        long run,
        boolean resumed,
        BatchStatus status,
        RunReport report,
        @Nullable Failure failure) {

    static Ended of(JobExecution execution, boolean resumed, RunReport report) {
        Failure failure = execution.getStatus() == BatchStatus.FAILED ? failure(execution) : null;
        return new Ended(execution.getId(), resumed, execution.getStatus(), report, failure);
    }

    /**
     * The same, told together with a run before it that had begun it.
     *
     * @param added names of the counts that say what was done
     */
    public Ended after(Ended first, Predicate<String> added) {
        Map<String, Long> counts = new LinkedHashMap<>(report.counts());
        first.report.counts().forEach((name, count) -> {
            if (added.test(name)) {
                counts.merge(name, count, Long::sum);
            }
        });
        return new Ended(run, true, status, new RunReport(counts, report.problems()), failure);
    }

    public ExitCode exitCode() {
        if (failure != null) {
            return failure.exitCode();
        }
        return switch (status) {
            case COMPLETED -> report.problems().isEmpty() ? ExitCode.DONE : ExitCode.PROBLEMS_LEFT;
            case STOPPED -> ExitCode.INTERRUPTED;
            case STARTING, STARTED, STOPPING, FAILED, ABANDONED, UNKNOWN -> ExitCode.FAILED;
        };
    }

    /** The failure that was thrown, however many wrappings are around it; one of ours for anything else. */
    private static Failure failure(JobExecution execution) {
        Throwable first = null;
        for (Throwable thrown : execution.getAllFailureExceptions()) {
            first = first == null ? thrown : first;
            for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
                if (cause instanceof Failure failure) {
                    return failure;
                }
            }
        }
        return new Failure(
                FailureCategory.DEFECT,
                "run " + execution.getJobInstance().getJobName(),
                first == null ? "no reason was recorded" : rootOf(first).toString(),
                "The next start resumes it; if it fails again, please report this.",
                first);
    }

    private static Throwable rootOf(Throwable thrown) {
        Throwable root = thrown;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }
}
