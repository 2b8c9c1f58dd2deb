package cc.chitty.sync.jobs.gitpush;

import cc.chitty.sync.gitpush.Rollback;
import cc.chitty.sync.jobs.command.Invocation;
import cc.chitty.sync.jobs.command.OwnerCommand;
import cc.chitty.sync.jobs.command.ShownCommand;
import cc.chitty.sync.jobs.command.Words;
import cc.chitty.sync.kernel.run.ExitCode;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code git-push rollback}. */
@Command(
        name = "rollback",
        description = "Says of every todo what was so before a run of git-push; the next git-push commits that.",
        footer = "  chittysync git-push rollback 41")
final class GitRollbackCommand extends ShownCommand implements OwnerCommand {

    @Parameters(paramLabel = "RUN", description = "The run's number, as `git-push history` shows it.")
    private String run = "";

    GitRollbackCommand(Invocation invocation) {
        super(invocation);
    }

    @Override
    protected ExitCode run() {
        if (!run.matches("\\d{1,18}")) {
            throw wrong("'" + run + "' is not a run's number");
        }
        int changed = invocation().owner().get().get(Rollback.class).to(run);
        printing()
                .print(
                        () -> List.of(Words.count(changed, "todo")
                                + " will be as before; `chittysync git-push` makes a commit of it."),
                        json -> json.number("todos", changed));
        return ExitCode.DONE;
    }
}
