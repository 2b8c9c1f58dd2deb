package cc.chitty.sync.drivesync;

import cc.chitty.sync.drivesync.plan.Plan;
import cc.chitty.sync.drivesync.store.DriveStore;
import cc.chitty.sync.kernel.launch.Ended;
import cc.chitty.sync.kernel.launch.JobRunner;
import cc.chitty.sync.kernel.launch.RecordedRun;
import cc.chitty.sync.kernel.launch.RunHistory;
import cc.chitty.sync.kernel.launch.RunReport;
import cc.chitty.sync.kernel.launch.Trigger;
import cc.chitty.sync.kernel.run.Failure;
import cc.chitty.sync.kernel.run.FailureCategory;
import cc.chitty.sync.kernel.run.Interruption;
import cc.chitty.sync.kernel.run.Problem;
import cc.chitty.sync.kernel.run.Progress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.BatchStatus;

/** Runs the job, remote by remote, one run at a time; a second caller that comes while one goes on is told so. */
public final class DriveSync {

    private static final int LOOKED_BACK = 1_000;

    /** Among the counts of a run that was a rehearsal. */
    private static final String DRY_RUN = "dry_run";

    private final JobRunner runner;
    private final RunHistory history;
    private final CurrentDrive current;
    private final DriveParts parts;
    private final Versions versions;
    private final ReentrantLock oneAtATime = new ReentrantLock();

    DriveSync(JobRunner runner, RunHistory history, CurrentDrive current, DriveParts parts, Versions versions) {
        this.runner = runner;
        this.history = history;
        this.current = current;
        this.parts = parts;
        this.versions = versions;
    }

    /** Who asks, and how. */
    public record Asked(
            DriveOptions options, boolean fresh, Trigger trigger, Interruption interruption, Progress progress) {}

    /**
     * How it went with one remote.
     *
     * @param plan what was decided; null where the run went on with an earlier plan, or did not come so far
     */
    public record Answer(
            String remote, Ended ended, @Nullable Plan plan) {

        /** Whether it did all that an earlier run had planned: what changed since was not looked at. */
        public boolean isOfEarlierPlan() {
            Map<String, Long> counts = ended.report().counts();
            return ended.failure() == null
                    && counts.containsKey(DriveRun.PLANS_RESUMED)
                    && !counts.containsKey(DriveRun.LIMITED);
        }
    }

    /**
     * Runs the named remotes to their ends in this thread; all of them where none is named. One remote's failure stops no
     * other, but an interruption does.
     *
     * @throws Failure BUSY if a run is going on, NOT_SET_UP without a remote, USAGE for a name that none has
     */
    public List<Answer> run(List<String> names, Asked asked) {
        return exclusively(() -> all(parts.remotes(names), asked));
    }

    /** As {@link #run}, but only those whose last success is as long ago as their setting says. */
    public List<Answer> runDue(List<String> names, Asked asked) {
        return exclusively(
                () -> all(parts.remotes(names).stream().filter(this::isDue).toList(), asked));
    }

    /** How a rollback went: what it did to the mirror, and the run that made a commit of it. */
    public record RolledBack(int written, int deleted, String snapshot, List<Problem> problems, Answer answer) {}

    /**
     * Makes a mirror what it was before a run, and a commit of that; where the remote follows the mirror, that too.
     *
     * @throws Failure USAGE if that run changed nothing; else as {@link #run}
     */
    public RolledBack rollback(long run, Asked asked) {
        return exclusively(() -> {
            RemoteSettings remote = parts.remote(DriveStore.remoteOf(parts.jdbc(), run)
                    .orElseThrow(() -> new Failure(
                            FailureCategory.USAGE,
                            "roll back run " + run,
                            "there is no such run of drive-sync",
                            "'history drive-sync' lists them.")));
            parts.overlaps().requireNone(parts.settings().remotes());
            RollingBack.Restored restored = new RollingBack(parts.of(remote), asked.interruption).toBefore(run);
            boolean writes = remote.direction().writesRemote();
            DriveOptions options = writes ? DriveOptions.ALL_AGREED : DriveOptions.COMMIT_ONLY;
            Asked commit = new Asked(options, true, asked.trigger, asked.interruption, asked.progress);
            return new RolledBack(
                    restored.written(),
                    restored.deleted(),
                    restored.snapshot(),
                    restored.problems(),
                    one(remote, commit));
        });
    }

    private <T> T exclusively(Supplier<T> work) {
        if (!oneAtATime.tryLock()) {
            throw new Failure(
                    FailureCategory.BUSY, "run drive-sync", "a run is going on", "Wait for it; 'status' shows it.");
        }
        try {
            return work.get();
        } finally {
            oneAtATime.unlock();
        }
    }

    private List<Answer> all(List<RemoteSettings> remotes, Asked asked) {
        List<Answer> answers = new ArrayList<>();
        for (RemoteSettings remote : remotes) {
            if (!asked.interruption.raised() || answers.isEmpty()) {
                answers.add(one(remote, asked));
            }
        }
        return answers;
    }

    private Answer one(RemoteSettings remote, Asked asked) {
        DriveRun run = new DriveRun(asked.options, asked.interruption, asked.progress);
        RemoteSync sync = new RemoteSync(parts.of(remote), run, versions);
        current.set(sync);
        boolean fresh = asked.fresh || asked.options.dryRun() || !wasLast(remote);
        if (asked.options.dryRun()) {
            run.count(DRY_RUN, 1);
        } else {
            parts.place().lastRemote(remote);
        }
        try {
            Ended ended = runner.run(new JobRunner.Order(
                    DriveSyncJobConfiguration.NAME,
                    fresh,
                    asked.trigger,
                    asked.interruption,
                    () -> new RunReport(run.counts(), run.problems())));
            return new Answer(remote.name(), ended, run.plan());
        } finally {
            asked.progress.end();
        }
    }

    /** Whether the last run, which may be one to resume, was about this remote. */
    private boolean wasLast(RemoteSettings remote) {
        return lastRemote().map(remote.name()::equals).orElse(false);
    }

    /** The remote that the last run was about. */
    public Optional<String> lastRemote() {
        return parts.place().lastRemote();
    }

    private boolean isDue(RemoteSettings remote) {
        Instant limit = parts.place().clock().instant().minus(remote.every());
        return history.last(DriveSyncJobConfiguration.NAME, LOOKED_BACK).stream()
                .filter(run -> run.status() == BatchStatus.COMPLETED
                        && !run.counts().containsKey(DRY_RUN)
                        && !run.counts().containsKey(DriveRun.LIMITED))
                .takeWhile(run -> run.began().isAfter(limit))
                .noneMatch(run -> isAbout(run, remote));
    }

    private boolean isAbout(RecordedRun run, RemoteSettings remote) {
        return DriveStore.remoteOf(parts.jdbc(), run.id())
                .filter(remote.name()::equals)
                .isPresent();
    }
}
