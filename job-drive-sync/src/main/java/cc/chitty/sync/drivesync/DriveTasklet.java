package cc.chitty.sync.drivesync;

import java.util.function.Consumer;
import java.util.function.Predicate;
import org.springframework.batch.core.scope.context.ChunkContext;
import org.springframework.batch.core.step.StepContribution;
import org.springframework.batch.core.step.tasklet.Tasklet;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;

/** One step of the job that does its work at once, where the options want it. */
final class DriveTasklet implements Tasklet {

    private final CurrentDrive current;
    private final String name;
    private final Predicate<DriveOptions> wanted;
    private final Consumer<RemoteSync> work;

    DriveTasklet(CurrentDrive current, String name, Predicate<DriveOptions> wanted, Consumer<RemoteSync> work) {
        this.current = current;
        this.name = name;
        this.wanted = wanted;
        this.work = work;
    }

    @Override
    public RepeatStatus execute(StepContribution contribution, ChunkContext context) {
        RemoteSync sync = current.sync();
        sync.run().id(contribution.getStepExecution().getJobExecutionId());
        if (wanted.test(sync.run().options())) {
            sync.run().progress().step(sync.settings().name() + " " + name);
            work.accept(sync);
        }
        return RepeatStatus.FINISHED;
    }
}
