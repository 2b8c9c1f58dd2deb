package cc.chitty.sync.jobs.conflicts;

import cc.chitty.sync.consolidate.todo.Conflict;
import cc.chitty.sync.consolidate.todo.SessionId;
import cc.chitty.sync.consolidate.todo.TodoId;
import cc.chitty.sync.jobs.command.Invocation;
import cc.chitty.sync.jobs.command.Plain;
import cc.chitty.sync.jobs.command.ShownCommand;
import cc.chitty.sync.jobs.command.Style;
import cc.chitty.sync.jobs.command.Table;
import cc.chitty.sync.jobs.command.Words;
import cc.chitty.sync.kernel.run.ExitCode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code conflicts show}. */
@Command(
        name = "show",
        description = "Shows both values of one conflict side by side, who said them when, and why one was kept.",
        footer = {"  chittysync conflicts show 3f2a", "  chittysync conflicts show 3f2a --json"})
final class ConflictShowCommand extends ShownCommand {

    @Parameters(paramLabel = "ID", description = "The conflict's id, or its first 4 or more characters.")
    private String id = "";

    ConflictShowCommand(Invocation invocation) {
        super(invocation);
    }

    @Override
    protected ExitCode run() {
        Conflict conflict;
        try {
            conflict = ConflictText.find(state(), id);
        } catch (IllegalArgumentException e) {
            throw wrong(String.valueOf(e.getMessage()));
        }
        printing().print(() -> lines(conflict), json -> ConflictText.write(json, conflict));
        return ExitCode.DONE;
    }

    private List<String> lines(Conflict conflict) {
        Style style = printing().style();
        List<String> lines = new ArrayList<>();
        lines.add(style.bold(Plain.of(conflict.todo().content())));
        lines.add("Todo " + TodoId.of(conflict.todo()) + " of "
                + Plain.of(conflict.todo().project()));
        lines.add("Conflict " + conflict.id() + ": " + conflict.kind().word() + "; kept by the rule "
                + conflict.rule().word());
        lines.add("");
        Table table = new Table(style);
        table.left("").left("KEPT").left("OTHER");
        if (conflict.before() != null) {
            table.left("BASE");
        }
        row(table, conflict, "status", Conflict.Value::status);
        row(table, conflict, "active form", value -> value.details().activeForm());
        row(table, conflict, "priority", value -> value.details().priority());
        row(table, conflict, "note", value -> value.details().note());
        row(table, conflict, "said", value -> value.at().toString());
        row(table, conflict, "", value -> Words.ago(value.at(), now()));
        row(table, conflict, "agent", value -> of(value, SessionId::agent));
        row(table, conflict, "session", value -> of(value, SessionId::id));
        row(table, conflict, "device", value -> of(value, SessionId::device));
        lines.addAll(table.lines());
        lines.add("");
        lines.add("`chittysync conflicts resolve " + conflict.id() + " --keep kept|other` settles it.");
        return lines;
    }

    private static @Nullable String of(Conflict.Value value, Function<SessionId, String> part) {
        return value.session() == null ? null : part.apply(value.session());
    }

    private static void row(
            Table table, Conflict conflict, String name, Function<Conflict.Value, @Nullable String> part) {
        List<String> cells =
                new ArrayList<>(List.of(name, cell(part.apply(conflict.kept())), cell(part.apply(conflict.other()))));
        if (conflict.before() != null) {
            cells.add(cell(part.apply(conflict.before())));
        }
        if (cells.stream().skip(1).anyMatch(cell -> !cell.isEmpty())) {
            table.row(cells.toArray(String[]::new));
        }
    }

    private static String cell(@Nullable String text) {
        return text == null ? "" : Plain.of(text);
    }
}
