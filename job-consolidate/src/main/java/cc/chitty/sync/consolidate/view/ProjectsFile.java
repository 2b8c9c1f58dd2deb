package cc.chitty.sync.consolidate.view;

import cc.chitty.sync.consolidate.journal.JsonLine;
import cc.chitty.sync.consolidate.journal.LineCursor;
import cc.chitty.sync.consolidate.journal.SortedFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;

/** Reads the projects of {@code project-coordination.json}, without their todos. */
public final class ProjectsFile {

    private ProjectsFile() {}

    /** Hands on every project in the file's order; none where there is no file. */
    public static void forEach(Path path, Consumer<ProjectSummary> consumer) {
        try (SortedFile file = SortedFile.open(path)) {
            LineCursor cursor = file.cursor();
            while (cursor != null && cursor.next()) {
                if (ProjectBlock.starts(cursor.array(), cursor.offset(), cursor.length())) {
                    consumer.accept(new Fields().read(cursor));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The first line of a project's block, up to its todos. */
    private static final class Fields {
        private String name = "";
        private @Nullable String remote;
        private long sessions;
        private long todos;
        private long open;
        private long completed;

        ProjectSummary read(LineCursor line) {
            try (JsonParser parser = JsonLine.parser(line.array(), line.offset(), line.length())) {
                parser.nextToken();
                String property = parser.nextName();
                while (property != null && !property.equals("todos")) {
                    parser.nextToken();
                    take(property, parser);
                    property = parser.nextName();
                }
            }
            return new ProjectSummary(name, remote, sessions, todos, open, completed);
        }

        private void take(String property, JsonParser parser) {
            switch (property) {
                case "project_name" -> name = parser.getString();
                case "remote" -> remote = parser.getString();
                case "session_count" -> sessions = parser.getLongValue();
                case "todo_count" -> todos = parser.getLongValue();
                case "active_todos" -> open = parser.getLongValue();
                case "completed_todos" -> completed = parser.getLongValue();
                default -> parser.skipChildren();
            }
        }
    }
}
