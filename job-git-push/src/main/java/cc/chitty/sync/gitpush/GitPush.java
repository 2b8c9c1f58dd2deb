package cc.chitty.sync.gitpush;

import cc.chitty.sync.consolidate.Consolidate;
import cc.chitty.sync.consolidate.ConsolidateOptions;
import cc.chitty.sync.consolidate.todo.Status;
import cc.chitty.sync.consolidate.todo.TodoId;
import cc.chitty.sync.consolidate.todo.TodoKey;
import cc.chitty.sync.consolidate.todo.TodoSide;
import cc.chitty.sync.kernel.launch.Ended;
import cc.chitty.sync.kernel.launch.JobRunner;
import cc.chitty.sync.kernel.launch.RunReport;
import cc.chitty.sync.kernel.launch.Trigger;
import cc.chitty.sync.kernel.run.ExitCode;
import cc.chitty.sync.kernel.run.Failure;
import cc.chitty.sync.kernel.run.FailureCategory;
import cc.chitty.sync.kernel.run.Interruption;
import cc.chitty.sync.kernel.run.Problem;
import cc.chitty.sync.kernel.run.Progress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

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

    /**
     * What a rollback did to one todo.
     *
     * @param id as commands name it
     * @param content as it was listed
     * @param from the status before, null if it was not listed
     * @param to the status now, null if it is not listed any more
     */
    public record PutBack(
            String id,
            String project,
            String content,
            @Nullable Status from,
            @Nullable Status to) {}

    /**
     * How a rollback went.
     *
     * @param todos those that are now what they were before the run, as read back
     * @param unshared how many todos stay as they are because they had never been shared
     * @param undo the run to roll back in order to take this back; null if nothing was committed
     * @param answer the run that made a commit of it; where nothing was to be done, the one that shared all that is here
     * @param problems of sharing what was here before, and todos that are not what they were
     */
    public record RolledBack(
            List<PutBack> todos, int unshared, @Nullable Long undo, Answer answer, List<Problem> problems) {

        public RolledBack {
            todos = List.copyOf(todos);
            problems = List.copyOf(problems);
        }
    }

    /**
     * Takes back what a run and the commits after it changed in the shared list, as a new commit. First all that is here is
     * read and shared, so that the commit follows one which holds it, and can itself be rolled back.
     *
     * @param run the id of this device's run, or the commit that any device's run made
     * @throws Failure USAGE if that run committed nothing, REFUSED if nothing was shared before it, that of sharing if what
     *     is here could not be shared first; else as {@link #run}
     */
    public RolledBack rollback(String run, Asked asked) {
        if (!oneAtATime.tryLock()) {
            throw busy();
        }
        try {
            return consolidate.exclusively(() -> rolledBack(run, asked));
        } finally {
            oneAtATime.unlock();
        }
    }

    private RolledBack rolledBack(String run, Asked asked) {
        Rollback rollback = new Rollback(parts, run);
        List<Problem> problems =
                new ArrayList<>(wentWell(run, read(asked)).report().problems());
        Answer shared = start(asked);
        wentWell(run, shared.ended());
        Rollback.Plan plan = rollback.plan(shared.ended().run());
        if (plan.changes().isEmpty()) {
            return new RolledBack(List.of(), plan.unshared(), null, shared, problems);
        }
        problems.addAll(shared.ended().report().problems());
        rollback.say(plan.changes());
        Answer answer = start(asked);
        List<PutBack> done = new ArrayList<>();
        Map<TodoKey, TodoSide> now = rollback.now();
        for (Rollback.Change change : plan.changes()) {
            if (change.isDoneIn(now)) {
                done.add(putBack(change));
            } else {
                problems.add(notPutBack(change, run));
            }
        }
        Ended ended = answer.ended();
        boolean committed = ended.report().counts().getOrDefault("commits", 0L) > 0;
        return new RolledBack(done, plan.unshared(), committed ? ended.run() : null, answer, problems);
    }

    private static Problem notPutBack(Rollback.Change change, String run) {
        String id = TodoId.of(change.key());
        return new Problem(
                "todo " + id,
                "it is not what it was before run " + run + "; `chittysync lifecycle " + id + "` shows why");
    }

    private Ended read(Asked asked) {
        return consolidate.run(new Consolidate.Asked(
                ConsolidateOptions.USUAL, false, asked.trigger, asked.interruption, asked.progress));
    }

    private static Ended wentWell(String run, Ended ended) {
        ExitCode code = ended.exitCode();
        if (code == ExitCode.DONE || code == ExitCode.PROBLEMS_LEFT) {
            return ended;
        }
        Failure why = ended.failure();
        throw new Failure(
                why == null ? FailureCategory.INTERRUPTED : why.category(),
                "roll back run " + run,
                "what is here has to be shared first, and that did not end: "
                        + (why == null ? "it was interrupted" : why.getMessage()),
                why == null ? "Nothing was put back; start it again." : "Nothing was put back. " + why.remedy(),
                why);
    }

    private static PutBack putBack(Rollback.Change change) {
        TodoSide from = change.from();
        TodoSide to = change.to();
        String content = from != null ? from.text() : to != null ? to.text() : "";
        return new PutBack(
                TodoId.of(change.key()),
                change.key().project(),
                content,
                from == null ? null : from.status(),
                to == null ? null : to.status());
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
