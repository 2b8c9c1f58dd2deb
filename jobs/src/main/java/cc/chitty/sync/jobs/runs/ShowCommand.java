package cc.chitty.sync.jobs.runs;

import cc.chitty.sync.gpusync.GpuSyncRecords;
import cc.chitty.sync.jobs.command.Invocation;
import cc.chitty.sync.jobs.command.Json;
import cc.chitty.sync.jobs.command.OwnerCommand;
import cc.chitty.sync.jobs.command.Plain;
import cc.chitty.sync.jobs.command.ShownCommand;
import cc.chitty.sync.jobs.command.Style;
import cc.chitty.sync.jobs.command.Table;
import cc.chitty.sync.jobs.command.Words;
import cc.chitty.sync.jobs.snapshots.AllSnapshots;
import cc.chitty.sync.kernel.launch.RecordedRun;
import cc.chitty.sync.kernel.launch.RunHistory;
import cc.chitty.sync.kernel.run.ExitCode;
import cc.chitty.sync.kernel.snapshot.SnapshotId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code show}. */
@Command(
        name = "show",
        description = "Shows all that is known of one run: its steps, what it changed, what it could not handle.",
        footer = {"  chittysync show 41", "  chittysync show 41 --json"})
public final class ShowCommand extends ShownCommand implements OwnerCommand {

    @Parameters(paramLabel = "RUN", description = "The run's number, as `history` lists it.")
    private long id;

    public ShowCommand(Invocation invocation) {
        super(invocation);
    }

    @Override
    protected ExitCode run() {
        RecordedRun.Details details = invocation()
                .owner()
                .get()
                .get(RunHistory.class)
                .details(id)
                .orElseThrow(() -> wrong("there is no run " + id));
        PlanItems items = new PlanItems(invocation().owner().get().get(GpuSyncRecords.class), id);
        printing().print(() -> lines(details, items), json -> write(json, details, items));
        return ExitCode.DONE;
    }

    private @Nullable String snapshot(RecordedRun run) {
        return AllSnapshots.ofRun(state(), run.job(), run.id())
                .map(SnapshotId::text)
                .or(() -> invocation().owner().get().get(GpuSyncRecords.class).snapshotOf(run.id()))
                .orElse(null);
    }

    private List<String> lines(RecordedRun.Details details, PlanItems items) {
        RecordedRun run = details.run();
        Style style = printing().style();
        List<String> lines = new ArrayList<>();
        lines.add(style.bold("Run " + run.id() + " of " + run.job()) + "  "
                + Runs.coloured(style, run, Runs.status(run)));
        lines.add("  began     " + run.began() + " (" + Words.ago(run.began(), now()) + ")");
        if (run.ended() != null) {
            lines.add("  took      " + Words.took(run.took()));
        }
        RecordedRun.Owner owner = run.owner();
        if (owner != null) {
            lines.add("  started   by " + owner.trigger() + ", " + owner.host() + " process " + owner.pid()
                    + ", version " + owner.version() + ", settings " + owner.settingsDigest());
        }
        String snapshot = snapshot(run);
        lines.add("  snapshot  " + (snapshot == null ? "none" : snapshot));
        if (!run.message().isEmpty()) {
            lines.add("  message   " + Plain.of(run.message()));
        }
        lines.add("");
        lines.addAll(steps(details));
        new TreeMap<>(run.counts())
                .forEach((name, amount) -> lines.add(
                        String.format(Locale.ROOT, "%14s  %s", Words.number(amount), name.replace('_', ' '))));
        lines.addAll(items.lines(style));
        if (!details.problems().isEmpty()) {
            lines.add("");
            lines.add(style.yellow(Words.count(details.problems().size(), "problem")));
            details.problems()
                    .forEach(problem -> lines.add("  " + Plain.of(problem.where()) + ": " + Plain.of(problem.what())));
        }
        return lines;
    }

    private List<String> steps(RecordedRun.Details details) {
        Table table = new Table(printing().style());
        table.left("STEP")
                .left("STATUS")
                .right("TOOK")
                .right("READ")
                .right("WRITTEN")
                .right("SKIPPED");
        for (RecordedRun.Step step : details.steps()) {
            Duration took =
                    step.began() == null || step.ended() == null ? null : Duration.between(step.began(), step.ended());
            table.row(
                    step.name(),
                    step.status().name().toLowerCase(Locale.ROOT),
                    Words.took(took),
                    Words.number(step.read()),
                    Words.number(step.written()),
                    Words.number(step.skipped()));
        }
        List<String> lines = table.lines();
        lines.add("");
        return lines;
    }

    private void write(Json json, RecordedRun.Details details, PlanItems items) {
        RecordedRun run = details.run();
        Runs.write(json, run);
        RecordedRun.Owner owner = run.owner();
        if (owner != null) {
            json.object(
                    "owner",
                    object -> object.text("host", owner.host())
                            .number("pid", owner.pid())
                            .time("started", owner.started())
                            .text("device", owner.device())
                            .text("version", owner.version())
                            .text("settings", owner.settingsDigest()));
        }
        json.text("snapshot", snapshot(run));
        json.text("message", run.message().isEmpty() ? null : run.message());
        json.list(
                "steps",
                details.steps(),
                step -> json.text("step", step.name())
                        .text("status", step.status().name().toLowerCase(Locale.ROOT))
                        .time("began", step.began())
                        .time("ended", step.ended())
                        .number("read", step.read())
                        .number("written", step.written())
                        .number("skipped", step.skipped()));
        items.write(json);
        json.problems(details.problems());
    }
}
