package cc.chitty.sync.jobs.gitpush;

import cc.chitty.sync.gitpush.FileHistory;
import cc.chitty.sync.jobs.command.Invocation;
import cc.chitty.sync.jobs.command.OwnerCommand;
import cc.chitty.sync.jobs.command.Plain;
import cc.chitty.sync.jobs.command.ShownCommand;
import cc.chitty.sync.kernel.run.ExitCode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code git-push history}. */
@Command(
        name = "history",
        description = "Lists the versions of a shared file, or shows one.",
        footer = {
            "  chittysync git-push history --file todos.json",
            "  chittysync git-push history --file todos.json --at COMMIT"
        })
final class GitHistoryCommand extends ShownCommand implements OwnerCommand {

    @Option(names = "--file", defaultValue = "todos.json", description = "Its path; ${DEFAULT-VALUE} if not named.")
    private String file = "todos.json";

    @Option(names = "--at", paramLabel = "COMMIT", defaultValue = "", description = "Show it as it was at this commit.")
    private String at = "";

    GitHistoryCommand(Invocation invocation) {
        super(invocation);
    }

    @Override
    protected ExitCode run() {
        FileHistory history = invocation().owner().get().get(FileHistory.class);
        if (!at.isEmpty()) {
            if (!at.matches("[0-9a-f]{40}")) {
                throw wrong("'" + at + "' is not a commit in full");
            }
            String content = new String(history.content(at, file), StandardCharsets.UTF_8);
            printing().print(() -> List.of(content.stripTrailing()), json -> json.text("content", content));
            return ExitCode.DONE;
        }
        List<FileHistory.Version> versions = history.of(file);
        printing()
                .print(
                        () -> versions.stream().map(GitHistoryCommand::line).toList(),
                        json -> json.list(
                                "versions",
                                versions,
                                it -> json.text("commit", it.commit())
                                        .time("at", it.at())
                                        .text("author", it.author())
                                        .text("device", it.device())
                                        .text("run", it.run())));
        return ExitCode.DONE;
    }

    private static String line(FileHistory.Version version) {
        String by = version.device() == null
                ? Plain.of(version.author()) + ", by hand"
                : version.device() + " run " + version.run();
        return version.commit() + "  " + version.at() + "  " + by;
    }
}
