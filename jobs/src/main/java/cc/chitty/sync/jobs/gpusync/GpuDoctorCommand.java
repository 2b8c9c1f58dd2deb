package cc.chitty.sync.jobs.gpusync;

import cc.chitty.sync.gpusync.PeerDoctor;
import cc.chitty.sync.jobs.command.Findings;
import cc.chitty.sync.jobs.command.Invocation;
import cc.chitty.sync.jobs.command.OwnerCommand;
import cc.chitty.sync.jobs.command.ShownCommand;
import cc.chitty.sync.kernel.run.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code gpu-sync doctor}. */
@Command(
        name = "doctor",
        description = {
            "Looks at this machine and at each peer: connection, host key, rsync, digests, clocks, room, names.",
            "Changes nothing. Exit 3 if something does not work."
        },
        footer = {"  chittysync gpu-sync doctor", "  chittysync gpu-sync doctor --peer ws --json"})
final class GpuDoctorCommand extends ShownCommand implements OwnerCommand {

    @Option(names = "--peer", paramLabel = "NAME", description = "Only this peer.")
    private String peer = "all";

    GpuDoctorCommand(Invocation invocation) {
        super(invocation);
    }

    @Override
    protected ExitCode run() {
        return new Findings(invocation().owner().get().get(PeerDoctor.class).findings(peer)).print(printing());
    }
}
