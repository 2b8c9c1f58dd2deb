package cc.chitty.sync.gitpush;

import java.util.function.Predicate;
import org.springframework.batch.core.scope.context.ChunkContext;
import org.springframework.batch.core.step.StepContribution;
import org.springframework.batch.core.step.tasklet.Tasklet;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;

/** One step of the job, where the options want it. */
final class SyncTasklet implements Tasklet {

    /** What a step does. */
    @FunctionalInterface
    interface Work {
        void on(Sync sync, SyncRun run);
    }

    private final CurrentSync current;
    private final String name;
    private final Predicate<GitPushOptions> wanted;
    private final Work work;

    SyncTasklet(CurrentSync current, String name, Predicate<GitPushOptions> wanted, Work work) {
        this.current = current;
        this.name = name;
        this.wanted = wanted;
        this.work = work;
    }

    @Override
    public RepeatStatus execute(StepContribution contribution, ChunkContext context) {
        SyncRun run = current.run();
        if (wanted.test(run.options())) {
            run.id(Long.toString(contribution.getStepExecution().getJobExecutionId()));
            run.progress().step(name);
            work.on(current.sync(), run);
        }
        return RepeatStatus.FINISHED;
    }
}
