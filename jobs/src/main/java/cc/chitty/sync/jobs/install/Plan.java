package cc.chitty.sync.jobs.install;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What will be changed.
 *
 * @param steps commands to run afterwards
 * @param record what is to be noted once all of that is done
 * @param undoing commands that undo the installation before, words parted by tabs
 * @param remarks what a person should know beside it, a sentence each
 */
record Plan(List<Change> changes, List<Step> steps, Installed record, List<String> undoing, List<String> remarks) {

    private static final int LONGEST = 100_000;

    Plan {
        changes = List.copyOf(changes);
        steps = List.copyOf(steps);
        undoing = List.copyOf(undoing);
        remarks = List.copyOf(remarks);
    }

    boolean changesNothing() {
        return changes.stream().noneMatch(Change::differs)
                && steps.isEmpty()
                && stopping().isEmpty();
    }

    /** The commands of the installation before that are not of this one, and have to be undone. */
    List<String> stopping() {
        return undoing.stream().filter(line -> !record.undoing().contains(line)).toList();
    }

    /** Whether a file was there before. */
    boolean had(Path file) {
        return changes.stream()
                .anyMatch(
                        change -> change.now() != null && change.target().name().equals(file.toString()));
    }

    /** The names of what is touched. */
    List<String> touched() {
        return changes.stream()
                .filter(Change::differs)
                .map(change -> change.target().name())
                .toList();
    }

    /** The commands that undo, a unified diff of all changes, the commands that follow. */
    String diff() {
        StringBuilder text = new StringBuilder();
        stopping().forEach(line -> run(text, Step.command(line)));
        changes.stream().filter(Change::differs).forEach(change -> text.append(diff(change)));
        steps.forEach(step -> run(text, step.command()));
        return text.toString();
    }

    private static void run(StringBuilder text, List<String> command) {
        text.append("run: ").append(String.join(" ", command)).append('\n');
    }

    private static String diff(Change change) {
        String name = change.target().name();
        if (length(change.now()) + length(change.after()) > LONGEST) {
            return "Binary file " + name + ": " + length(change.now()) + " -> " + length(change.after()) + " bytes\n";
        }
        List<String> now = lines(change.now());
        String from = change.now() == null ? "/dev/null" : name;
        String to = change.after() == null ? "/dev/null" : name;
        List<String> diff =
                UnifiedDiffUtils.generateUnifiedDiff(from, to, now, DiffUtils.diff(now, lines(change.after())), 3);
        return diff.stream().map(Plan::shown).collect(Collectors.joining("\n", "", "\n"));
    }

    /** A line of a difference, the first character of which tells what becomes of it. */
    private static String shown(String line) {
        return line.isEmpty() ? line : line.charAt(0) + Variables.shown(line.substring(1));
    }

    private static int length(byte @Nullable [] bytes) {
        return bytes == null ? 0 : bytes.length;
    }

    private static List<String> lines(byte @Nullable [] bytes) {
        if (bytes == null || bytes.length == 0) {
            return List.of();
        }
        String text = new String(bytes, StandardCharsets.UTF_8);
        return Arrays.asList((text.endsWith("\n") ? text.substring(0, text.length() - 1) : text).split("\n", -1));
    }
}
