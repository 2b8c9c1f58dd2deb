package cc.chitty.sync.gpusync;

import cc.chitty.sync.gpusync.plan.StoredPlan;
import cc.chitty.sync.gpusync.run.SyncOptions;
import cc.chitty.sync.gpusync.run.SyncRun;
import cc.chitty.sync.gpusync.run.SyncSteps;
import cc.chitty.sync.kernel.launch.Ended;
import cc.chitty.sync.kernel.launch.JobRunner;
import cc.chitty.sync.kernel.launch.RecordedRun;
import cc.chitty.sync.kernel.launch.RunHistory;
import cc.chitty.sync.kernel.launch.RunReport;
import cc.chitty.sync.kernel.launch.Trigger;
import cc.chitty.sync.kernel.run.Failure;
import cc.chitty.sync.kernel.run.FailureCategory;
import cc.chitty.sync.kernel.run.Interruption;
import cc.chitty.sync.kernel.run.Progress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** Runs the job, one run at a time; a second one that comes while it goes on is told so. */
public final class GpuSync {

    /** Who asks, and how. */
    public record Asked(
            SyncOptions options, boolean fresh, Trigger trigger, Interruption interruption, Progress progress) {}

    /**
     * How it went, and what the plan was, as far as this run has made it.
     *
     * @param repositories of a dry run what is planned for repositories, else which refs were deleted in them; in words
     */
    public record Answer(Ended ended, SyncRun.Planned planned, List<String> repositories) {

        /** Whether it did what an earlier run had planned, and that to its end: what changed since was not looked at. */
        public boolean isOfEarlierPlan() {
            return ended.failure() == null && ended.report().counts().containsKey(SyncRun.PLAN_KEPT);
        }
    }

    private final JobRunner runner;
    private final RunHistory history;
    private final CurrentGpuSync current;
    private final GpuSyncParts parts;
    private final ReentrantLock oneAtATime = new ReentrantLock();

    GpuSync(JobRunner runner, RunHistory history, CurrentGpuSync current, GpuSyncParts parts) {
        this.runner = runner;
        this.history = history;
        this.current = current;
        this.parts = parts;
    }

    /**
     * Runs it to its end in this thread.
     *
     * @throws Failure BUSY if a run is going on, NOT_SET_UP without a peer
     */
    public Answer run(Asked asked) {
        return alone(() -> {
            boolean same = !asked.options.dryRun() && isAskedAgain(GpuSyncJobConfiguration.NAME, asked.options.text());
            return start(GpuSyncJobConfiguration.NAME, asked, "", !same);
        });
    }

    /**
     * Puts back what a snapshot of a peer has kept.
     *
     * @param snapshot its id
     * @throws Failure USAGE if there is none of that id; else as {@link #run}
     */
    public Answer rollback(String snapshot, Asked asked) {
        parts.snapshots(asked.options.peer()).read(snapshot);
        return alone(() -> {
            boolean same = isAskedAgain(GpuSyncJobConfiguration.ROLLBACK, snapshot);
            return start(GpuSyncJobConfiguration.ROLLBACK, asked, snapshot, !same);
        });
    }

    private Answer alone(Supplier<Answer> work) {
        if (!oneAtATime.tryLock()) {
            throw new Failure(
                    FailureCategory.BUSY, "run gpu-sync", "a run is going on", "Wait for it; 'status' shows it.");
        }
        try {
            return work.get();
        } finally {
            oneAtATime.unlock();
        }
    }

    /** A run that failed before it could write down how it was asked for has done nothing. */
    private boolean isAskedAgain(String job, String asked) {
        return !isOvertaken(job) && last(job).map(asked::equals).orElse(true);
    }

    /**
     * How the last run of a job was asked for, if it can be resumed: options as text, or the id of a snapshot. What a sync has planned, and
     * has written down of it, holds no more once a rollback came, and the other way round.
     */
    public Optional<String> resumable(String job) {
        return isOvertaken(job) ? Optional.empty() : last(job);
    }

    private Optional<String> last(String job) {
        return history.last(job, 1).stream()
                .filter(RecordedRun::isResumable)
                .flatMap(run -> parts.tables().plans().ofRun(run.id()).stream())
                .map(StoredPlan::asked)
                .findFirst();
    }

    /** Whether the other of the two jobs has run since. */
    private boolean isOvertaken(String job) {
        boolean isSync = job.equals(GpuSyncJobConfiguration.NAME);
        String other = isSync ? GpuSyncJobConfiguration.ROLLBACK : GpuSyncJobConfiguration.NAME;
        return lastRun(other) > lastRun(job);
    }

    private long lastRun(String job) {
        return history.last(job, 1).stream().mapToLong(RecordedRun::id).sum();
    }

    /** How this machine spells paths is in a file; only conflicts need it. */
    private SyncRun.Planned spelled(SyncRun.Planned planned, String peer) {
        return planned.conflicts().isEmpty()
                ? planned
                : planned.spelled(parts.evidence(peer).here());
    }

    private Answer start(String job, Asked asked, String snapshot, boolean another) {
        SyncSteps steps = parts.steps(asked.options);
        try (SyncRun run = new SyncRun(asked.options, snapshot, asked.interruption, asked.progress)) {
            current.set(run, steps);
            Ended ended = runner.run(new JobRunner.Order(
                    job,
                    asked.fresh || another,
                    asked.trigger,
                    asked.interruption,
                    () -> new RunReport(run.counts(), run.problems())));
            return new Answer(ended, spelled(run.planned(), asked.options.peer()), run.gitLines());
        } finally {
            asked.progress.end();
        }
    }
}
