package cc.chitty.sync.jobs.install;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What will be changed.
 *
 * @param doing commands to run afterwards
 * @param later commands that will undo those, words parted by tabs
 * @param undoing commands that undo the installation before
 */
record Plan(List<Change> changes, List<List<String>> doing, List<String> later, List<String> undoing) {

    private static final int LONGEST = 100_000;

    Plan {
        changes = List.copyOf(changes);
        doing = List.copyOf(doing);
        later = List.copyOf(later);
        undoing = List.copyOf(undoing);
    }

    boolean changesNothing() {
        return changes.stream().noneMatch(Change::differs) && later.equals(undoing);
    }

    /** The names of what is touched. */
    List<String> touched() {
        return changes.stream()
                .filter(Change::differs)
                .map(change -> change.target().name())
                .toList();
    }

    /** A unified diff of all changes, then the commands. */
    String diff() {
        StringBuilder text = new StringBuilder();
        changes.stream().filter(Change::differs).forEach(change -> text.append(diff(change)));
        doing.forEach(command ->
                text.append("run: ").append(String.join(" ", command)).append('\n'));
        return text.toString();
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
        return String.join("\n", diff) + "\n";
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
