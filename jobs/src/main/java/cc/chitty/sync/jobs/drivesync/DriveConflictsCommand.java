package cc.chitty.sync.jobs.drivesync;

import cc.chitty.sync.drivesync.DriveHistory;
import cc.chitty.sync.jobs.command.Invocation;
import cc.chitty.sync.jobs.command.OwnerCommand;
import cc.chitty.sync.jobs.command.Plain;
import cc.chitty.sync.jobs.command.ShownCommand;
import cc.chitty.sync.jobs.command.Words;
import cc.chitty.sync.kernel.run.ExitCode;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;

/** {@code drive-sync conflicts}. */
@Command(
        name = "conflicts",
        description = {
            "Lists the copies that conflicts left in the mirrors.",
            "Compare each with the file that has the name, then delete or rename the copy.",
            "Exit 3 while there is any."
        },
        footer = "  chittysync drive-sync conflicts")
final class DriveConflictsCommand extends ShownCommand implements OwnerCommand {

    DriveConflictsCommand(Invocation invocation) {
        super(invocation);
    }

    @Override
    protected ExitCode run() {
        List<DriveHistory.Conflict> conflicts =
                invocation().owner().get().get(DriveHistory.class).conflicts();
        printing()
                .print(
                        () -> lines(conflicts),
                        json -> json.list(
                                "conflicts",
                                conflicts,
                                it -> json.text("remote", it.remote())
                                        .text("path", it.path())
                                        .text("copy", it.copy())
                                        .text("at", it.at())
                                        .number("bytes", it.bytes())
                                        .flag("orphaned", it.orphaned())));
        return conflicts.isEmpty() ? ExitCode.DONE : ExitCode.PROBLEMS_LEFT;
    }

    private static List<String> lines(List<DriveHistory.Conflict> conflicts) {
        if (conflicts.isEmpty()) {
            return List.of("No conflicts are left.");
        }
        List<String> lines = new ArrayList<>();
        for (DriveHistory.Conflict conflict : conflicts) {
            lines.add(conflict.remote() + ": " + Plain.of(conflict.path()) + (conflict.orphaned() ? " (gone)" : ""));
            lines.add("  " + Plain.of(conflict.copy()) + "  " + Words.bytes(conflict.bytes()) + ", " + conflict.at());
        }
        return lines;
    }
}
