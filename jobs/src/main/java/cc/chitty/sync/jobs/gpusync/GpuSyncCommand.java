package cc.chitty.sync.jobs.gpusync;

import cc.chitty.sync.gpusync.GpuSyncJobConfiguration;
import cc.chitty.sync.jobs.command.Invocation;
import cc.chitty.sync.jobs.command.OwnerCommand;
import cc.chitty.sync.jobs.command.Resumed;
import cc.chitty.sync.jobs.command.Reversible;
import cc.chitty.sync.jobs.command.ShownCommand;
import cc.chitty.sync.kernel.run.ExitCode;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code gpu-sync}; alone it tells how the peers are. */
@Command(
        name = "gpu-sync",
        description = {
            "Keeps this machine and a GPU workstation the same: sessions, configuration, git, work, environment.",
            "Called as gpu-ws the launcher runs this command. Alone it tells how the peers are."
        },
        footer = {
            "  chittysync gpu-sync sync-all --dry-run    what would be done, and its fingerprint",
            "  chittysync gpu-sync sync-all",
            "  chittysync gpu-sync conflicts",
            "  chittysync gpu-sync rollback --last-sync"
        })
public final class GpuSyncCommand extends ShownCommand implements OwnerCommand {

    public static final Reversible REVERSIBLE = new Reversible(
            GpuSyncJobConfiguration.NAME,
            Reversible.NUMBER,
            (printing, run) -> RollingBack.ofRun(printing, Long.parseLong(run)));

    /** How runs of its jobs are resumed. */
    public static final List<Resumed> RESUMED = List.of(
            new Resumed(GpuSyncJobConfiguration.NAME, Syncing::resume),
            new Resumed(GpuSyncJobConfiguration.ROLLBACK, RollingBack::resume));

    private GpuSyncCommand(Invocation invocation) {
        super(invocation);
    }

    /**
     * With the one kind of sync that was typed below it, else with all commands: most calls are the former, and looking at all
     * of them takes 150 ms in a new process.
     *
     * @param ownerRun runs another command as the owner of the state directory or as its guest
     * @param here for what is done without an owner
     */
    public static CommandLine tree(Invocation invocation, OwnerRun ownerRun, WithoutOwner here) {
        CommandLine tree = new CommandLine(new GpuSyncCommand(invocation));
        List<String> words = invocation.request().arguments();
        for (SyncKind kind : SyncKind.values()) {
            if (words.size() > 1 && words.get(1).equals(kind.word())) {
                return tree.addSubcommand(kind.word(), command(invocation, kind));
            }
        }
        for (SyncKind kind : SyncKind.values()) {
            tree.addSubcommand(kind.word(), command(invocation, kind));
        }
        return tree.addSubcommand(new SyncStatusCommand(invocation))
                .addSubcommand(new GpuWatchCommand(invocation, ownerRun, here))
                .addSubcommand(new ValidateCommand(invocation))
                .addSubcommand(new PeerStatusCommand(invocation))
                .addSubcommand(new ConnectCommand(invocation))
                .addSubcommand(new GpuDoctorCommand(invocation))
                .addSubcommand(new GpuConflictsCommand(invocation))
                .addSubcommand(new ResolveCommand(invocation, ownerRun))
                .addSubcommand(new DecideCommand(invocation))
                .addSubcommand(new GpuSnapshotsCommand(invocation))
                .addSubcommand(new GpuRollbackCommand(invocation));
    }

    private static CommandLine command(Invocation invocation, SyncKind kind) {
        CommandLine command = new CommandLine(new SyncCommand(invocation, kind));
        command.getCommandSpec().name(kind.word());
        command.getCommandSpec().usageMessage().description(kind.description());
        command.getCommandSpec()
                .usageMessage()
                .footer(
                        "  chittysync gpu-sync " + kind.word() + " --dry-run",
                        "  chittysync gpu-sync " + kind.word() + " --peer all");
        return command;
    }

    @Override
    protected ExitCode run() {
        return new PeersReport(printing(), "all").print();
    }
}
