package cc.chitty.sync.jobs.gpusync;

import cc.chitty.sync.gpusync.GpuSync;
import cc.chitty.sync.gpusync.GpuSyncRecords;
import cc.chitty.sync.gpusync.plan.Conflict;
import cc.chitty.sync.gpusync.plan.PlannedChange;
import cc.chitty.sync.gpusync.reconcile.Side;
import cc.chitty.sync.gpusync.run.SyncOptions;
import cc.chitty.sync.jobs.command.Invocation;
import cc.chitty.sync.jobs.command.Json;
import cc.chitty.sync.jobs.command.Owner;
import cc.chitty.sync.jobs.command.OwnerCommand;
import cc.chitty.sync.jobs.command.Plain;
import cc.chitty.sync.jobs.command.RunAnswer;
import cc.chitty.sync.jobs.command.ShownCommand;
import cc.chitty.sync.jobs.command.Table;
import cc.chitty.sync.jobs.command.Words;
import cc.chitty.sync.kernel.run.ExitCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code gpu-sync sync-status}: a dry run of everything, in brief. */
@Command(
        name = "sync-status",
        description = {
            "Tells what a sync would do, by category, and names the files that both sides changed.",
            "Changes nothing. Exit 3 if there is such a file."
        },
        footer = {"  chittysync gpu-sync sync-status", "  chittysync gpu-sync sync-status --peer ws --json"})
final class SyncStatusCommand extends ShownCommand implements OwnerCommand {

    @Mixin
    private SyncRequest request = new SyncRequest();

    SyncStatusCommand(Invocation invocation) {
        super(invocation);
    }

    @Override
    protected ExitCode run() {
        Owner owner = invocation().owner().get();
        List<String> peers = owner.get(GpuSyncRecords.class).peers(request.peer());
        List<SyncOptions> asked =
                peers.stream().map(peer -> options(peer).dry()).toList();
        Syncing.Round round = new Syncing.Round(asked, true, request.isForAll());
        return new Syncing(printing()).all(round, new Brief(!request.isForAll()));
    }

    /** By category. */
    private final class Brief implements Syncing.Telling {
        private final boolean alone;

        /** @param alone whether there is one peer, which nobody else names then */
        Brief(boolean alone) {
            this.alone = alone;
        }

        @Override
        public List<String> lines(SyncOptions options, GpuSync.Answer answer) {
            return SyncStatusCommand.this.lines(answer);
        }

        @Override
        public void write(Json json, SyncOptions options, GpuSync.Answer answer, RunAnswer told) {
            told.begin(json, true);
            if (alone) {
                json.text("peer", options.peer());
            }
            json.text("fingerprint", answer.planned().fingerprint())
                    .counts("counts", answer.ended().report().counts());
            PlanText.write(json, answer);
            told.end(json.problems(told.problems()));
        }
    }

    private SyncOptions options(String peer) {
        try {
            return request.with(peer, SyncKind.SYNC_ALL);
        } catch (IllegalArgumentException e) {
            throw wrong(String.valueOf(e.getMessage()));
        }
    }

    private record Amount(Map<String, Long> changes, long bytes) {

        static final Amount NONE = new Amount(Map.of(), 0);

        private static String kind(Side target, boolean removes) {
            return target + (removes ? "-" : "+");
        }

        Amount and(PlannedChange change) {
            Map<String, Long> more = new TreeMap<>(changes);
            more.merge(kind(change.target(), change.action() == PlannedChange.Action.REMOVE), 1L, Long::sum);
            return new Amount(more, bytes + change.bytes());
        }

        String of(Side target, boolean removes) {
            return Words.number(changes.getOrDefault(kind(target, removes), 0L));
        }
    }

    private List<String> lines(GpuSync.Answer answer) {
        if (answer.ended().failure() != null) {
            return List.of();
        }
        Map<String, Amount> amounts = new TreeMap<>();
        for (PlannedChange change : answer.planned().changes()) {
            amounts.merge(change.place().category(), Amount.NONE.and(change), (before, one) -> before.and(change));
        }
        List<String> lines = new ArrayList<>();
        if (!amounts.isEmpty()) {
            Table table = new Table(printing().style());
            table.left("CATEGORY")
                    .right("TO PEER")
                    .right("GONE THERE")
                    .right("TO HERE")
                    .right("GONE HERE")
                    .right("BYTES");
            amounts.forEach((category, amount) -> table.row(
                    category,
                    amount.of(Side.THEIRS, false),
                    amount.of(Side.THEIRS, true),
                    amount.of(Side.OURS, false),
                    amount.of(Side.OURS, true),
                    Words.bytes(amount.bytes())));
            lines.addAll(table.lines());
        }
        lines.addAll(answer.repositories());
        lines.addAll(new PlanText(printing().style(), answer).refusals());
        lines.add(amounts.isEmpty() ? "No file differs that could be followed." : "");
        for (Conflict conflict : answer.planned().conflicts()) {
            lines.add(printing()
                    .style()
                    .yellow("changed on both sides: "
                            + Plain.of(conflict.place().root() + ":"
                                    + conflict.place().path())));
        }
        return lines;
    }
}
