package cc.chitty.sync.jobs.snapshots;

import cc.chitty.sync.jobs.command.Invocation;
import cc.chitty.sync.jobs.command.Json;
import cc.chitty.sync.jobs.command.ShownCommand;
import cc.chitty.sync.jobs.command.Table;
import cc.chitty.sync.jobs.command.Words;
import cc.chitty.sync.kernel.run.ExitCode;
import cc.chitty.sync.kernel.run.Failure;
import cc.chitty.sync.kernel.run.FailureCategory;
import cc.chitty.sync.kernel.snapshot.Snapshot;
import cc.chitty.sync.kernel.snapshot.SnapshotId;
import cc.chitty.sync.kernel.snapshot.Snapshots;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import picocli.CommandLine.Command;

/** {@code snapshots}. */
@Command(
        name = "snapshots",
        description = {
            "Lists what was kept before each change, the newest first.",
            "Each snapshot is what a run was about to replace; `rollback` goes back to before that run."
        },
        footer = {"  chittysync snapshots", "  chittysync snapshots --json"})
public final class SnapshotsCommand extends ShownCommand {

    public SnapshotsCommand(Invocation invocation) {
        super(invocation);
    }

    private record Line(Snapshot snapshot, long bytes) {}

    @Override
    protected ExitCode run() {
        List<Line> lines = new ArrayList<>();
        for (Snapshots snapshots : AllSnapshots.of(state())) {
            for (SnapshotId id : snapshots.ids()) {
                add(snapshots, id, lines);
            }
        }
        lines.sort(Comparator.comparing((Line line) -> line.snapshot.id()).reversed());
        printing().print(() -> lines(lines), json -> json.list("snapshots", lines, line -> write(json, line)));
        return ExitCode.DONE;
    }

    /** One that a run prunes in this moment is no more. */
    private static void add(Snapshots snapshots, SnapshotId id, List<Line> lines) {
        try {
            lines.add(new Line(snapshots.read(id), snapshots.bytes(id)));
        } catch (Failure e) {
            if (e.category() == FailureCategory.DAMAGED || snapshots.ids().contains(id)) {
                throw e;
            }
        }
    }

    private List<String> lines(List<Line> snapshots) {
        if (snapshots.isEmpty()) {
            return List.of("No snapshots yet: no run has changed anything.");
        }
        Table table = new Table(printing().style());
        table.flexible("SNAPSHOT").left("BEFORE").right("FILES").right("SIZE").right("TAKEN");
        Instant now = now();
        for (Line line : snapshots) {
            Snapshot snapshot = line.snapshot;
            table.row(
                    snapshot.id().text(),
                    before(snapshot),
                    Words.number(snapshot.files().size()),
                    Words.bytes(line.bytes),
                    Words.ago(snapshot.id().instant(), now));
        }
        List<String> lines = table.lines();
        lines.add("");
        lines.add(Words.count(snapshots.size(), "snapshot") + ", "
                + Words.bytes(snapshots.stream().mapToLong(Line::bytes).sum()) + ".");
        return lines;
    }

    private static String before(Snapshot snapshot) {
        return snapshot.job().equals("restore")
                ? "rollback of run " + snapshot.run()
                : snapshot.job() + " run " + snapshot.run();
    }

    private static void write(Json json, Line line) {
        Snapshot snapshot = line.snapshot;
        json.text("id", snapshot.id().text())
                .time("taken", snapshot.id().instant())
                .text("job", snapshot.job())
                .text("run", snapshot.run())
                .number("bytes", line.bytes)
                .texts(
                        "files",
                        snapshot.files().stream()
                                .map(file -> file.path().toString())
                                .toList());
    }
}
