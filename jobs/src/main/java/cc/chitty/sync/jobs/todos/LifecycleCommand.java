package cc.chitty.sync.jobs.todos;

import cc.chitty.sync.consolidate.journal.LifecycleFiles;
import cc.chitty.sync.consolidate.journal.LifecycleFiles.Change;
import cc.chitty.sync.consolidate.todo.Presence;
import cc.chitty.sync.consolidate.todo.Sighting;
import cc.chitty.sync.consolidate.todo.Status;
import cc.chitty.sync.consolidate.todo.TodoId;
import cc.chitty.sync.consolidate.todo.TodoKey;
import cc.chitty.sync.jobs.command.Invocation;
import cc.chitty.sync.jobs.command.Json;
import cc.chitty.sync.jobs.command.Plain;
import cc.chitty.sync.jobs.command.ShownCommand;
import cc.chitty.sync.jobs.command.Table;
import cc.chitty.sync.jobs.command.Words;
import cc.chitty.sync.kernel.run.ExitCode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code lifecycle}. */
@Command(
        name = "lifecycle",
        description = "Shows how one todo came to be what it is: every change, on all devices, the oldest first.",
        footer = {"  chittysync lifecycle 3f2a", "  chittysync lifecycle 3f2a81 --json"})
public final class LifecycleCommand extends ShownCommand {

    @Parameters(paramLabel = "ID", description = "The todo's id, or its first 4 or more characters.")
    private String id = "";

    public LifecycleCommand(Invocation invocation) {
        super(invocation);
    }

    @Override
    protected ExitCode run() {
        Map<TodoKey, List<Change>> found = find();
        if (found.isEmpty()) {
            throw wrong("nothing is known of a todo " + id);
        }
        if (found.size() > 1) {
            throw wrong(id + " is the beginning of " + found.size() + " ids:"
                    + found.keySet().stream()
                            .limit(10)
                            .map(todo -> "\n  " + TodoId.of(todo) + "  " + Plain.fit(Plain.of(todo.content()), 60))
                            .collect(Collectors.joining()));
        }
        TodoKey todo = found.keySet().iterator().next();
        List<Change> changes = new ArrayList<>(found.getOrDefault(todo, List.of()));
        changes.sort(Comparator.comparing(change -> change.now().at()));
        printing().print(() -> lines(todo, changes), json -> write(json, todo, changes));
        return ExitCode.DONE;
    }

    private Map<TodoKey, List<Change>> find() {
        String prefix;
        try {
            prefix = TodoIds.prefix(id);
        } catch (IllegalArgumentException e) {
            throw wrong(String.valueOf(e.getMessage()));
        }
        Map<TodoKey, List<Change>> found = new TreeMap<>();
        LifecycleFiles.forEach(state().lifecycle(), change -> {
            TodoKey todo = change.now().todo();
            if (TodoId.of(todo).startsWith(prefix)) {
                found.computeIfAbsent(todo, key -> new ArrayList<>()).add(change);
            }
        });
        return found;
    }

    private List<String> lines(TodoKey todo, List<Change> changes) {
        Table table = new Table(printing().style());
        table.left("WHEN")
                .right("")
                .left("CHANGE")
                .left("AGENT")
                .flexible("SESSION")
                .left("DEVICE");
        for (Change change : changes) {
            Sighting now = change.now();
            table.row(
                    now.at().toString(),
                    Words.ago(now.at(), now()),
                    change(change),
                    now.session().agent(),
                    Plain.of(now.session().id()),
                    now.session().device());
        }
        List<String> lines = new ArrayList<>();
        lines.add(printing().style().bold(Plain.of(changes.get(0).now().shown())));
        lines.add(TodoId.of(todo) + " of " + Plain.of(todo.project()));
        lines.add("");
        lines.addAll(table.lines());
        return lines;
    }

    private static String change(Change change) {
        Sighting now = change.now();
        String then = change.was() == null ? "new" : word(change.was(), change.wasPresence());
        String epoch = now.epoch() == 0 ? "" : " (reopened " + now.epoch() + "x)";
        return then + " -> " + word(now.status(), now.presence()) + epoch;
    }

    /** That it is listed is the usual case and goes without saying. */
    private static String word(Status status, @Nullable Presence presence) {
        return presence == null || presence == Presence.LISTED ? status.word() : status.word() + ", " + presence.word();
    }

    private static void write(Json json, TodoKey todo, List<Change> changes) {
        json.text("id", TodoId.of(todo))
                .text("project", todo.project())
                .text("content", todo.content())
                .list("changes", changes, change -> {
                    Sighting now = change.now();
                    json.time("at", now.at())
                            .text(
                                    "was",
                                    change.was() == null ? null : change.was().word())
                            .text(
                                    "was_presence",
                                    change.wasPresence() == null
                                            ? null
                                            : change.wasPresence().word())
                            .text("status", now.status().word())
                            .text("presence", now.presence().word())
                            .number("epoch", now.epoch())
                            .text("agent", now.session().agent())
                            .text("session", now.session().id())
                            .text("device", now.session().device());
                });
    }
}
