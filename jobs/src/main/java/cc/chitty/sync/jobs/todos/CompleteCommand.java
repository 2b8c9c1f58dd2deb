package cc.chitty.sync.jobs.todos;

import cc.chitty.sync.consolidate.Decisions.Decision;
import cc.chitty.sync.consolidate.todo.Status;
import cc.chitty.sync.consolidate.todo.TodoKey;
import cc.chitty.sync.jobs.command.Invocation;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

/** {@code todos complete}. */
@Command(
        name = "complete",
        description = {"Completes todos, whatever the agents have on their lists."},
        footer = {"  chittysync todos complete 3f2a", "  chittysync todos complete 3f2a81 91bc --json"})
final class CompleteCommand extends DecidingCommand {

    CompleteCommand(Invocation invocation) {
        super(invocation);
    }

    @Override
    Decision decision(TodoKey todo) {
        return Decision.complete(todo);
    }

    @Override
    boolean isDone(@Nullable Status shown) {
        return shown == Status.COMPLETED;
    }

    @Override
    String done() {
        return "completed";
    }
}
