package cc.chitty.sync.jobs.todos;

import cc.chitty.sync.consolidate.ConsolidateOptions;
import cc.chitty.sync.consolidate.Consolidated;
import cc.chitty.sync.consolidate.Decisions;
import cc.chitty.sync.consolidate.Decisions.Decision;
import cc.chitty.sync.consolidate.todo.Status;
import cc.chitty.sync.consolidate.todo.TodoId;
import cc.chitty.sync.consolidate.todo.TodoKey;
import cc.chitty.sync.consolidate.view.TodosFile;
import cc.chitty.sync.jobs.command.Complaint;
import cc.chitty.sync.jobs.command.Consolidating;
import cc.chitty.sync.jobs.command.Invocation;
import cc.chitty.sync.jobs.command.Json;
import cc.chitty.sync.jobs.command.OwnerCommand;
import cc.chitty.sync.jobs.command.Plain;
import cc.chitty.sync.jobs.command.ShownCommand;
import cc.chitty.sync.kernel.run.ExitCode;
import cc.chitty.sync.kernel.run.Failure;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Parameters;

/** A command by which a person changes todos: says so in the journal, consolidates, and looks whether it is so. */
abstract class DecidingCommand extends ShownCommand implements OwnerCommand {

    @Parameters(arity = "1..*", paramLabel = "ID", description = "Ids of todos, or their first 4 or more characters.")
    private List<String> ids = List.of();

    DecidingCommand(Invocation invocation) {
        super(invocation);
    }

    abstract Decision decision(TodoKey todo);

    /** Whether the list shows what was decided; null where it does not show the todo. */
    abstract boolean isDone(@Nullable Status shown);

    /** As {@code completed}. */
    abstract String done();

    @Override
    protected ExitCode run() {
        List<TodoKey> todos;
        try {
            todos = TodoIds.find(state(), ids);
        } catch (IllegalArgumentException e) {
            throw wrong(String.valueOf(e.getMessage()));
        }
        Decisions decisions = invocation().owner().get().get(Decisions.class);
        List<Decision> wanted = todos.stream().map(this::decision).toList();
        Consolidated run = Consolidating.run(
                invocation(), ConsolidateOptions.USUAL, false, asked -> decisions.take(wanted, asked));
        return tell(todos, run);
    }

    private ExitCode tell(List<TodoKey> todos, Consolidated run) {
        Map<TodoKey, Status> shown = shown(todos);
        List<TodoKey> undone =
                todos.stream().filter(todo -> !isDone(shown.get(todo))).toList();
        printing()
                .print(
                        () -> todos.stream()
                                .filter(todo -> !undone.contains(todo))
                                .map(this::line)
                                .toList(),
                        json -> write(json, todos, shown, run));
        undone.forEach(todo -> printing().note("chittysync: not " + done() + ": " + text(todo)));
        printing()
                .problems(
                        run.ended().report().problems(),
                        "`chittysync show " + run.ended().run() + "`");
        Failure failure = run.ended().failure();
        if (failure != null) {
            Complaint.of(failure).print(invocation());
        }
        ExitCode code = run.ended().exitCode();
        boolean lied = !undone.isEmpty() && (code == ExitCode.DONE || code == ExitCode.PROBLEMS_LEFT);
        return lied ? ExitCode.FAILED : code;
    }

    private Map<TodoKey, Status> shown(List<TodoKey> todos) {
        Set<TodoKey> wanted = new HashSet<>(todos);
        Map<TodoKey, Status> shown = new HashMap<>();
        TodosFile.forEach(state().todosView(), todo -> {
            if (wanted.contains(todo.key())) {
                shown.put(todo.key(), todo.status());
            }
        });
        return shown;
    }

    private String line(TodoKey todo) {
        return Plain.fit(
                Character.toUpperCase(done().charAt(0)) + done().substring(1) + " " + text(todo),
                printing().style().columns());
    }

    private static String text(TodoKey todo) {
        return TodoLines.shortId(TodoId.of(todo)) + "  " + Plain.of(todo.content()) + "  (" + Plain.of(todo.project())
                + ")";
    }

    private void write(Json json, List<TodoKey> todos, Map<TodoKey, Status> shown, Consolidated run) {
        json.number("run", run.ended().run()).list("todos", todos, todo -> {
            Status status = shown.get(todo);
            json.text("id", TodoId.of(todo))
                    .text("project", todo.project())
                    .text("content", todo.content())
                    .text("status", status == null ? null : status.word())
                    .flag(done(), isDone(status));
        });
        json.problems(run.ended().report().problems());
    }
}
