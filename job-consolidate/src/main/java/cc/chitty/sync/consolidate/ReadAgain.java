package cc.chitty.sync.consolidate;

import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.ExitStatus;
import org.springframework.batch.core.listener.StepExecutionListener;
import org.springframework.batch.core.step.StepExecution;

/**
 * Repeats the step read while files were put back: a chunk may find out that files of a session have to be read once
 * more, and they may be among those that were read ahead and are not written yet.
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
                execution.getStatus() == BatchStatus.COMPLETED && current.run().takeUpAgain();
        return waiting ? AGAIN : null;
    }
}
