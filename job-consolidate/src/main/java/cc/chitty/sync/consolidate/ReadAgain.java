package cc.chitty.sync.consolidate;

import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.ExitStatus;
import org.springframework.batch.core.listener.StepExecutionListener;
import org.springframework.batch.core.step.StepExecution;

/**
 * Repeats the step read while files wait. Batch never asks a reader again that had no more to give, but the last chunk
 * may find out that a session's files have to be read once more.
 */
final class ReadAgain implements StepExecutionListener {

    static final ExitStatus AGAIN = new ExitStatus("AGAIN");

    private final CurrentRun current;

    ReadAgain(CurrentRun current) {
        this.current = current;
    }

    @Override
    public @Nullable ExitStatus afterStep(StepExecution execution) {
        boolean waiting =
                execution.getStatus() == BatchStatus.COMPLETED && current.run().hasWaiting();
        return waiting ? AGAIN : null;
    }
}
