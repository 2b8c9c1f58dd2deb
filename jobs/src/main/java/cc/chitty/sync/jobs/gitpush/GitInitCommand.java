package cc.chitty.sync.jobs.gitpush;

import cc.chitty.sync.gitpush.GitPushSetup;
import cc.chitty.sync.gitpush.remote.Publicness;
import cc.chitty.sync.jobs.command.Invocation;
import cc.chitty.sync.jobs.command.OwnerCommand;
import cc.chitty.sync.jobs.command.ShownCommand;
import cc.chitty.sync.kernel.run.ExitCode;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code git-push init}. */
@Command(
        name = "init",
        description = "Makes a remote the one that this device shares its todos through.",
        footer = "  chittysync git-push init https://github.com/kim/todos.git")
final class GitInitCommand extends ShownCommand implements OwnerCommand {

    @Parameters(paramLabel = "URL", description = "Where the remote is; without credentials.")
    private String url = "";

    @Option(names = "--branch", defaultValue = "main", description = "Its branch; ${DEFAULT-VALUE} if not named.")
    private String branch = "main";

    GitInitCommand(Invocation invocation) {
        super(invocation);
    }

    @Override
    protected ExitCode run() {
        GitPushSetup.Found found =
                invocation().owner().get().get(GitPushSetup.class).init(url, branch);
        printing()
                .print(
                        () -> List.of(
                                found.joined()
                                        ? "Other devices are there already; the next git-push joins them."
                                        : "The remote is empty; the next git-push fills it.",
                                publicness(found.publicness())),
                        json -> json.flag("joined", found.joined())
                                .text("public", found.publicness().name().toLowerCase(Locale.ROOT)));
        if (found.publicness() == Publicness.PUBLIC) {
            printing().note("warning: everybody can read this remote. Todos are nobody else's business.");
        }
        return ExitCode.DONE;
    }

    private static String publicness(Publicness publicness) {
        return switch (publicness) {
            case PUBLIC -> "Everybody can read it.";
            case NOT_PUBLIC -> "Not everybody can read it.";
            case UNKNOWN -> "Whether everybody can read it is not known: make sure that it is private.";
        };
    }
}
