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
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/** Runs the job, one run at a time; a second one that comes while it goes on is told so. */
public final class GpuSync {

    /** Who asks, and how. */
    public record Asked(
            SyncOptions options, boolean fresh, Trigger trigger, Interruption interruption, Progress progress) {}

    /** How it went, and what the plan was, as far as this run has made it. */
    public record Answer(Ended ended, SyncRun.Planned planned) {}

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
        if (!oneAtATime.tryLock()) {
            throw new Failure(
                    FailureCategory.BUSY, "run gpu-sync", "a run is going on", "Wait for it; 'status' shows it.");
        }
        try {
            return start(asked);
        } finally {
            oneAtATime.unlock();
        }
    }

    /** How the last run was asked for, if it can be resumed. */
    public Optional<SyncOptions> resumable() {
        return history.last(GpuSyncJobConfiguration.NAME, 1).stream()
                .filter(RecordedRun::isResumable)
                .flatMap(run -> parts.tables().plans().ofRun(run.id()).stream())
                .map(StoredPlan::asked)
                .map(SyncOptions::parse)
                .findFirst();
    }

    private Answer start(Asked asked) {
        boolean same = resumable().filter(asked.options::equals).isPresent();
        SyncSteps steps = parts.steps(asked.options.peer());
        try (SyncRun run = new SyncRun(asked.options, asked.interruption, asked.progress)) {
            current.set(run, steps);
            Ended ended = runner.run(new JobRunner.Order(
                    GpuSyncJobConfiguration.NAME,
                    asked.fresh || !same || asked.options.dryRun(),
                    asked.trigger,
                    asked.interruption,
                    () -> new RunReport(run.counts(), run.problems())));
            return new Answer(ended, run.planned());
        } finally {
            asked.progress.end();
        }
    }
}
