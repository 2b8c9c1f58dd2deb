package cc.chitty.sync.jobs;

import cc.chitty.sync.jobs.command.Invocation;
import cc.chitty.sync.jobs.command.OwnerCommand;
import cc.chitty.sync.jobs.command.ShownCommand;
import cc.chitty.sync.jobs.runs.StatusReport;
import cc.chitty.sync.kernel.run.ExitCode;
import picocli.CommandLine.Command;

/** The bare call: the same as {@code status}. */
@Command(
        name = "chittysync",
        versionProvider = Version.class,
        synopsisSubcommandLabel = "[COMMAND]",
        description = {
            "Keeps a developer's agent work the same everywhere.",
            "Without a command it tells how things are, as `status` does."
        },
        footer = {
            "  chittysync consolidate           read what the agents have on their lists",
            "  chittysync todos --project site  what is left to do there",
            "  chittysync COMMAND --help        more of each command"
        })
final class RootCommand extends ShownCommand implements OwnerCommand {

    RootCommand(Invocation invocation) {
        super(invocation);
    }

    @Override
    protected ExitCode run() {
        return new StatusReport(printing()).print();
    }
}
