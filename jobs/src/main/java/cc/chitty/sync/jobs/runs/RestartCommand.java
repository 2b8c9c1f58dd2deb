package cc.chitty.sync.jobs.runs;

import cc.chitty.sync.consolidate.ConsolidateJobConfiguration;
import cc.chitty.sync.consolidate.ConsolidateOptions;
import cc.chitty.sync.jobs.command.Invocation;
import cc.chitty.sync.jobs.command.OwnerCommand;
import cc.chitty.sync.jobs.command.ShownCommand;
import cc.chitty.sync.kernel.launch.RecordedRun;
import cc.chitty.sync.kernel.launch.RunHistory;
import cc.chitty.sync.kernel.run.ExitCode;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code restart}. */
@Command(
        name = "restart",
        description = "Resumes the last run if it failed or was stopped. An ordinary start of its job does the same.",
        footer = {"  chittysync restart", "  chittysync restart 41    only if 41 is the run to resume"})
public final class RestartCommand extends ShownCommand implements OwnerCommand {

    @Parameters(arity = "0..1", paramLabel = "RUN", description = "The run that is meant.")
    private @Nullable Long id;

    public RestartCommand(Invocation invocation) {
        super(invocation);
    }

    @Override
    protected ExitCode run() {
        Optional<RecordedRun> last =
                invocation().owner().get().get(RunHistory.class).last(ConsolidateJobConfiguration.NAME, 1).stream()
                        .filter(RecordedRun::isResumable)
                        .findFirst();
        if (last.isEmpty()) {
            throw wrong("there is no run to resume: the last one did not fail and was not stopped");
        }
        if (id != null && id != last.get().id()) {
            throw wrong("run " + id + " cannot be resumed; the one that can is "
                    + last.get().id());
        }
        return new Consolidation(printing(), ConsolidateOptions.USUAL, false).run();
    }
}
