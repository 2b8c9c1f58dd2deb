package cc.chitty.sync.drivesync;

import org.springframework.batch.core.scope.context.ChunkContext;
import org.springframework.batch.core.step.StepContribution;
import org.springframework.batch.core.step.tasklet.Tasklet;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;

/** The step transfer: a chunk with each call, which Batch commits together with how far the step is. */
final class TransferTasklet implements Tasklet {

    private final CurrentDrive current;

    TransferTasklet(CurrentDrive current) {
        this.current = current;
    }

    @Override
    public RepeatStatus execute(StepContribution contribution, ChunkContext context) {
        RemoteSync sync = current.sync();
        if (sync.run().options().dryRun()) {
            return RepeatStatus.FINISHED;
        }
        long before = sync.run().counted("files_transferred");
        boolean more = sync.transfer();
        Transferring.Far far = sync.far();
        if (far != null) {
            ExecutionContext progress = contribution.getStepExecution().getExecutionContext();
            progress.putLong("bytes", far.bytes());
            progress.putLong("files", far.files());
            progress.putLong("seconds_left", far.secondsLeft());
            contribution.incrementWriteCount(far.files() - before);
        }
        return more ? RepeatStatus.CONTINUABLE : RepeatStatus.FINISHED;
    }
}
