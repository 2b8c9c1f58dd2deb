package cc.chitty.sync.jobs.gitpush;

import cc.chitty.sync.gitpush.FileHistory;
import cc.chitty.sync.jobs.command.Plain;
import cc.chitty.sync.jobs.command.Printing;
import cc.chitty.sync.kernel.run.ExitCode;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Shows what the shared repository remembers of a file. */
public record FileVersions(Printing printing, String file) {

    private FileHistory history() {
        return printing.invocation().owner().get().get(FileHistory.class);
    }

    /** Its versions, the newest first. */
    public ExitCode list() {
        List<FileHistory.Version> versions = history().of(file);
        printing.print(
                () -> versions.isEmpty()
                        ? List.of("No run of git-push has committed " + Plain.of(file) + " yet.")
                        : versions.stream().map(FileVersions::line).toList(),
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

    /** The file as it was at a commit. */
    public ExitCode at(String commit) {
        return show(history().content(commit, file));
    }

    /** The file as it was before a run of this device, or before the commit that another device's run made. */
    public ExitCode before(String run) {
        return show(history().before(run, file));
    }

    private ExitCode show(byte[] bytes) {
        String content = new String(bytes, StandardCharsets.UTF_8);
        printing.print(() -> content.lines().toList(), json -> json.text("content", content));
        return ExitCode.DONE;
    }
}
