package cc.chitty.sync.jobs.gpusync;

import cc.chitty.sync.jobs.command.Invocation;
import cc.chitty.sync.jobs.command.OwnerCommand;
import cc.chitty.sync.jobs.command.ShownCommand;
import cc.chitty.sync.kernel.run.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code gpu-sync connect}. */
@Command(
        name = "connect",
        description = "Tries the connection to a peer: host key, authentication, what it can; says what is wrong.",
        footer = {"  chittysync gpu-sync connect", "  chittysync gpu-sync connect --peer ws"})
final class ConnectCommand extends ShownCommand implements OwnerCommand {

    @Option(names = "--peer", paramLabel = "NAME", description = "This peer; else the first.")
    private String peer = "";

    ConnectCommand(Invocation invocation) {
        super(invocation);
    }

    @Override
    protected ExitCode run() {
        return new PeersReport(printing(), peer).print();
    }
}
