package cc.chitty.sync.jobs.runs;

import cc.chitty.sync.jobs.command.Invocation;
import cc.chitty.sync.jobs.command.Owner;
import cc.chitty.sync.jobs.command.OwnerCommand;
import cc.chitty.sync.jobs.command.ShownCommand;
import cc.chitty.sync.kernel.launch.JobRunner;
import cc.chitty.sync.kernel.launch.RecordedRun;
import cc.chitty.sync.kernel.launch.RunHistory;
import cc.chitty.sync.kernel.launch.RunningJobs;
import cc.chitty.sync.kernel.run.ExitCode;
import java.time.Duration;
import java.util.List;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.JobExecution;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code stop}. */
@Command(
        name = "stop",
        description = {
            "Stops a run that is going on, at its next chunk or step, and waits until it has ended.",
            "The next start of its job resumes it. Exit 0 only if it has ended as stopped."
        },
        footer = {"  chittysync stop 41", "  chittysync stop 41 && chittysync prune"})
public final class StopCommand extends ShownCommand implements OwnerCommand {

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

    @Parameters(paramLabel = "RUN", description = "The run's number, as `status` and `history` list it.")
    private long id;

    public StopCommand(Invocation invocation) {
        super(invocation);
    }

    @Override
    protected ExitCode run() {
        Owner owner = invocation().owner().get();
        RunningJobs running = owner.get(RunningJobs.class);
        JobExecution execution = running.running(id);
        if (execution == null) {
            throw wrong("run " + id + " is not going on");
        }
        owner.get(JobRunner.class).stop(execution.getJobInstance().getJobName());
        while (running.running(id) != null) {
            if (invocation().interruption().await(BETWEEN_LOOKS)) {
                return ExitCode.INTERRUPTED;
            }
        }
        RecordedRun ended = ended(owner.get(RunHistory.class), execution.getStatus());
        boolean stopped = execution.getStatus() == BatchStatus.STOPPED;
        String how = stopped ? "stopped; the next start resumes it." : "ended by itself before it could be stopped.";
        printing().print(() -> List.of("Run " + id + " has " + how), json -> Runs.write(json, ended));
        return stopped ? ExitCode.DONE : ExitCode.FAILED;
    }

    /** The listeners are told that a run has ended just before its last status is written. */
    private RecordedRun ended(RunHistory history, BatchStatus status) {
        RecordedRun run = recorded(history);
        while (run.status() != status && !invocation().interruption().await(BETWEEN_LOOKS)) {
            run = recorded(history);
        }
        return run;
    }

    private RecordedRun recorded(RunHistory history) {
        return history.find(id).orElseThrow(() -> wrong("run " + id + " was removed"));
    }
}
