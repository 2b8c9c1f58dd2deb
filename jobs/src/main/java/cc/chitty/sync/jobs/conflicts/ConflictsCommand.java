package cc.chitty.sync.jobs.conflicts;

import cc.chitty.sync.consolidate.publish.PublishedViews;
import cc.chitty.sync.consolidate.todo.Conflict;
import cc.chitty.sync.consolidate.view.ConflictsView;
import cc.chitty.sync.jobs.command.Invocation;
import cc.chitty.sync.jobs.command.Plain;
import cc.chitty.sync.jobs.command.ShownCommand;
import cc.chitty.sync.jobs.command.Table;
import cc.chitty.sync.jobs.command.Words;
import cc.chitty.sync.kernel.run.ExitCode;
import java.time.Instant;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code conflicts}. */
@Command(
        name = "conflicts",
        description = {
            "Lists what sessions or devices disagree about and a person has to decide.",
            "Exit 3 while there is any."
        },
        footer = {
            "  chittysync conflicts",
            "  chittysync conflicts show 3f2a",
            "  chittysync conflicts resolve 3f2a --keep other"
        })
public final class ConflictsCommand extends ShownCommand {

    private ConflictsCommand(Invocation invocation) {
        super(invocation);
    }

    /** With the commands for one conflict below it. */
    public static CommandLine tree(Invocation invocation) {
        return new CommandLine(new ConflictsCommand(invocation))
                .addSubcommand(new ConflictShowCommand(invocation))
                .addSubcommand(new ConflictResolveCommand(invocation));
    }

    @Override
    protected ExitCode run() {
        List<Conflict> conflicts = ConflictsView.read(new PublishedViews(state()).conflicts());
        printing()
                .print(
                        () -> lines(conflicts),
                        json -> json.list("conflicts", conflicts, conflict -> ConflictText.write(json, conflict)));
        return conflicts.isEmpty() ? ExitCode.DONE : ExitCode.PROBLEMS_LEFT;
    }

    private List<String> lines(List<Conflict> conflicts) {
        if (conflicts.isEmpty()) {
            return List.of("No conflicts.");
        }
        Table table = new Table(printing().style());
        table.left("ID")
                .left("KIND")
                .left("KEPT")
                .left("OTHER")
                .flexible("TODO")
                .right("SINCE");
        Instant now = now();
        for (Conflict conflict : conflicts) {
            table.row(
                    conflict.id(),
                    conflict.kind().word(),
                    conflict.kept().status(),
                    conflict.other().status(),
                    Plain.of(conflict.todo().content()),
                    Words.ago(ConflictText.since(conflict), now));
        }
        List<String> lines = table.lines();
        lines.add("");
        lines.add(Words.count(conflicts.size(), "conflict") + ". `chittysync conflicts show ID` tells more of one, "
                + "`conflicts resolve ID --keep kept|other` settles it.");
        return lines;
    }
}
