package cc.chitty.sync.jobs.runs;

import cc.chitty.sync.jobs.command.Invocation;
import cc.chitty.sync.jobs.command.OwnerCommand;
import cc.chitty.sync.jobs.command.ShownCommand;
import cc.chitty.sync.jobs.command.Table;
import cc.chitty.sync.jobs.command.Words;
import cc.chitty.sync.jobs.gitpush.FileVersions;
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
            "  chittysync history consolidate -n 5  the last 5 of one job",
            "  chittysync history --file todos.json               the versions that git-push has shared",
            "  chittysync history --file todos.json --before 41   as it was before run 41 of git-push"
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

    @Option(names = "--file", paramLabel = "PATH", description = "List the versions of this shared file instead.")
    private @Nullable String file;

    @Option(names = "--at", paramLabel = "COMMIT", description = "Show the file as it was at this commit.")
    private @Nullable String at;

    @Option(
            names = "--before",
            paramLabel = "RUN",
            description = "Show the file as it was before this run of git-push, or before a run's commit.")
    private @Nullable String before;

    public HistoryCommand(Invocation invocation) {
        super(invocation);
    }

    @Override
    protected ExitCode run() {
        if (file != null) {
            return file(new FileVersions(printing(), file));
        }
        if (at != null || before != null) {
            throw wrong("--at and --before go with --file");
        }
        if (limit < 1) {
            throw wrong("--limit must be at least 1");
        }
        List<RecordedRun> runs = runs(invocation().owner().get().get(RunHistory.class));
        printing().print(() -> lines(runs), json -> json.list("runs", runs, run -> Runs.write(json, run)));
        return ExitCode.DONE;
    }

    private ExitCode file(FileVersions versions) {
        String commit = at;
        String run = before;
        if (commit != null && !commit.matches("[0-9a-f]{40}")) {
            throw wrong("'" + commit + "' is not a commit in full");
        }
        if (run != null && !run.matches("\\d{1,18}|[0-9a-f]{40}")) {
            throw wrong("'" + run + "' is neither a run's number nor a commit in full");
        }
        if (commit != null && run != null) {
            throw wrong("--at and --before exclude each other");
        }
        return commit != null ? versions.at(commit) : run != null ? versions.before(run) : versions.list();
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
