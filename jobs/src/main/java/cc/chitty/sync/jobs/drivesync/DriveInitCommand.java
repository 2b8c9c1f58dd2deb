package cc.chitty.sync.jobs.drivesync;

import cc.chitty.sync.drivesync.DriveSetup;
import cc.chitty.sync.drivesync.plan.Direction;
import cc.chitty.sync.jobs.command.Invocation;
import cc.chitty.sync.jobs.command.OwnerCommand;
import cc.chitty.sync.jobs.command.ShownCommand;
import cc.chitty.sync.jobs.command.Words;
import cc.chitty.sync.kernel.run.ExitCode;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code drive-sync init}. */
@Command(
        name = "init",
        description = "Makes a folder of a remote one that is mirrored.",
        footer = {
            "  chittysync drive-sync init notes gd:Notes",
            "  chittysync drive-sync init notes gd:Notes --git git@github.com:kim/notes.git",
            "  chittysync drive-sync init shared gd:Shared --mirror ~/Shared --direction both"
        })
final class DriveInitCommand extends ShownCommand implements OwnerCommand {

    @Parameters(index = "0", paramLabel = "NAME", description = "What it is called here.")
    private String name = "";

    @Parameters(index = "1", paramLabel = "REMOTE", description = "As rclone takes it: REMOTE:PATH, or a path.")
    private String remote = "";

    @Option(
            names = "--mirror",
            paramLabel = "DIRECTORY",
            description = "Where its mirror is; else in the state directory.")
    private @Nullable Path mirror;

    @Option(
            names = "--direction",
            defaultValue = "PULL",
            description = "Which side follows: ${COMPLETION-CANDIDATES}; ${DEFAULT-VALUE} if not named.")
    private Direction direction = Direction.PULL;

    @Option(names = "--git", paramLabel = "URL", defaultValue = "", description = "A git remote for its versions.")
    private String git = "";

    DriveInitCommand(Invocation invocation) {
        super(invocation);
    }

    @Override
    protected ExitCode run() {
        Path directory = mirror == null
                ? null
                : invocation().workingDirectory().resolve(mirror).normalize();
        DriveSetup.Found found = invocation()
                .owner()
                .get()
                .get(DriveSetup.class)
                .init(
                        new DriveSetup.Wanted(name, remote, directory, direction, git),
                        invocation().interruption());
        printing()
                .print(
                        () -> List.of(
                                remote + " has " + Words.count(found.files(), "file") + "; its mirror is "
                                        + found.mirror() + ".",
                                "`chittysync drive-sync " + name + " --dry-run` shows what the first run would do."),
                        json -> json.text("name", name)
                                .number("files", found.files())
                                .text("mirror", found.mirror().toString()));
        return ExitCode.DONE;
    }
}
