package cc.chitty.sync.jobs.runs;

import cc.chitty.sync.jobs.command.Invocation;
import cc.chitty.sync.jobs.command.OwnerCommand;
import cc.chitty.sync.jobs.command.ShownCommand;
import cc.chitty.sync.jobs.command.Table;
import cc.chitty.sync.jobs.command.Words;
import cc.chitty.sync.kernel.launch.RecordedRun;
import cc.chitty.sync.kernel.launch.RunHistory;
import cc.chitty.sync.kernel.run.ExitCode;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code history}. */
@Command(
        name = "history",
        description = "Lists the last runs, the newest first.",
        footer = {
            "  chittysync history                   the last 20 runs of all jobs",
            "  chittysync history consolidate -n 5  the last 5 of one job"
        })
public final class HistoryCommand extends ShownCommand implements OwnerCommand {

    @Parameters(arity = "0..1", paramLabel = "JOB", description = "Only runs of this job.")
    private @Nullable String job;

    @Option(
            names = {"-n", "--limit"},
            paramLabel = "COUNT",
            defaultValue = "20",
            description = "How many runs (${DEFAULT-VALUE}).")
    private int limit;

    public HistoryCommand(Invocation invocation) {
        super(invocation);
    }

    @Override
    protected ExitCode run() {
        if (limit < 1) {
            throw wrong("--limit must be at least 1");
        }
        List<RecordedRun> runs = runs(invocation().owner().get().get(RunHistory.class));
        printing().print(() -> lines(runs), json -> json.list("runs", runs, run -> Runs.write(json, run)));
        return ExitCode.DONE;
    }

    private List<RecordedRun> runs(RunHistory history) {
        String named = job;
        if (named == null) {
            return history.last(limit);
        }
        List<RecordedRun> runs = history.last(named, limit);
        if (runs.isEmpty() && !history.jobs().contains(named)) {
            List<String> jobs = history.jobs();
            throw wrong("no job named " + named + " has run"
                    + (jobs.isEmpty() ? "" : "; there are " + String.join(", ", jobs)));
        }
        return runs;
    }

    private List<String> lines(List<RecordedRun> runs) {
        if (runs.isEmpty()) {
            return List.of("No run yet. `chittysync consolidate` begins the first one.");
        }
        Table table = new Table(printing().style());
        table.right("RUN")
                .left("JOB")
                .left("STATUS")
                .right("BEGAN")
                .right("TOOK")
                .left("WHY");
        table.flexible("CHANGES").right("PROBLEMS");
        Instant now = now();
        for (RecordedRun run : runs) {
            table.row(
                    Long.toString(run.id()),
                    run.job(),
                    Runs.status(run),
                    Words.ago(run.began(), now),
                    Words.took(run.took()),
                    Runs.trigger(run),
                    Runs.changes(run),
                    Words.number(run.problems()));
        }
        List<String> lines = table.lines();
        for (int i = 0; i < runs.size(); i++) {
            String line = lines.get(i + 1);
            RecordedRun run = runs.get(i);
            lines.set(
                    i + 1,
                    run.problems() == 0 && !run.isResumable()
                            ? line
                            : Runs.coloured(printing().style(), run, line));
        }
        return lines;
    }
}
