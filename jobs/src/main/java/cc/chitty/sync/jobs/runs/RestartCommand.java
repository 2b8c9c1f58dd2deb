package cc.chitty.sync.jobs.runs;

import cc.chitty.sync.jobs.command.Invocation;
import cc.chitty.sync.jobs.command.OwnerCommand;
import cc.chitty.sync.jobs.command.Resumed;
import cc.chitty.sync.jobs.command.ShownCommand;
import cc.chitty.sync.kernel.launch.RecordedRun;
import cc.chitty.sync.kernel.launch.RunHistory;
import cc.chitty.sync.kernel.run.ExitCode;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.BatchStatus;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code restart}. */
@Command(
        name = "restart",
        description =
                "Resumes the last run of a job that failed or was stopped. An ordinary start of the job does the same.",
        footer = {
            "  chittysync restart",
            "  chittysync restart 41    only if 41 is the run to resume",
            "  chittysync restart 41 --step transfer"
        })
public final class RestartCommand extends ShownCommand implements OwnerCommand {

    @Parameters(arity = "0..1", paramLabel = "RUN", description = "The run that is meant.")
    private @Nullable Long id;

    @Option(
            names = "--step",
            paramLabel = "STEP",
            description = "Only if this is the step at which the run ended; `show RUN` lists them.")
    private @Nullable String step;

    private final List<Resumed> jobs;

    /** @param jobs those whose runs can be resumed */
    public RestartCommand(Invocation invocation, List<Resumed> jobs) {
        super(invocation);
        this.jobs = jobs;
    }

    @Override
    protected ExitCode run() {
        List<RecordedRun> resumable = resumable();
        if (resumable.isEmpty()) {
            throw wrong("there is no run to resume: the last one did not fail and was not stopped");
        }
        Long meant = id;
        RecordedRun run = resumable.stream()
                .filter(it -> meant == null || it.id() == meant)
                .findFirst()
                .orElseThrow(() -> wrong("run " + meant + " cannot be resumed; the one that can is "
                        + resumable.stream().map(it -> Long.toString(it.id())).collect(Collectors.joining(" or "))));
        requireStep(run);
        return jobs.stream()
                .filter(it -> it.job().equals(run.job()))
                .findFirst()
                .orElseThrow()
                .start()
                .apply(printing());
    }

    private void requireStep(RecordedRun run) {
        String wanted = step;
        if (wanted == null) {
            return;
        }
        String ended = invocation().owner().get().get(RunHistory.class).details(run.id()).stream()
                .flatMap(details -> details.steps().stream())
                .filter(it -> it.status() != BatchStatus.COMPLETED)
                .map(RecordedRun.Step::name)
                .findFirst()
                .orElse("none");
        if (!ended.equals(wanted)) {
            throw wrong("run " + run.id() + " did not end at the step " + wanted + " but at " + ended);
        }
    }

    /** The last run of each job, if it can be resumed; the newest first. */
    private List<RecordedRun> resumable() {
        RunHistory history = invocation().owner().get().get(RunHistory.class);
        return jobs.stream()
                .flatMap(it -> history.last(it.job(), 1).stream())
                .filter(RecordedRun::isResumable)
                .sorted(Comparator.comparingLong(RecordedRun::id).reversed())
                .toList();
    }
}
