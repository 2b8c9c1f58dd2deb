package cc.chitty.sync.jobs.gpusync;

import cc.chitty.sync.gpusync.GpuSyncRecords;
import cc.chitty.sync.gpusync.reconcile.Side;
import cc.chitty.sync.gpusync.snapshot.SnapshotHead;
import cc.chitty.sync.jobs.command.Invocation;
import cc.chitty.sync.jobs.command.OwnerCommand;
import cc.chitty.sync.jobs.command.ShownCommand;
import cc.chitty.sync.jobs.command.Table;
import cc.chitty.sync.jobs.command.Words;
import cc.chitty.sync.kernel.run.ExitCode;
import cc.chitty.sync.kernel.run.Problem;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;

/** {@code gpu-sync snapshots}. */
@Command(
        name = "snapshots",
        description = "Lists what syncs have kept of what they replaced, the newest first.",
        footer = {"  chittysync gpu-sync snapshots", "  chittysync gpu-sync snapshots --json"})
final class GpuSnapshotsCommand extends ShownCommand implements OwnerCommand {

    GpuSnapshotsCommand(Invocation invocation) {
        super(invocation);
    }

    @Override
    protected ExitCode run() {
        List<Problem> problems = new ArrayList<>();
        List<GpuSyncRecords.Kept> kept =
                invocation().owner().get().get(GpuSyncRecords.class).snapshots(problems::add);
        printing()
                .print(
                        () -> lines(kept),
                        json -> json.list("snapshots", kept, one -> {
                                    SnapshotHead head = one.manifest().head();
                                    json.text("id", head.id())
                                            .text("peer", one.peer())
                                            .number("run", head.run())
                                            .time("at", head.at())
                                            .text("restores", head.restores())
                                            .number(
                                                    "paths",
                                                    one.manifest().lines().size())
                                            .text("ours", head.places().directory(Side.OURS, head.id()))
                                            .text("theirs", head.places().directory(Side.THEIRS, head.id()));
                                })
                                .problems(problems));
        printing().problems(problems, "`chittysync gpu-sync snapshots --json`");
        return problems.isEmpty() ? ExitCode.DONE : ExitCode.PROBLEMS_LEFT;
    }

    private List<String> lines(List<GpuSyncRecords.Kept> kept) {
        if (kept.isEmpty()) {
            return List.of("No snapshots yet: no sync has replaced anything.");
        }
        Table table = new Table(printing().style());
        table.flexible("SNAPSHOT").left("PEER").left("BEFORE").right("PATHS").right("TAKEN");
        for (GpuSyncRecords.Kept one : kept) {
            SnapshotHead head = one.manifest().head();
            table.row(
                    head.id(),
                    one.peer(),
                    (head.restores().isEmpty() ? "sync" : "rollback") + " run " + head.run(),
                    Words.number(one.manifest().lines().size()),
                    Words.ago(head.at(), now()));
        }
        return table.lines();
    }
}
