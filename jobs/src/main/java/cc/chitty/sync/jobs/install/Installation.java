package cc.chitty.sync.jobs.install;

import cc.chitty.sync.jobs.command.Programs;
import cc.chitty.sync.jobs.install.Installed.Part;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Installs and takes out. An installation always starts from what would be there without the one before it, so doing it
 * twice, or with other wishes, ends as if it had been done once.
 */
final class Installation {

    private static final Edit NOTHING = MarkedBlock.of("");

    private final StateDirectory state;
    private final Path file;

    Installation(StateDirectory state) {
        this.state = state;
        this.file = state.installation().resolve("record.properties");
    }

    /** What installing would change; nothing is touched. */
    Plan plan(Place place, Wish wish) {
        Blueprint blueprint = Blueprint.of(place, wish);
        return plan(blueprint.edits(), blueprint.doing(), blueprint.undoing());
    }

    /** What taking out would change. */
    Plan removal() {
        return plan(Map.of(), List.of(), List.of());
    }

    private Plan plan(Map<Target, Edit> edits, List<List<String>> doing, List<List<String>> undoing) {
        Installed record = Installed.read(file);
        Map<Target, Edit> all = new LinkedHashMap<>(edits);
        List<String> names = edits.keySet().stream().map(Target::name).toList();
        record.parts().stream()
                .filter(part -> !names.contains(part.target()))
                .forEach(part -> all.put(target(part), NOTHING));
        List<Change> changes = new ArrayList<>();
        all.forEach((target, edit) -> {
            byte[] now = target.read();
            Part part = record.of(target).orElse(null);
            byte[] before = part == null ? now : original(part, now, edit);
            byte[] after = edit.equals(NOTHING) ? before : edit.apply(before);
            changes.add(new Change(target, now, before, after));
        });
        return new Plan(
                changes,
                doing,
                undoing.stream().map(words -> String.join("\t", words)).toList(),
                record.undoing());
    }

    private static Target target(Part part) {
        return part.target().equals(CrontabTarget.NAME)
                ? new CrontabTarget()
                : new FileTarget(Path.of(part.target()), false);
    }

    /** What would be there without us. */
    private byte @Nullable [] original(Part part, byte @Nullable [] now, Edit edit) {
        byte[] kept = part.backup() == null
                ? null
                : new FileTarget(state.installation().resolve(part.backup()), false).read();
        if (now == null || Installed.digest(now).equals(part.after())) {
            return now == null && !part.after().isEmpty() ? null : kept;
        }
        return cleaner(part, edit).clean(now, kept);
    }

    private Edit cleaner(Part part, Edit edit) {
        if (!edit.equals(NOTHING)) {
            return edit;
        }
        Path path = Path.of(part.target());
        if (part.target().equals(CrontabTarget.NAME) || path.endsWith("config.toml")) {
            return new MarkedBlock(
                    "", line -> line, new FirstSystem(new Place(state, path, path, Map.of()))::restoredLine);
        }
        if (path.endsWith("settings.json") || path.endsWith("hooks.json")) {
            String programs = state.programs().toString();
            return new JsonEdit(part.target(), programs, List.of(), Blueprint.entries(state), command -> false);
        }
        return new WholeFile(new byte[0]);
    }

    /** Carries a plan out. Returns what the system's programs did not do. */
    List<Problem> carryOut(Plan plan) {
        List<Problem> problems = new ArrayList<>();
        plan.undoing().stream()
                .filter(line -> !plan.later().contains(line))
                .forEach(line -> run(List.of(line.split("\t", -1)), problems));
        List<Change> ours = plan.changes().stream().filter(Change::isOurs).toList();
        List<String> made = new ArrayList<>(Installed.read(file).directories());
        ours.forEach(change -> missing(change.target(), made));
        if (!ours.isEmpty()) {
            PrivateDirectory.create(state.installation());
            new Installed(ours.stream().map(this::kept).toList(), plan.later(), made).write(file);
        }
        plan.changes().stream()
                .filter(Change::differs)
                .forEach(change -> change.target().write(change.after()));
        if (ours.isEmpty()) {
            leave(made, problems);
        }
        plan.doing().forEach(command -> run(command, problems));
        return problems;
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
            for (Path at = found.path().getParent(); at != null && !Files.exists(at); at = at.getParent()) {
                if (!made.contains(at.toString())) {
                    made.add(at.toString());
                }
            }
        }
    }

    /** Directories that were made for us go when they are empty, the longest path first; so do record and copies. */
    private void leave(List<String> made, List<Problem> problems) {
        try {
            made.sort((a, b) -> Integer.compare(b.length(), a.length()));
            for (String directory : made) {
                removeIfEmpty(Path.of(directory));
            }
            remove(state.root().resolve("app"));
            remove(state.installation());
        } catch (IOException e) {
            problems.add(new Problem(state.toString(), "not all of the installation could be removed: " + e));
        }
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

    private static void run(List<String> command, List<Problem> problems) {
        String line = String.join(" ", command);
        if (!Programs.has(command.get(0))) {
            problems.add(new Problem(line, "the program is not there; run it where it is"));
            return;
        }
        Programs.Result result = Programs.run(command, new byte[0]);
        if (result.code() != 0) {
            problems.add(new Problem(line, result.said()));
        }
    }
}
