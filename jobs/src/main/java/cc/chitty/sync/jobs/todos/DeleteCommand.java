package cc.chitty.sync.jobs.todos;

import cc.chitty.sync.consolidate.Decisions.Decision;
import cc.chitty.sync.consolidate.todo.Status;
import cc.chitty.sync.consolidate.todo.TodoKey;
import cc.chitty.sync.jobs.command.Invocation;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

/** {@code todos delete}. */
@Command(
        name = "delete",
        description = {"Takes todos off the list. They stay in the journal; `todos reopen` brings them back."},
        footer = {"  chittysync todos delete 3f2a", "  chittysync todos delete 3f2a81 91bc --json"})
final class DeleteCommand extends DecidingCommand {

    DeleteCommand(Invocation invocation) {
        super(invocation);
    }

    @Override
    Decision decision(TodoKey todo) {
        return Decision.delete(todo);
    }

    @Override
    boolean isDone(@Nullable Status shown) {
        return shown == null;
    }

    @Override
    String done() {
        return "deleted";
    }
}
