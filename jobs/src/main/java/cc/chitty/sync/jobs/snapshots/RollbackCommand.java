package cc.chitty.sync.jobs.snapshots;

import cc.chitty.sync.consolidate.ConsolidateJobConfiguration;
import cc.chitty.sync.consolidate.Rollback;
import cc.chitty.sync.consolidate.todo.Sighting;
import cc.chitty.sync.consolidate.todo.TodoId;
import cc.chitty.sync.drivesync.DriveSyncJobConfiguration;
import cc.chitty.sync.jobs.command.Invocation;
import cc.chitty.sync.jobs.command.Json;
import cc.chitty.sync.jobs.command.OwnerCommand;
import cc.chitty.sync.jobs.command.Plain;
import cc.chitty.sync.jobs.command.Reversible;
import cc.chitty.sync.jobs.command.ShownCommand;
import cc.chitty.sync.jobs.command.Words;
import cc.chitty.sync.kernel.run.ExitCode;
import cc.chitty.sync.kernel.snapshot.SnapshotId;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code rollback}. */
@Command(
        name = "rollback",
        description = {
            "Puts journal and views back to what they were before a run.",
            "What is set aside is kept in a snapshot and listed; it comes back when its source changes,",
            "or by rolling back to that snapshot.",
            "Of git-push: shares what is here, then makes every todo in the shared list what it was before that run,"
                    + " as a new commit. What that run and later ones brought in is deleted on all devices, and named;"
                    + " what no run had shared stays. It prints the command that takes this back. Refused of the run"
                    + " that shared the first todos: there is no list to go back to.",
            "Of drive-sync: makes a mirror what it was before that run, as a new commit; the remote too, where it"
                    + " follows.",
            "Of gpu-sync: puts both sides back to what they were before that run."
        },
        customSynopsis = {
            "chittysync rollback [-hqV] [--json] JOB RUN",
            "       chittysync rollback [-hqV] [--json] SNAPSHOT"
        },
        footer = {
            "  chittysync rollback consolidate 41",
            "  chittysync rollback git-push 42",
            "  chittysync rollback drive-sync 43",
            "  chittysync rollback gpu-sync 44",
            "  chittysync rollback 20260501T120000.000Z-restore-41    take that back"
        })
public final class RollbackCommand extends ShownCommand implements OwnerCommand {

    private static final int SHOWN = 20;

    @Parameters(
            arity = "1..2",
            paramLabel = "WHAT",
            description = "A job and the run to undo, or the id of a snapshot as `snapshots` lists it.")
    private List<String> what = List.of();

    private final List<Reversible> others;

    /** @param others the jobs besides consolidate whose runs can be taken back */
    public RollbackCommand(Invocation invocation, List<Reversible> others) {
        super(invocation);
        this.others = others;
    }

    @Override
    protected ExitCode run() {
        Reversible other = other();
        if (other != null) {
            requireRun(other.run(), what.get(1));
            return other.rollback().apply(printing(), what.get(1));
        }
        Rollback.Undone undone = what.size() == 2 ? run(what.get(0), what.get(1)) : snapshot(what.get(0));
        printing().print(() -> lines(undone), json -> write(json, undone));
        return ExitCode.DONE;
    }

    private @Nullable Reversible other() {
        return others.stream()
                .filter(it -> what.size() == 2 && it.job().equals(what.get(0)))
                .findFirst()
                .orElse(null);
    }

    private Rollback.Undone run(String job, String run) {
        if (!job.equals(ConsolidateJobConfiguration.NAME)) {
            String known = others.stream().map(Reversible::job).collect(Collectors.joining(", "));
            throw wrong("runs of " + ConsolidateJobConfiguration.NAME + ", " + known + " can be rolled back, not of '"
                    + job + "'");
        }
        requireRun(Reversible.NUMBER, run);
        return rollback().toBefore(Long.parseLong(run));
    }

    private void requireRun(Pattern runs, String run) {
        if (!runs.matcher(run).matches()) {
            throw wrong("'" + run + "' is not a run of " + what.get(0) + ", as `history` lists them");
        }
    }

    private Rollback.Undone snapshot(String id) {
        if (!SnapshotId.isId(id)) {
            throw wrong("'" + id + "' is not a snapshot's id; name the run too, as `rollback consolidate 41`");
        }
        if (id.contains("-" + DriveSyncJobConfiguration.NAME + "-")) {
            throw wrong("that is a snapshot of a mirror; name the run, as `rollback drive-sync "
                    + id.substring(id.lastIndexOf('-') + 1) + "`");
        }
        return rollback().to(new SnapshotId(id));
    }

    private Rollback rollback() {
        return invocation().owner().get().get(Rollback.class);
    }

    private List<String> lines(Rollback.Undone undone) {
        List<String> lines = new ArrayList<>();
        lines.add("Put " + Words.count(undone.files(), "file") + " back to " + undone.restored() + ".");
        lines.add(
                undone.setAsideCount() == 0
                        ? "Nothing was set aside."
                        : "Set aside " + Words.count(undone.setAsideCount(), "sighting") + ":");
        undone.setAside().stream().limit(SHOWN).map(this::line).forEach(lines::add);
        if (undone.setAsideCount() > SHOWN) {
            lines.add("  and " + Words.number(undone.setAsideCount() - SHOWN) + " more");
        }
        lines.add("`chittysync rollback " + undone.undo() + "` takes this back.");
        return lines;
    }

    private String line(Sighting sighting) {
        String text = "  " + TodoId.of(sighting.todo()).substring(0, 8) + "  "
                + String.format("%-11s", sighting.status().word()) + "  " + Plain.of(sighting.shown()) + "  ("
                + sighting.session().agent() + " " + Plain.of(sighting.session().id()) + ")";
        return Plain.fit(text, printing().style().columns());
    }

    private static void write(Json json, Rollback.Undone undone) {
        json.text("restored", undone.restored().text())
                .text("undo", undone.undo().text())
                .number("files", undone.files())
                .number("set_aside_count", undone.setAsideCount())
                .list(
                        "set_aside",
                        undone.setAside(),
                        sighting -> json.text("id", TodoId.of(sighting.todo()))
                                .text("project", sighting.todo().project())
                                .text("content", sighting.todo().content())
                                .text("status", sighting.status().word())
                                .text("presence", sighting.presence().word())
                                .time("at", sighting.at())
                                .text("agent", sighting.session().agent())
                                .text("session", sighting.session().id()));
    }
}
