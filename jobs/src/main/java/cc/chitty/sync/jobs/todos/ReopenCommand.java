package cc.chitty.sync.jobs.todos;

import cc.chitty.sync.consolidate.Decisions.Decision;
import cc.chitty.sync.consolidate.todo.Status;
import cc.chitty.sync.consolidate.todo.TodoKey;
import cc.chitty.sync.jobs.command.Invocation;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

/** {@code todos reopen}. */
@Command(
        name = "reopen",
        description = {
            "Makes todos pending again, also dropped and deleted ones.",
            "What agents said before no longer counts."
        },
        footer = {"  chittysync todos reopen 3f2a", "  chittysync todos reopen 3f2a81 91bc --json"})
final class ReopenCommand extends DecidingCommand {

    ReopenCommand(Invocation invocation) {
        super(invocation);
    }

    @Override
    Decision decision(TodoKey todo) {
        return Decision.reopen(todo);
    }

    @Override
    boolean isDone(@Nullable Status shown) {
        return shown == Status.PENDING;
    }

    @Override
    String done() {
        return "reopened";
    }
}
