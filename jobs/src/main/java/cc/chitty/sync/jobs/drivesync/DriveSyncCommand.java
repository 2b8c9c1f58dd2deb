package cc.chitty.sync.jobs.drivesync;

import cc.chitty.sync.drivesync.DriveOptions;
import cc.chitty.sync.drivesync.DriveSync;
import cc.chitty.sync.drivesync.DriveSyncJobConfiguration;
import cc.chitty.sync.jobs.command.Invocation;
import cc.chitty.sync.jobs.command.Owner;
import cc.chitty.sync.jobs.command.OwnerCommand;
import cc.chitty.sync.jobs.command.Resumed;
import cc.chitty.sync.jobs.command.Reversible;
import cc.chitty.sync.jobs.command.ShownCommand;
import cc.chitty.sync.kernel.run.ExitCode;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code drive-sync}. */
@Command(
        name = "drive-sync",
        description = "Mirrors folders of Google Drive, or any remote of rclone, and keeps every version in git.",
        footer = {
            "  chittysync drive-sync init notes gd:Notes    once for each folder",
            "  chittysync drive-sync                        all of them",
            "  chittysync drive-sync notes --dry-run        what would be done",
            "  chittysync drive-sync --due -q               those whose time has come, as cron does"
        })
public final class DriveSyncCommand extends ShownCommand implements OwnerCommand {

    @Parameters(arity = "0..*", paramLabel = "NAME", description = "Only these remotes; all if none is named.")
    private List<String> names = List.of();

    @Option(names = "--dry-run", description = "Change nothing; show what would be done.")
    private boolean dryRun;

    @Option(
            names = "--due",
            description = "Only those whose last success is as long ago as their setting 'every' says.")
    private boolean due;

    @Option(
            names = "--agree-deletions",
            paramLabel = "PLAN",
            defaultValue = "",
            description = "Agree to the deletions that the guard refused under this name.")
    private String agreed = "";

    @Option(names = "--no-push", description = "Commit, and leave the git remote as it is.")
    private boolean noPush;

    @Option(names = "--fresh", description = "Begin a new run and a new plan even if the last one could be resumed.")
    private boolean fresh;

    public static final Reversible REVERSIBLE = new Reversible(
            DriveSyncJobConfiguration.NAME,
            Reversible.NUMBER,
            (printing, run) -> Syncing.rollback(printing, Long.parseLong(run)));

    /** How its runs are resumed: the remote that the last one was about. */
    public static final Resumed RESUMED = new Resumed(DriveSyncJobConfiguration.NAME, printing -> {
        Owner owner = printing.invocation().owner().get();
        List<String> last =
                owner.get(DriveSync.class).lastRemote().map(List::of).orElse(List.of());
        return new Syncing(printing, DriveOptions.USUAL, false).run(last, false);
    });

    private DriveSyncCommand(Invocation invocation) {
        super(invocation);
    }

    public static CommandLine tree(Invocation invocation) {
        return new CommandLine(new DriveSyncCommand(invocation))
                .addSubcommand(new DriveInitCommand(invocation))
                .addSubcommand(new DriveDoctorCommand(invocation))
                .addSubcommand(new DriveConflictsCommand(invocation))
                .addSubcommand(new DriveHistoryCommand(invocation));
    }

    @Override
    protected ExitCode run() {
        if (!agreed.isEmpty() && !agreed.matches("[0-9a-f]{8}")) {
            throw wrong("'" + agreed + "' is no name of a plan; the guard tells it");
        }
        DriveOptions options = new DriveOptions(dryRun, agreed, fresh, noPush, false);
        return new Syncing(printing(), options, fresh).run(names, due);
    }
}
