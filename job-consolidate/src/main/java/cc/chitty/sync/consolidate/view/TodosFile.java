package cc.chitty.sync.consolidate.view;

import cc.chitty.sync.consolidate.journal.LineCursor;
import cc.chitty.sync.consolidate.journal.SortedFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.function.Consumer;

/** Reads {@code todos.json}. */
public final class TodosFile {

    static final int HEADER = "[\n".length();
    static final int FOOTER = "\n]\n".length();

    private TodosFile() {}

    static SortedFile open(Path path) throws IOException {
        return SortedFile.open(path, HEADER, FOOTER);
    }

    /** Hands on every todo in the file's order; none where there is no file. */
    public static void forEach(Path path, Consumer<ListedTodo> consumer) {
        try (SortedFile file = open(path)) {
            LineCursor cursor = file.cursor();
            while (cursor != null && cursor.next()) {
                consumer.accept(TodoLine.read(cursor.array(), cursor.offset(), cursor.length()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
