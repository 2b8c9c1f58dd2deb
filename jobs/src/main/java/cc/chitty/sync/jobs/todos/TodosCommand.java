package cc.chitty.sync.jobs.todos;

import cc.chitty.sync.consolidate.past.PastTodos;
import cc.chitty.sync.consolidate.publish.PublishedViews;
import cc.chitty.sync.consolidate.view.ListedTodo;
import cc.chitty.sync.consolidate.view.TodosFile;
import cc.chitty.sync.jobs.command.Invocation;
import cc.chitty.sync.jobs.command.Json;
import cc.chitty.sync.jobs.command.Printing;
import cc.chitty.sync.jobs.command.ShownCommand;
import cc.chitty.sync.jobs.command.Times;
import cc.chitty.sync.jobs.command.Words;
import cc.chitty.sync.kernel.run.ExitCode;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code todos}. */
@Command(
        name = "todos",
        description = "Lists todos of all agents and devices, those still open unless told otherwise.",
        footer = {
            "  chittysync todos --project site --since 3d",
            "  chittysync todos --status completed --text parser --json",
            "  chittysync todos --as-of '2026-05-01 12:00'",
            "  chittysync todos complete 3f2a 91bc"
        })
public final class TodosCommand extends ShownCommand {

    @Mixin
    private TodoFilter filter;

    @Option(names = "--as-of", paramLabel = "TIME", description = "The list as it was then: " + Times.FORMS + ".")
    private @Nullable String asOf;

    private TodosCommand(Invocation invocation) {
        super(invocation);
    }

    /** With the commands that change todos below it. */
    public static CommandLine tree(Invocation invocation) {
        return new CommandLine(new TodosCommand(invocation))
                .addSubcommand(new CompleteCommand(invocation))
                .addSubcommand(new ReopenCommand(invocation))
                .addSubcommand(new DeleteCommand(invocation));
    }

    /** Goes over a list from its beginning to its end. */
    private interface TodoList {
        void forEach(Consumer<ListedTodo> consumer);
    }

    @Override
    protected ExitCode run() {
        Instant now = now();
        Predicate<ListedTodo> wanted;
        Instant then;
        try {
            wanted = filter.at(now);
            then = asOf == null ? null : Times.instant(asOf, now);
        } catch (IllegalArgumentException e) {
            throw wrong(String.valueOf(e.getMessage()));
        }
        TodoList list = then == null ? current() : past(then, now);
        show(list, wanted, then);
        return ExitCode.DONE;
    }

    private TodoList current() {
        Path view = new PublishedViews(state()).todos();
        return consumer -> TodosFile.forEach(view, consumer);
    }

    private TodoList past(Instant then, Instant now) {
        if (then.isAfter(now)) {
            throw wrong(then + " is in the future");
        }
        PastTodos.Past past = new PastTodos(state()).at(then, now);
        if (past.origin() == PastTodos.Origin.CURRENT) {
            new PublishedViews(state()).todos();
        }
        if (!printing().quiet()) {
            printing()
                    .note(
                            switch (past.origin()) {
                                case CURRENT -> "As of " + then + ": nothing has changed the list since.";
                                case SNAPSHOT -> "As of " + then + ", from snapshot " + past.snapshot() + ".";
                                case LIFECYCLE ->
                                    "As of " + then
                                            + ", replayed from the lifecycle: no snapshot reaches that far back.";
                            });
        }
        return past::forEach;
    }

    private void show(TodoList list, Predicate<ListedTodo> wanted, @Nullable Instant then) {
        Printing printing = printing();
        long[] shown = {0};
        if (printing.json()) {
            printing.print(List::of, json -> write(json, list, wanted, then));
        } else if (printing.isForPeople()) {
            TodoLines lines = new TodoLines(printing, now());
            list.forEach(todo -> {
                if (wanted.test(todo)) {
                    lines.print(todo);
                    shown[0]++;
                }
            });
            lines.end();
            printing.line(
                    shown[0] == 0
                            ? "No " + filter.noun(0) + " found."
                            : Words.number(shown[0]) + " " + filter.noun(shown[0]) + " in "
                                    + Words.count(lines.projects(), "project") + ".");
        }
    }

    private static void write(Json json, TodoList list, Predicate<ListedTodo> wanted, @Nullable Instant then) {
        long[] shown = {0};
        json.time("as_of", then);
        json.array(
                "todos",
                () -> list.forEach(todo -> {
                    if (wanted.test(todo)) {
                        json.element(() -> TodoLines.write(json, todo));
                        shown[0]++;
                    }
                }));
        json.number("count", shown[0]);
    }
}
