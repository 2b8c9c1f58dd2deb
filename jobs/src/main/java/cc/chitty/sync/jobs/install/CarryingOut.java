package cc.chitty.sync.jobs.install;

import cc.chitty.sync.jobs.install.Installed.Part;
import cc.chitty.sync.kernel.run.Failure;
import cc.chitty.sync.kernel.run.Problem;
import cc.chitty.sync.kernel.state.DirectoryTree;
import cc.chitty.sync.kernel.state.DurableFile;
import cc.chitty.sync.kernel.state.PrivateDirectory;
import cc.chitty.sync.kernel.state.StateDirectory;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Carries plans out: undoes, records, writes, runs the system's programs, and tidies up after the last. */
final class CarryingOut {

    private final StateDirectory state;
    private final Path file;

    CarryingOut(StateDirectory state, Path file) {
        this.state = state;
        this.file = file;
    }

    List<Problem> carryOut(Plan plan) {
        SystemCommands commands = new SystemCommands();
        plan.stopping().forEach(line -> commands.undo(Step.command(line)));
        List<Change> ours = plan.changes().stream().filter(Change::isOurs).toList();
        Installed before = Installed.read(file);
        List<String> made = new ArrayList<>(before.directories());
        ours.forEach(change -> missing(change.target(), made));
        if (ours.isEmpty()) {
            write(plan, false);
            return leave(made, commands.problems());
        }
        PrivateDirectory.create(state.installation());
        PrivateDirectory.create(state.programs());
        Installed record = plan.record().with(ours.stream().map(this::kept).toList(), made);
        record.write(file);
        write(plan, true);
        List<String> done = new ArrayList<>();
        for (Step step : plan.steps()) {
            if (commands.run(step, isBegun(step, plan, before))) {
                done.add(Step.line(step.command()));
            }
        }
        if (!done.isEmpty()) {
            record.andDone(done).write(file);
        }
        return commands.problems();
    }

    /** Whether the system may know of an earlier form of it. */
    private static boolean isBegun(Step step, Plan plan, Installed before) {
        return step.files().stream().anyMatch(plan::had) || before.undoing().contains(Step.line(step.undoing()));
    }

    private static void write(Plan plan, boolean installing) {
        List<String> written = new ArrayList<>();
        for (Change change : plan.changes().stream().filter(Change::differs).toList()) {
            try {
                change.target().write(change.after());
                written.add(change.target().name());
            } catch (Failure e) {
                throw interrupted(e, written, installing);
            }
        }
    }

    /** The same failure, which says as well how far we came. */
    private static Failure interrupted(Failure e, List<String> written, boolean installing) {
        String[] said =
                String.valueOf(e.getMessage()).replaceFirst("^cannot ", "").split(": ", 2);
        String changed = written.isEmpty() ? "nothing" : String.join(", ", written);
        String then = installing
                ? "Then install again; 'chittysync uninstall' takes out what was done."
                : "Then uninstall again, which goes on from there.";
        String remedy = e.remedy() + " Changed before that: " + changed + ". " + then;
        return new Failure(e.category(), said[0], said.length > 1 ? said[1] : "it failed", remedy, e);
    }

    /** The copy is named by its content, so one that is there already is the same. */
    private Part kept(Change change) {
        byte[] before = change.before();
        String backup = null;
        if (before != null) {
            backup = "backup-" + Installed.digest(before).substring(0, 16);
            DurableFile.replace(state.installation().resolve(backup), before);
        }
        return new Part(change.target().name(), backup, Installed.digest(change.after()));
    }

    private static void missing(Target target, List<String> made) {
        if (target instanceof FileTarget found) {
            for (Path at = found.file().getParent(); at != null && !Files.exists(at); at = at.getParent()) {
                if (!made.contains(at.toString())) {
                    made.add(at.toString());
                }
            }
        }
    }

    /** Directories that were made for us go when they are empty, the longest path first; so do record and copies. */
    private List<Problem> leave(List<String> made, List<Problem> problems) {
        try {
            made.add(state.programs().toString());
            made.sort((a, b) -> Integer.compare(b.length(), a.length()));
            for (String directory : made) {
                removeIfEmpty(Path.of(directory));
            }
            remove(state.root().resolve("app"));
            remove(state.installation());
        } catch (IOException e) {
            problems.add(new Problem(state.toString(), "not all of the installation could be removed: " + e));
        }
        return problems;
    }

    private static void remove(Path directory) throws IOException {
        if (Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
            DirectoryTree.delete(directory);
        }
    }

    private static void removeIfEmpty(Path directory) throws IOException {
        try {
            Files.deleteIfExists(directory);
        } catch (DirectoryNotEmptyException e) {
            // somebody put something there, and it stays
            return;
        }
    }
}
