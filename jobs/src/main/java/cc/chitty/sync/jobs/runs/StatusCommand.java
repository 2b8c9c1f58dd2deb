package cc.chitty.sync.jobs.runs;

import cc.chitty.sync.jobs.command.Invocation;
import cc.chitty.sync.jobs.command.OwnerCommand;
import cc.chitty.sync.jobs.command.ShownCommand;
import cc.chitty.sync.kernel.run.ExitCode;
import picocli.CommandLine.Command;

/** {@code status}. */
@Command(
        name = "status",
        description = {
            "Tells how things are: the last run of each job, todos, conflicts and problems.",
            "Healthy: consolidated less than 30 minutes ago; Warning: less than 60; else Stale.",
            "Exit 3 if the last run had problems or did not end well."
        },
        footer = {"  chittysync status", "  chittysync               the same", "  chittysync status --json"})
public final class StatusCommand extends ShownCommand implements OwnerCommand {

    public StatusCommand(Invocation invocation) {
        super(invocation);
    }

    @Override
    protected ExitCode run() {
        return new StatusReport(printing()).print();
    }
}
