package cc.chitty.sync.jobs;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** The bare call. */
@Command(
        name = "chittysync",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND",
        description = "Keeps a developer's agent work the same everywhere.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            " 0:done",
            " 1:failed",
            " 2:usage or settings",
            " 3:done, with problems or conflicts left",
            "10:not set up",
            "11:another run holds the lock",
            "12:a guard refused",
            "130:interrupted; the next start resumes"
        })
final class RootCommand implements Callable<Integer> {

    private final Invocation invocation;

    RootCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        CommandTree.of(invocation).usage(invocation.out());
        return 0;
    }
}
