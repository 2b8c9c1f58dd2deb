package cc.chitty.sync.jobs.gpusync;

import cc.chitty.sync.gpusync.GpuSync;
import cc.chitty.sync.gpusync.GpuSyncJobConfiguration;
import cc.chitty.sync.gpusync.GpuSyncRecords;
import cc.chitty.sync.gpusync.run.SyncOptions;
import cc.chitty.sync.jobs.command.Owner;
import cc.chitty.sync.jobs.command.Printing;
import cc.chitty.sync.jobs.command.RunAnswer;
import cc.chitty.sync.jobs.command.Words;
import cc.chitty.sync.kernel.run.ExitCode;
import cc.chitty.sync.kernel.run.Failure;
import cc.chitty.sync.kernel.run.FailureCategory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Rollbacks of gpu-sync, begun by a command and told to who asked for them. */
public final class RollingBack {

    private RollingBack() {}

    /** Puts back what a run of gpu-sync has changed. */
    public static ExitCode ofRun(Printing printing, long run) {
        GpuSyncRecords records = printing.invocation().owner().get().get(GpuSyncRecords.class);
        String snapshot = records.snapshotOf(run)
                .orElseThrow(() -> new Failure(
                        FailureCategory.USAGE,
                        "roll back run " + run,
                        "there is no snapshot of it: it changed nothing, or its snapshot was pruned",
                        "`gpu-sync snapshots` lists those that are left."));
        return of(printing, snapshot);
    }

    static ExitCode of(Printing printing, String snapshot) {
        Owner owner = printing.invocation().owner().get();
        String peer = owner.get(GpuSyncRecords.class)
                .peerOf(snapshot)
                .orElseThrow(() -> new Failure(
                        FailureCategory.USAGE,
                        "roll back to " + snapshot,
                        "there is no such snapshot",
                        "`gpu-sync snapshots` lists them."));
        GpuSync.Answer answer = owner.get(GpuSync.class)
                .rollback(snapshot, Syncing.asked(printing.invocation(), SyncOptions.all(peer), false));
        RunAnswer told = RunAnswer.of(printing, owner, answer.ended());
        return told.tell(printing, () -> lines(owner, snapshot, answer), json -> {
            told.begin(json, false)
                    .text("restored", snapshot)
                    .text("undo", undo(owner, answer))
                    .counts("counts", answer.ended().report().counts())
                    .problems(told.problems());
            told.end(json);
        });
    }

    /** Goes on with the last one. */
    static ExitCode resume(Printing printing) {
        Owner owner = printing.invocation().owner().get();
        String snapshot = owner.get(GpuSync.class)
                .resumable(GpuSyncJobConfiguration.ROLLBACK)
                .orElseThrow(() -> new Failure(
                        FailureCategory.USAGE,
                        "resume the last rollback",
                        "it failed before it had connected, or a sync or rollback came after it",
                        "Start it again as it was started."));
        return of(printing, snapshot);
    }

    private static List<String> lines(Owner owner, String snapshot, GpuSync.Answer answer) {
        if (answer.ended().failure() != null) {
            return List.of();
        }
        Map<String, Long> counts = answer.ended().report().counts();
        List<String> lines = new ArrayList<>();
        lines.add("Put back what " + snapshot + " has kept: " + side(counts, "ours") + " here, "
                + side(counts, "theirs") + " on the peer.");
        String undo = undo(owner, answer);
        if (!undo.isEmpty()) {
            lines.add("`chittysync gpu-sync rollback " + undo + "` takes this back.");
        }
        return lines;
    }

    private static String undo(Owner owner, GpuSync.Answer answer) {
        return owner.get(GpuSyncRecords.class).snapshotOf(answer.ended().run()).orElse("");
    }

    private static String side(Map<String, Long> counts, String side) {
        return Words.count(
                PlanText.count(counts, "restore_" + side)
                        + PlanText.count(counts, "mode_" + side)
                        + PlanText.count(counts, "remove_" + side),
                "change");
    }
}
