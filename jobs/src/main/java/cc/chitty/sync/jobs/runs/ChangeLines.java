package cc.chitty.sync.jobs.runs;

import cc.chitty.sync.consolidate.todo.Status;
import cc.chitty.sync.consolidate.todo.TodoId;
import cc.chitty.sync.consolidate.view.ChangedTodo;
import cc.chitty.sync.consolidate.view.ViewChanges;
import cc.chitty.sync.jobs.command.Json;
import cc.chitty.sync.jobs.command.Plain;
import cc.chitty.sync.jobs.command.Style;
import cc.chitty.sync.jobs.command.Words;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Changed todos, one a line. */
final class ChangeLines {

    private static final int SHOWN = 20;

    private final Style style;

    ChangeLines(Style style) {
        this.style = style;
    }

    List<String> of(List<ChangedTodo> changed) {
        List<String> lines = new ArrayList<>();
        changed.stream().limit(SHOWN).map(this::line).forEach(lines::add);
        if (changed.size() > SHOWN) {
            lines.add("  and " + Words.number(changed.size() - SHOWN) + " more: `--json` lists " + "up to "
                    + Words.number(ViewChanges.LISTED) + ".");
        }
        return lines;
    }

    private String line(ChangedTodo todo) {
        String change = String.format("%-27s", word(todo.before(), "new") + " -> " + word(todo.after(), "gone"));
        String text =
                change + Plain.of(todo.content()) + "  (" + Plain.of(todo.todo().project()) + ")";
        String sign = todo.before() == null ? "+" : todo.after() == null ? "-" : "~";
        String line = Plain.fit("  " + sign + " " + text, style.columns());
        return todo.before() == null ? style.green(line) : todo.after() == null ? style.red(line) : line;
    }

    private static String word(@Nullable Status status, String absent) {
        return status == null ? absent : status.word();
    }

    static void write(Json json, ChangedTodo todo) {
        json.text("id", TodoId.of(todo.todo()))
                .text("project", todo.todo().project())
                .text("content", todo.content())
                .text("before", todo.before() == null ? null : todo.before().word())
                .text("after", todo.after() == null ? null : todo.after().word());
    }
}
