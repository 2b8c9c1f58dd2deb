package cc.chitty.sync.jobs.gpusync;

import cc.chitty.sync.gpusync.GpuSyncRecords;
import cc.chitty.sync.jobs.command.Invocation;
import cc.chitty.sync.jobs.command.OwnerCommand;
import cc.chitty.sync.jobs.command.ShownCommand;
import cc.chitty.sync.kernel.run.ExitCode;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code gpu-sync rollback}. */
@Command(
        name = "rollback",
        description = {
            "Puts both sides back to what they were before a sync. What was changed since is left alone.",
            "It takes a snapshot itself, so that it can be taken back."
        },
        footer = {
            "  chittysync gpu-sync rollback --last-sync",
            "  chittysync gpu-sync rollback sync-20261127T204500.123Z-41"
        })
final class GpuRollbackCommand extends ShownCommand implements OwnerCommand {

    @Parameters(arity = "0..1", paramLabel = "ID", description = "A snapshot, as `gpu-sync snapshots` lists it.")
    private @Nullable String id;

    @Option(names = "--last-sync", description = "The last sync with the peer.")
    private boolean last;

    @Option(names = "--peer", paramLabel = "NAME", description = "The peer of that sync; else any.")
    private String peer = "all";

    GpuRollbackCommand(Invocation invocation) {
        super(invocation);
    }

    @Override
    protected ExitCode run() {
        String wanted = id;
        if ((wanted == null) != last) {
            throw wrong("name a snapshot, or --last-sync");
        }
        return RollingBack.of(printing(), wanted == null ? lastSync() : wanted);
    }

    private String lastSync() {
        GpuSyncRecords records = invocation().owner().get().get(GpuSyncRecords.class);
        return records.peers(peer).stream()
                .flatMap(name -> records.lastSync(name).stream())
                .max(Comparator.naturalOrder())
                .orElseThrow(() -> wrong("there is no sync that could be rolled back"));
    }
}
