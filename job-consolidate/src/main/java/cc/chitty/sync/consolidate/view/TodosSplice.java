package cc.chitty.sync.consolidate.view;

import cc.chitty.sync.consolidate.journal.LineCursor;
import cc.chitty.sync.consolidate.journal.SortedFile;
import cc.chitty.sync.consolidate.journal.SpliceWriter;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes a new {@code todos.json} from the old one and the edits of the projects that changed, project by project in
 * ascending order. Everything between them is copied as it is.
 */
final class TodosSplice implements Closeable {

    /** Beyond so many steps it is no more work to read the whole project. */
    private static final int MOST_STEPS = 10_000;

    /**
     * One project's todos in the new file.
     *
     * @param start in bytes
     * @param steps how they came about; null where they are made anew, or nearly so
     */
    record Range(long start, long end, @Nullable List<SpliceStep> steps) {}

    private final SortedFile old;
    private final @Nullable LineCursor cursor;
    private final SpliceWriter out;
    private final JoinedWriter elements;
    private final List<SpliceStep> steps = new ArrayList<>();
    private long copied;

    /** @param old closed together with this */
    TodosSplice(SortedFile old, Path newFile) throws IOException {
        this.old = old;
        cursor = old.cursor();
        copied = old.start();
        out = new SpliceWriter(newFile);
        elements = new JoinedWriter(out, old);
        out.write("[\n".getBytes(StandardCharsets.US_ASCII));
    }

    Range project(String project, Iterator<ViewEdit> edits) throws IOException {
        copyUntil(new ViewKey(project, Instant.MIN, ""));
        steps.clear();
        long start = elements.position();
        while (edits.hasNext()) {
            apply(edits.next());
        }
        // the smallest project name that comes after this one
        copyUntil(new ViewKey(project + '\0', Instant.MIN, ""));
        out.flush();
        boolean few = cursor != null && steps.size() <= MOST_STEPS;
        return new Range(start, Math.max(start, out.position()), few ? List.copyOf(steps) : null);
    }

    void finish() throws IOException {
        elements.range(copied, old.end());
        out.write((elements.begun() ? "\n]\n" : "]\n").getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    private void apply(ViewEdit edit) throws IOException {
        copyUntil(edit.key());
        if (cursor != null && copied < old.end()) {
            skipIfSame(cursor, edit.key());
        }
        if (edit.line() != null) {
            elements.element(edit.line());
            step(new SpliceStep.Put(edit.key(), edit.line()));
        }
    }

    private void copyUntil(ViewKey key) throws IOException {
        if (cursor == null) {
            return;
        }
        long until = SortedFile.lowerBound(
                cursor,
                copied,
                (array, offset, length) -> TodoLine.key(array, offset, length).compareTo(key));
        if (copied < until) {
            elements.range(copied, until);
            step(new SpliceStep.Keep(copied, until));
            copied = until;
        }
    }

    private void step(SpliceStep step) {
        if (steps.size() <= MOST_STEPS) {
            steps.add(step);
        }
    }

    /** The file before this splice. */
    SortedFile old() {
        return old;
    }

    private void skipIfSame(LineCursor lines, ViewKey key) {
        lines.moveTo(copied);
        if (lines.next()
                && TodoLine.key(lines.array(), lines.offset(), lines.length()).equals(key)) {
            step(new SpliceStep.Drop(copied));
            copied = lines.following();
        }
    }

    @Override
    public void close() throws IOException {
        out.close();
        old.close();
    }
}
