package cc.chitty.sync.consolidate.journal;

import cc.chitty.sync.consolidate.todo.Sighting;
import cc.chitty.sync.consolidate.todo.TodoKey;
import cc.chitty.sync.kernel.run.Failure;
import cc.chitty.sync.kernel.run.FailureCategory;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads one device's journal by ascending todo, each todo's sightings at once. */
public final class JournalReader implements Closeable {

    private final Path path;
    private final String device;
    private final SortedFile file;
    private final @Nullable LineCursor cursor;
    private long groupStart;
    private long groupEnd;
    private @Nullable TodoKey upcoming;

    public JournalReader(Path path, String device) throws IOException {
        this.path = path;
        this.device = device;
        this.file = SortedFile.open(path);
        this.cursor = file.cursor();
        this.groupEnd = file.start();
    }

    public String device() {
        return device;
    }

    public SortedFile file() {
        return file;
    }

    /** The todo after those read so far; null at the end. */
    public @Nullable TodoKey upcoming() {
        if (upcoming == null && cursor != null) {
            cursor.moveTo(groupEnd);
            if (cursor.next()) {
                upcoming = key(cursor);
            }
        }
        return upcoming;
    }

    /** The sightings of a todo, which must come after all asked for before; {@link #groupStart} says where they are. */
    public List<Sighting> sightings(TodoKey todo) {
        List<Sighting> found = new ArrayList<>(2);
        if (cursor == null) {
            return found;
        }
        groupStart = SortedFile.lowerBound(
                cursor, groupEnd, (array, offset, length) -> key(cursor).compareTo(todo));
        groupEnd = groupStart;
        upcoming = null;
        cursor.moveTo(groupStart);
        while (cursor.next()) {
            TodoKey key = key(cursor);
            if (!key.equals(todo)) {
                upcoming = key;
                break;
            }
            found.add(sighting(cursor));
            groupEnd = cursor.following();
        }
        return found;
    }

    /** Goes past the sightings of the upcoming todo if it is this one. */
    void pass(TodoKey todo) {
        if (cursor == null || !todo.equals(upcoming())) {
            return;
        }
        cursor.moveTo(groupEnd);
        upcoming = null;
        while (cursor.next()) {
            TodoKey key = key(cursor);
            if (!key.equals(todo)) {
                upcoming = key;
                return;
            }
            groupEnd = cursor.following();
        }
    }

    /** Where the sightings of the todo read last start, or where they would. */
    public long groupStart() {
        return groupStart;
    }

    /** Where the line after them starts. */
    public long groupEnd() {
        return groupEnd;
    }

    private TodoKey key(LineCursor line) {
        try {
            return SightingLine.key(line.array(), line.offset(), line.length());
        } catch (RuntimeException e) {
            throw explained(line.start(), e);
        }
    }

    private Sighting sighting(LineCursor line) {
        try {
            return SightingLine.read(line.array(), line.offset(), line.length(), device);
        } catch (RuntimeException e) {
            throw explained(line.start(), e);
        }
    }

    /** What the parser says is left out: it repeats what stands in the file. */
    private RuntimeException explained(long offset, RuntimeException e) {
        return SightingLine.isUnreadable(e)
                ? new Failure(
                        FailureCategory.DAMAGED,
                        "read " + path,
                        "line " + lineAt(offset) + " is no sighting of a todo",
                        "`chittysync consolidate --full` brings back what it can and keeps the damaged file.")
                : e;
    }

    private long lineAt(long offset) {
        LineCursor lines = new LineCursor(file.channel(), file.start(), file.end());
        long line = 1;
        while (lines.next() && lines.start() < offset) {
            line++;
        }
        return line;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
