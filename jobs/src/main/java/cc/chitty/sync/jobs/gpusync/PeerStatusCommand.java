package cc.chitty.sync.jobs.gpusync;

import cc.chitty.sync.jobs.command.Invocation;
import cc.chitty.sync.jobs.command.OwnerCommand;
import cc.chitty.sync.jobs.command.ShownCommand;
import cc.chitty.sync.kernel.run.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code gpu-sync status}. */
@Command(
        name = "status",
        description = {
            "Tells whether the peers can be reached, what they are, and how busy their GPUs are.",
            "Ends as a sync would if one cannot be reached (1, 10, 12), with 3 while there are conflicts."
        },
        footer = {"  chittysync gpu-sync status", "  chittysync gpu-sync status --peer ws --json"})
final class PeerStatusCommand extends ShownCommand implements OwnerCommand {

    @Option(names = "--peer", paramLabel = "NAME", description = "Only this peer.")
    private String peer = "all";

    PeerStatusCommand(Invocation invocation) {
        super(invocation);
    }

    @Override
    protected ExitCode run() {
        return new PeersReport(printing(), peer).print();
    }
}
