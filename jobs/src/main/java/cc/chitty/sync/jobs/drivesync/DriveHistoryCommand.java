package cc.chitty.sync.jobs.drivesync;

import cc.chitty.sync.drivesync.DriveHistory;
import cc.chitty.sync.gitpush.mirror.MirrorVersion;
import cc.chitty.sync.jobs.command.Invocation;
import cc.chitty.sync.jobs.command.OwnerCommand;
import cc.chitty.sync.jobs.command.Plain;
import cc.chitty.sync.jobs.command.ShownCommand;
import cc.chitty.sync.jobs.command.Words;
import cc.chitty.sync.kernel.run.ExitCode;
import cc.chitty.sync.kernel.state.DurableFile;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code drive-sync history}. */
@Command(
        name = "history",
        description = "Lists the versions of a file of a mirror, the newest first, or brings one of them back.",
        footer = {
            "  chittysync drive-sync history notes plans/2026.md",
            "  chittysync drive-sync history notes plans/2026.md --at 3f2a9c01 --into old.md"
        })
final class DriveHistoryCommand extends ShownCommand implements OwnerCommand {

    @Parameters(index = "0", paramLabel = "NAME", description = "The remote.")
    private String name = "";

    @Parameters(index = "1", paramLabel = "PATH", description = "The file, from the mirror on.")
    private String path = "";

    @Option(names = "--at", paramLabel = "COMMIT", description = "The version of this commit; needs --into.")
    private @Nullable String at;

    @Option(names = "--into", paramLabel = "FILE", description = "Where it is written to.")
    private @Nullable Path into;

    DriveHistoryCommand(Invocation invocation) {
        super(invocation);
    }

    @Override
    protected ExitCode run() {
        DriveHistory history = invocation().owner().get().get(DriveHistory.class);
        String commit = at;
        Path file = into;
        if ((commit == null) != (file == null)) {
            throw wrong("--at and --into go together");
        }
        if (commit != null && file != null) {
            return write(history, commit, invocation().workingDirectory().resolve(file));
        }
        List<MirrorVersion> versions = history.versions(name, path);
        printing()
                .print(
                        () -> versions.isEmpty()
                                ? List.of("No run has committed " + Plain.of(path) + ".")
                                : versions.stream()
                                        .map(DriveHistoryCommand::line)
                                        .toList(),
                        json -> json.list(
                                "versions",
                                versions,
                                it -> json.text("commit", it.commit())
                                        .time("at", it.at())
                                        .text("author", it.author())
                                        .text("run", it.run())
                                        .flag("deleted", it.blob() == null)
                                        .number("bytes", it.size())));
        return ExitCode.DONE;
    }

    private ExitCode write(DriveHistory history, String commit, Path file) {
        long bytes = DurableFile.replace(file, out -> history.content(name, path, commit, out));
        printing()
                .print(
                        () -> List.of("Wrote " + Words.bytes(bytes) + " to " + file + "."),
                        json -> json.text("file", file.toString()).number("bytes", bytes));
        return ExitCode.DONE;
    }

    private static String line(MirrorVersion version) {
        String what = version.blob() == null ? "deleted" : Words.bytes(version.size());
        String by = version.run() == null ? Plain.of(version.author()) : "run " + version.run();
        return version.commit() + "  " + version.at() + "  " + what + "  " + by;
    }
}
