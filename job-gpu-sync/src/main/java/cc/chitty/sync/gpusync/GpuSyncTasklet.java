package cc.chitty.sync.gpusync;

import cc.chitty.sync.gpusync.run.SyncRun;
import cc.chitty.sync.gpusync.run.SyncSteps;
import java.util.Objects;
import org.springframework.batch.core.scope.context.ChunkContext;
import org.springframework.batch.core.step.StepContribution;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.core.step.tasklet.Tasklet;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;

/** One step of the job that is done at once. */
final class GpuSyncTasklet implements Tasklet {

    /** What a step does. */
    @FunctionalInterface
    interface Work {
        void on(SyncSteps steps, SyncRun run);
    }

    private final CurrentGpuSync current;
    private final String name;
    private final Work work;

    GpuSyncTasklet(CurrentGpuSync current, String name, Work work) {
        this.current = current;
        this.name = name;
        this.work = work;
    }

    @Override
    public RepeatStatus execute(StepContribution contribution, ChunkContext context) {
        SyncRun run = current.run();
        tell(run, contribution.getStepExecution());
        run.progress().step(name);
        work.on(current.steps(), run);
        return RepeatStatus.FINISHED;
    }

    static void tell(SyncRun run, StepExecution step) {
        run.is(Objects.requireNonNull(step.getJobExecution()).getJobInstanceId(), step.getJobExecutionId());
    }
}
