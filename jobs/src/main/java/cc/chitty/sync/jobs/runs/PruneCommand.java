package cc.chitty.sync.jobs.runs;

import cc.chitty.sync.consolidate.Consolidate;
import cc.chitty.sync.consolidate.ConsolidateSettings;
import cc.chitty.sync.jobs.command.Invocation;
import cc.chitty.sync.jobs.command.Json;
import cc.chitty.sync.jobs.command.Owner;
import cc.chitty.sync.jobs.command.OwnerCommand;
import cc.chitty.sync.jobs.command.ShownCommand;
import cc.chitty.sync.jobs.command.Words;
import cc.chitty.sync.kernel.repository.RunPruning;
import cc.chitty.sync.kernel.run.ExitCode;
import cc.chitty.sync.kernel.snapshot.Retention;
import cc.chitty.sync.kernel.snapshot.SnapshotId;
import cc.chitty.sync.kernel.snapshot.Snapshots;
import cc.chitty.sync.kernel.state.DurableFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code prune}. */
@Command(
        name = "prune",
        description = {
            "Removes what is no longer needed: old runs, old snapshots, and what killed processes left.",
            "Todos, journals and lifecycle are never pruned."
        },
        footer = {"  chittysync prune --dry-run", "  chittysync prune -q"})
public final class PruneCommand extends ShownCommand implements OwnerCommand {

    @Option(names = "--dry-run", description = "Remove nothing; only tell what would be removed.")
    private boolean dryRun;

    public PruneCommand(Invocation invocation) {
        super(invocation);
    }

    private record Pruned(int runs, List<SnapshotId> snapshots, int files) {}

    @Override
    protected ExitCode run() {
        Owner owner = invocation().owner().get();
        RunPruning runs =
                new RunPruning(owner.get(DataSource.class), invocation().clock());
        Retention retention = owner.get(ConsolidateSettings.class).retention();
        Snapshots snapshots = new Snapshots(state());
        Pruned pruned = owner.get(Consolidate.class)
                .exclusively(() -> dryRun
                        ? new Pruned(runs.prunable(), snapshots.superfluous(retention, now()), orphans())
                        : new Pruned(runs.prune(), snapshots.prune(retention, now()), removeOrphans()));
        if (!dryRun && pruned.runs() > 0) {
            owner.repository().checkpoint();
        }
        printing().print(() -> lines(pruned), json -> write(json, pruned));
        return ExitCode.DONE;
    }

    private int orphans() {
        return directories().stream()
                .mapToInt(directory -> DurableFile.orphans(directory, now()).size())
                .sum();
    }

    private int removeOrphans() {
        return directories().stream()
                .mapToInt(directory -> DurableFile.removeOrphans(directory, now()))
                .sum();
    }

    private List<Path> directories() {
        return List.of(state().root(), state().devices(), state().lifecycle(), state().spool(), state().database());
    }

    private List<String> lines(Pruned pruned) {
        List<String> lines = new ArrayList<>();
        lines.add((dryRun ? "Would remove " : "Removed ") + Words.count(pruned.runs(), "run") + ", "
                + Words.count(pruned.snapshots().size(), "snapshot") + " and "
                + Words.count(pruned.files(), "left-over file") + ".");
        pruned.snapshots().forEach(id -> lines.add("  " + id));
        return lines;
    }

    private void write(Json json, Pruned pruned) {
        json.flag("dry_run", dryRun)
                .number("runs", pruned.runs())
                .texts(
                        "snapshots",
                        pruned.snapshots().stream().map(SnapshotId::text).toList())
                .number("files", pruned.files());
    }
}
