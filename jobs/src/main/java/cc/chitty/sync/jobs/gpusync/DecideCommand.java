package cc.chitty.sync.jobs.gpusync;

import cc.chitty.sync.gpusync.GpuSync;
import cc.chitty.sync.gpusync.GpuSyncRecords;
import cc.chitty.sync.gpusync.plan.ConflictTable.Stored;
import cc.chitty.sync.gpusync.run.SyncOptions;
import cc.chitty.sync.gpusync.run.SyncOptions.Choice;
import cc.chitty.sync.jobs.command.Complaint;
import cc.chitty.sync.jobs.command.Invocation;
import cc.chitty.sync.jobs.command.OwnerCommand;
import cc.chitty.sync.jobs.command.Plain;
import cc.chitty.sync.jobs.command.ShownCommand;
import cc.chitty.sync.kernel.run.ExitCode;
import cc.chitty.sync.kernel.run.Failure;
import cc.chitty.sync.kernel.run.FailureCategory;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code gpu-sync decide}: what {@code resolve} has the owner do. */
@Command(
        name = "decide",
        hidden = true,
        description = "Settles one conflict, as `gpu-sync resolve` does.",
        footer = "  chittysync gpu-sync decide 2824f12e ours")
final class DecideCommand extends ShownCommand implements OwnerCommand {

    @Parameters(index = "0", paramLabel = "ID", description = "The conflict, or how its id begins.")
    private String id = "";

    @Parameters(index = "1", paramLabel = "CHOICE", description = "ours, theirs or both.")
    private Choice choice = Choice.OURS;

    @Option(names = "--yes", description = "Agree to what the deletion guard would refuse.")
    private boolean yes;

    DecideCommand(Invocation invocation) {
        super(invocation);
    }

    @Override
    protected ExitCode run() {
        GpuSyncRecords records = invocation().owner().get().get(GpuSyncRecords.class);
        Stored stored = records.conflict(id).orElseThrow(() -> noSuch(id));
        SyncOptions.How how = SyncOptions.How.USUAL.choosing(
                stored.conflict().place().root(), stored.conflict().place().path(), choice);
        boolean agreed = yes || choice == Choice.BOTH; // then nothing is lost that the guard could be asked about
        SyncOptions options = new SyncOptions(
                stored.peer(), SyncOptions.What.ALL.of(stored.conflict().place().category()), how, false, "", agreed);
        GpuSync.Answer answer = new Syncing(printing()).run(options, true);
        String place = stored.conflict().place().root() + ":"
                + stored.conflict().place().path();
        boolean isLeft = answer.ended().report().problems().stream()
                .anyMatch(it -> it.where().equals(place));
        boolean gone = records.conflict(stored.id()).isEmpty();
        boolean resolved = gone && !isLeft;
        String word = choice.name().toLowerCase(Locale.ROOT);
        printing()
                .print(
                        () -> resolved
                                ? List.of("Resolved " + stored.id() + ": " + word + "  "
                                        + Plain.of(ConflictLines.where(stored)))
                                : List.of(),
                        json -> json.text("id", stored.id())
                                .flag("resolved", resolved)
                                .text("choice", word)
                                .number("run", answer.ended().run())
                                .problems(answer.ended().report().problems()));
        printing()
                .problems(
                        answer.ended().report().problems(),
                        "`chittysync show " + answer.ended().run() + "`");
        Failure failure = answer.ended().failure();
        if (failure != null) {
            Complaint.of(failure).print(invocation());
            return failure.exitCode();
        }
        if (!gone) {
            printing().note("chittysync: " + stored.id() + " is still in conflict");
            return ExitCode.PROBLEMS_LEFT;
        }
        return answer.ended().exitCode();
    }

    static Failure noSuch(String id) {
        return new Failure(
                FailureCategory.USAGE,
                "settle the conflict " + id,
                "there is none whose id begins so",
                "`chittysync gpu-sync conflicts` lists them.");
    }
}
