package cc.chitty.sync.consolidate.view;

import cc.chitty.sync.consolidate.journal.JsonLine;
import cc.chitty.sync.consolidate.todo.Status;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * What a project's block needs of a line of {@code todos.json}. A change of one todo reads the lines of its whole project,
 * so the times in them are passed over.
 *
 * @param sessions the ids of the agent sessions that mention it
 */
record BriefTodo(
        String content,
        Status status,
        @Nullable String activeForm,
        @Nullable String priority,
        List<String> sessions) {

    static BriefTodo read(byte[] array, int offset, int length) {
        Fields fields = new Fields();
        try (JsonParser parser = JsonLine.parser(array, offset, length)) {
            parser.nextToken();
            for (String name = parser.nextName(); name != null; name = parser.nextName()) {
                parser.nextToken();
                fields.take(name, parser);
            }
        }
        return new BriefTodo(fields.content, fields.status, fields.activeForm, fields.priority, fields.sessions);
    }

    /** The line as {@code project-coordination.json} has it, neither ended nor joined. */
    byte[] line() {
        return JsonLine.begin()
                .text("content", content)
                .text("status", status.word())
                .text("activeForm", activeForm)
                .text("priority", priority)
                .end();
    }

    private static final class Fields {
        private String content = "";
        private Status status = Status.PENDING;
        private @Nullable String activeForm;
        private @Nullable String priority;
        private final List<String> sessions = new ArrayList<>(2);

        void take(String name, JsonParser parser) {
            switch (name) {
                case "content" -> content = parser.getString();
                case "status" -> status = Status.of(parser.getString());
                case "activeForm" -> activeForm = parser.getString();
                case "priority" -> priority = parser.getString();
                case "sessions" -> sessions(parser);
                default -> parser.skipChildren();
            }
        }

        private void sessions(JsonParser parser) {
            while (parser.nextToken() == JsonToken.START_OBJECT) {
                for (String name = parser.nextName(); name != null; name = parser.nextName()) {
                    parser.nextToken();
                    if (name.equals("id")) {
                        sessions.add(parser.getString());
                    }
                }
            }
        }
    }
}
