package cc.chitty.sync.jobs.gpusync;

import cc.chitty.sync.gpusync.GpuSyncRecords;
import cc.chitty.sync.gpusync.PeerLook;
import cc.chitty.sync.gpusync.plan.ConflictTable.Stored;
import cc.chitty.sync.jobs.command.Invocation;
import cc.chitty.sync.jobs.command.OwnerCommand;
import cc.chitty.sync.jobs.command.Plain;
import cc.chitty.sync.jobs.command.ShownCommand;
import cc.chitty.sync.jobs.command.Table;
import cc.chitty.sync.jobs.command.Words;
import cc.chitty.sync.kernel.run.ExitCode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code gpu-sync conflicts}. */
@Command(
        name = "conflicts",
        description = {
            "Lists the paths that both sides changed; both keep theirs until a person decides.",
            "With an id it shows the difference. Exit 3 while there is any."
        },
        footer = {"  chittysync gpu-sync conflicts", "  chittysync gpu-sync conflicts 2824"})
final class GpuConflictsCommand extends ShownCommand implements OwnerCommand {

    @Parameters(arity = "0..1", paramLabel = "ID", description = "The conflict to show, or how its id begins.")
    private @Nullable String id;

    GpuConflictsCommand(Invocation invocation) {
        super(invocation);
    }

    @Override
    protected ExitCode run() {
        GpuSyncRecords records = invocation().owner().get().get(GpuSyncRecords.class);
        String wanted = id;
        if (wanted != null) {
            return show(records.conflict(wanted).orElseThrow(() -> wrong("there is no conflict " + wanted)));
        }
        List<Stored> all = records.conflicts();
        printing()
                .print(
                        () -> lines(all),
                        json -> json.list("conflicts", all, stored -> ConflictLines.write(json, stored)));
        return all.isEmpty() ? ExitCode.DONE : ExitCode.PROBLEMS_LEFT;
    }

    private ExitCode show(Stored stored) {
        PeerLook.Versions versions =
                invocation().owner().get().get(PeerLook.class).versions(stored);
        List<String> difference = ConflictLines.difference(stored, versions);
        printing()
                .print(
                        () -> {
                            List<String> lines = new ArrayList<>();
                            lines.add(printing()
                                    .style()
                                    .bold(stored.id() + "  " + Plain.of(ConflictLines.where(stored))));
                            lines.addAll(difference);
                            return lines;
                        },
                        json -> {
                            ConflictLines.write(json, stored);
                            json.texts("difference", difference);
                        });
        return ExitCode.PROBLEMS_LEFT;
    }

    private List<String> lines(List<Stored> conflicts) {
        if (conflicts.isEmpty()) {
            return List.of("No conflicts.");
        }
        Table table = new Table(printing().style());
        table.left("ID").left("PEER").flexible("PATH").right("SINCE");
        for (Stored stored : conflicts) {
            table.row(
                    stored.id(),
                    stored.peer(),
                    Plain.of(ConflictLines.where(stored)),
                    Words.ago(stored.firstSeen(), now()));
        }
        List<String> lines = table.lines();
        lines.add("");
        lines.add(Words.count(conflicts.size(), "conflict")
                + ". `chittysync gpu-sync conflicts ID` shows the difference, `gpu-sync resolve` settles them.");
        return lines;
    }
}
