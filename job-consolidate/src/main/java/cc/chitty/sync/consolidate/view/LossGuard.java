package cc.chitty.sync.consolidate.view;

import cc.chitty.sync.consolidate.journal.JournalSet;
import cc.chitty.sync.consolidate.journal.LineCursor;
import cc.chitty.sync.consolidate.journal.SortedFile;
import cc.chitty.sync.consolidate.todo.Fold;
import cc.chitty.sync.consolidate.todo.LawSettings;
import cc.chitty.sync.consolidate.todo.TodoKey;
import cc.chitty.sync.consolidate.todo.TodoView;
import cc.chitty.sync.kernel.run.Failure;
import cc.chitty.sync.kernel.run.FailureCategory;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Objects;
import java.util.Set;

/**
 * Refuses to publish a view that lost a todo. Walks the journals once more, on its own, and demands of every todo of a
 * changed project that the new view, read back from disk, shows it or that the law says why not.
 */
final class LossGuard implements Closeable {

    private final JournalSet journals;
    private final LawSettings law;

    LossGuard(Path devices, String device, LawSettings law) throws IOException {
        this.journals = JournalSet.open(devices, device);
        this.law = law;
    }

    /**
     * Projects come in ascending order.
     *
     * @param shown compared contents in the new view
     * @param expected compared contents that this merge put there; they need not be in the old journals
     * @param explained compared contents that this merge hides for a reason the law gives
     */
    void check(String project, Set<String> shown, Set<String> expected, Set<String> explained) {
        for (String content : expected) {
            if (!shown.contains(content)) {
                throw lost(new TodoKey(project, content));
            }
        }
        TodoKey first = new TodoKey(project, "");
        journals.sightings(first);
        for (TodoKey key = journals.upcoming();
                key != null && key.project().equals(project);
                key = journals.upcoming()) {
            boolean accounted = shown.contains(key.content()) || explained.contains(key.content());
            if (accounted) {
                journals.pass(key);
            } else {
                demandReason(key);
            }
        }
    }

    /**
     * The same for a project of which most lines stayed: the old view was checked when it was published and is still the
     * same, so it is enough that every new line can be read back, and that no line was lost on the way.
     *
     * @param block counted from its old one and the steps
     */
    void check(String project, Path view, TodosSplice.Range range, ProjectBlock block, Set<String> expected)
            throws IOException {
        for (String content : block.lost()) {
            if (expected.contains(content)) {
                throw lost(new TodoKey(project, content));
            }
        }
        try (FileChannel channel = FileChannel.open(view, StandardOpenOption.READ)) {
            LineCursor lines = new LineCursor(channel, range.start(), range.end());
            for (SpliceStep step : Objects.requireNonNull(range.steps())) {
                if (step instanceof SpliceStep.Put put && !has(lines, range.start(), put)) {
                    throw lost(new TodoKey(project, put.key().content()));
                }
            }
            lines.moveTo(range.start());
            long found = 0;
            while (lines.next()) {
                found++;
            }
            if (found != block.size()) {
                throw lost(project, block.size(), found);
            }
        }
    }

    private static boolean has(LineCursor lines, long start, SpliceStep.Put put) {
        long at = SortedFile.lowerBound(
                lines,
                start,
                (array, offset, length) -> TodoLine.key(array, offset, length).compareTo(put.key()));
        lines.moveTo(at);
        return lines.next()
                && lines.length() >= put.line().length
                && Arrays.mismatch(
                                lines.array(),
                                lines.offset(),
                                lines.offset() + put.line().length,
                                put.line(),
                                0,
                                put.line().length)
                        < 0;
    }

    private static Failure lost(String project, long expected, long found) {
        return new Failure(
                FailureCategory.REFUSED,
                "publish todos.json",
                "project " + project + " should have " + expected + " todos but would have " + found,
                "Nothing was replaced. Please report this; `consolidate --full` makes the views anew.");
    }

    private void demandReason(TodoKey key) {
        TodoView view = Fold.of(journals.sightings(key), law);
        if (view.visible()) {
            throw lost(key);
        }
    }

    static Failure lost(TodoKey key) {
        return new Failure(
                FailureCategory.REFUSED,
                "publish todos.json",
                "the todo \"" + key.content() + "\" of project " + key.project()
                        + " is in the journal but would be missing",
                "Nothing was replaced. Please report this; `consolidate --full` makes the views anew.");
    }

    @Override
    public void close() throws IOException {
        journals.close();
    }
}
