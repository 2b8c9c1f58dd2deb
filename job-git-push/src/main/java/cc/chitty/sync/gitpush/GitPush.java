package cc.chitty.sync.gitpush;

import cc.chitty.sync.consolidate.Consolidate;
import cc.chitty.sync.kernel.launch.Ended;
import cc.chitty.sync.kernel.launch.JobRunner;
import cc.chitty.sync.kernel.launch.RunReport;
import cc.chitty.sync.kernel.launch.Trigger;
import cc.chitty.sync.kernel.run.Failure;
import cc.chitty.sync.kernel.run.FailureCategory;
import cc.chitty.sync.kernel.run.Interruption;
import cc.chitty.sync.kernel.run.Progress;
import java.util.concurrent.locks.ReentrantLock;

/** Runs the job, one run at a time; a second one that comes while it goes on is told so. */
public final class GitPush {

    /** Who asks, and how. */
    public record Asked(
            GitPushOptions options, boolean fresh, Trigger trigger, Interruption interruption, Progress progress) {}

    /**
     * How it went.
     *
     * @param diff what a dry run would commit; else empty
     */
    public record Answer(Ended ended, String diff) {}

    private final JobRunner runner;
    private final CurrentSync current;
    private final SyncParts parts;
    private final Consolidate consolidate;
    private final ReentrantLock oneAtATime = new ReentrantLock();

    GitPush(JobRunner runner, CurrentSync current, SyncParts parts, Consolidate consolidate) {
        this.runner = runner;
        this.current = current;
        this.parts = parts;
        this.consolidate = consolidate;
    }

    /**
     * Runs it to its end in this thread.
     *
     * @throws Failure BUSY if a run is going on, NOT_SET_UP without a remote
     */
    public Answer run(Asked asked) {
        if (!oneAtATime.tryLock()) {
            throw busy();
        }
        try {
            return consolidate.exclusively(() -> start(asked));
        } finally {
            oneAtATime.unlock();
        }
    }

    /** How a rollback went: how many todos it changed, and the run that made a commit of it. */
    public record RolledBack(int todos, Answer answer) {}

    /**
     * Makes every todo what it was before a run, as a new commit.
     *
     * @param run the id of this device's run, or the commit that any device's run made
     * @throws Failure USAGE if that run committed nothing; else as {@link #run}
     */
    public RolledBack rollback(String run, Asked asked) {
        if (!oneAtATime.tryLock()) {
            throw busy();
        }
        try {
            return consolidate.exclusively(() -> {
                int todos = new Rollback(parts).to(run);
                return new RolledBack(todos, start(asked));
            });
        } finally {
            oneAtATime.unlock();
        }
    }

    private static Failure busy() {
        return new Failure(
                FailureCategory.BUSY, "run git-push", "a run is going on", "Wait for it; 'status' shows it.");
    }

    private Answer start(Asked asked) {
        SyncRun run = new SyncRun(asked.options, asked.interruption, asked.progress);
        if (asked.options.dryRun()) {
            return new DryRun(parts).in(parts.place().state(), rehearsed -> start(asked, run, rehearsed));
        }
        return start(asked, run, parts);
    }

    private Answer start(Asked asked, SyncRun run, SyncParts on) {
        run.folders(on.folders());
        current.set(run, on.sync());
        try {
            Ended ended = runner.run(new JobRunner.Order(
                    GitPushJobConfiguration.NAME,
                    asked.fresh || asked.options.dryRun(),
                    asked.trigger,
                    asked.interruption,
                    () -> new RunReport(run.counts(), run.problems())));
            return new Answer(ended, run.diff());
        } finally {
            asked.progress.end();
        }
    }
}
