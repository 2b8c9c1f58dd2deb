package cc.chitty.sync.jobs.todos;

import cc.chitty.sync.consolidate.todo.Status;
import cc.chitty.sync.consolidate.todo.TodoId;
import cc.chitty.sync.consolidate.view.ListedTodo;
import cc.chitty.sync.jobs.command.Json;
import cc.chitty.sync.jobs.command.Plain;
import cc.chitty.sync.jobs.command.Printing;
import cc.chitty.sync.jobs.command.Style;
import cc.chitty.sync.jobs.command.Words;
import java.time.Instant;

/** Prints todos project by project, each as it comes. */
final class TodoLines {

    /** Of the 12 characters of an id these are enough to tell a few million todos apart. */
    private static final int ID = 8;

    private static final int AGE = "11 months ago".length();

    private final Printing printing;
    private final Style style;
    private final Instant now;
    private String project = "";
    private long projects;

    TodoLines(Printing printing, Instant now) {
        this.printing = printing;
        this.style = printing.style();
        this.now = now;
    }

    void print(ListedTodo todo) {
        if (projects == 0 || !todo.project().equals(project)) {
            end();
            project = todo.project();
            projects++;
            printing.line(style.bold(Plain.of(project)));
        }
        printing.line(line(todo));
    }

    /** A blank line behind a project. */
    void end() {
        if (projects > 0) {
            printing.line("");
        }
    }

    long projects() {
        return projects;
    }

    private String line(ListedTodo todo) {
        String id = shortId(TodoId.of(todo.key()));
        String mark = mark(todo.status());
        String age = Words.ago(todo.updatedAt(), now);
        String priority = "high".equals(todo.priority()) ? style.red("!") + " " : "";
        int room = style.columns() == Integer.MAX_VALUE
                ? Integer.MAX_VALUE
                : style.columns() - ID - AGE - "    x    ".length() - (priority.isEmpty() ? 0 : 2);
        String text = Plain.fit(Plain.of(todo.content()), Math.max(20, room));
        String filled = room == Integer.MAX_VALUE ? text : text + " ".repeat(Math.max(0, room - Plain.width(text)));
        return "  " + style.dim(id) + "  " + mark + " " + priority + filled + "  "
                + style.dim(room == Integer.MAX_VALUE ? age : String.format("%" + AGE + "s", age));
    }

    private String mark(Status status) {
        return switch (status) {
            case PENDING -> "○";
            case IN_PROGRESS -> style.yellow("●");
            case COMPLETED -> style.green("✓");
        };
    }

    static String shortId(String id) {
        return id.substring(0, ID);
    }

    static void write(Json json, ListedTodo todo) {
        json.text("id", TodoId.of(todo.key()))
                .text("project", todo.project())
                .text("content", todo.content())
                .text("status", todo.status().word())
                .text("activeForm", todo.activeForm())
                .text("priority", todo.priority())
                .time("first_seen", todo.firstSeen())
                .time("updated_at", todo.updatedAt())
                .time("completed_at", todo.completedAt())
                .list(
                        "sessions",
                        todo.sessions(),
                        mention -> json.text("id", mention.session().id())
                                .text("agent", mention.session().agent())
                                .text("device", mention.session().device())
                                .text("status", mention.status().word())
                                .time("at", mention.at())
                                .text("presence", mention.presence().word()));
    }
}
