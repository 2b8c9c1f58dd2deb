package cc.chitty.sync.consolidate.view;

import cc.chitty.sync.consolidate.journal.JsonLine;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Looks whether views are whole: JSON from end to end, with the lines that ours have. What is wrong is told without what
 * stands there.
 */
public final class ViewFiles {

    private ViewFiles() {}

    /** Null where {@code todos.json} is whole. */
    public static @Nullable String defectOfTodos(Path view) throws IOException {
        return defect(view, JsonToken.START_ARRAY, () -> TodosFile.forEach(view, todo -> {}));
    }

    /** Null where {@code project-coordination.json} is whole. */
    public static @Nullable String defectOfProjects(Path view) throws IOException {
        return defect(view, JsonToken.START_OBJECT, () -> ProjectsFile.forEach(view, project -> {}));
    }

    /** Null where {@code conflicts.json} is whole. */
    public static @Nullable String defectOfConflicts(Path view) throws IOException {
        return defect(view, JsonToken.START_OBJECT, () -> ConflictsView.read(view));
    }

    private static @Nullable String defect(Path view, JsonToken first, Runnable reading) throws IOException {
        if (!isJson(view, first)) {
            return "it is no JSON of that kind";
        }
        if (!opensList(view)) {
            return "its lines are not those of ours";
        }
        try {
            reading.run();
            return null;
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } catch (JacksonException | IllegalArgumentException | DateTimeException e) {
            return "one of its lines cannot be read";
        }
    }

    /** Ours have one thing a line, behind a line that opens the list of all. */
    private static boolean opensList(Path view) throws IOException {
        try (BufferedReader reader = Files.newBufferedReader(view)) {
            String first = reader.readLine();
            return first != null && first.endsWith("[");
        }
    }

    private static boolean isJson(Path view, JsonToken first) {
        try (JsonParser parser = JsonLine.parser(view)) {
            if (parser.nextToken() != first) {
                return false;
            }
            parser.skipChildren();
            return parser.currentToken()
                            == (first == JsonToken.START_ARRAY ? JsonToken.END_ARRAY : JsonToken.END_OBJECT)
                    && parser.nextToken() == null;
        } catch (JacksonException e) {
            return false; // the caller tells that it is none
        }
    }
}
