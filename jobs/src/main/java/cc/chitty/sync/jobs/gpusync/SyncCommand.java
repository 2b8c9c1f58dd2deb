package cc.chitty.sync.jobs.gpusync;

import cc.chitty.sync.gpusync.GpuSyncRecords;
import cc.chitty.sync.gpusync.run.SyncOptions;
import cc.chitty.sync.jobs.command.Invocation;
import cc.chitty.sync.jobs.command.OwnerCommand;
import cc.chitty.sync.jobs.command.ShownCommand;
import cc.chitty.sync.kernel.run.ExitCode;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code gpu-sync sync-all} and its like. */
@Command
final class SyncCommand extends ShownCommand implements OwnerCommand {

    @Mixin
    private SyncRequest request = new SyncRequest();

    private final SyncKind kind;

    SyncCommand(Invocation invocation, SyncKind kind) {
        super(invocation);
        this.kind = kind;
    }

    @Override
    protected ExitCode run() {
        GpuSyncRecords records = invocation().owner().get().get(GpuSyncRecords.class);
        List<SyncOptions> asked = new ArrayList<>();
        for (String peer : records.peers(request.peer())) {
            asked.add(options(peer));
        }
        if (request.asksForSnapshots()) {
            printing().note("Snapshots are taken of everything that is replaced, with or without --backup.");
        }
        return new Syncing(printing()).all(new Syncing.Round(asked, request.fresh(), request.isForAll()));
    }

    private SyncOptions options(String peer) {
        try {
            return request.with(peer, kind);
        } catch (IllegalArgumentException e) {
            throw wrong(String.valueOf(e.getMessage()));
        }
    }
}
