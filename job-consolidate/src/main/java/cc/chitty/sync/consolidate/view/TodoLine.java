package cc.chitty.sync.consolidate.view;

import cc.chitty.sync.consolidate.journal.JsonLine;
import cc.chitty.sync.consolidate.journal.Times;
import cc.chitty.sync.consolidate.todo.Content;
import cc.chitty.sync.consolidate.todo.Presence;
import cc.chitty.sync.consolidate.todo.SessionId;
import cc.chitty.sync.consolidate.todo.Sighting;
import cc.chitty.sync.consolidate.todo.Status;
import cc.chitty.sync.consolidate.todo.TodoView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** One line of {@code todos.json}. Content, status and activeForm come first, so that it reads as a plain todo list. */
final class TodoLine {

    private TodoLine() {}

    /** Neither ended nor joined. */
    static byte[] write(TodoView view) {
        JsonLine line = JsonLine.begin()
                .text("content", view.shown())
                .text("status", view.status().word())
                .text("activeForm", view.activeForm())
                .text("priority", view.priority())
                .text("project", view.key().project())
                .time("first_seen", view.firstSeen())
                .time("updated_at", view.updatedAt())
                .time("completed_at", view.completedAt())
                .beginArray("sessions");
        for (Sighting sighting : view.registers()) {
            mention(line, sighting);
        }
        return line.endArray().end();
    }

    private static void mention(JsonLine line, Sighting sighting) {
        line.beginElement()
                .text("id", sighting.session().id())
                .text("agent", sighting.session().agent())
                .text("device", sighting.session().device())
                .text("status", sighting.status().word())
                .time("at", sighting.at())
                .text("presence", sighting.presence().word())
                .endElement();
    }

    /** Reads only as far as the key needs. */
    static ViewKey key(byte[] array, int offset, int length) {
        String content = "";
        String project = "";
        try (JsonParser parser = JsonLine.parser(array, offset, length)) {
            parser.nextToken();
            for (String name = parser.nextName(); name != null; name = parser.nextName()) {
                parser.nextToken();
                switch (name) {
                    case "content" -> content = parser.getString();
                    case "project" -> project = parser.getString();
                    case "first_seen" -> {
                        return new ViewKey(project, Times.parse(parser.getString()), Content.compared(content));
                    }
                    default -> parser.skipChildren();
                }
            }
        }
        throw new IllegalArgumentException("a line of todos.json has no first_seen");
    }

    static ListedTodo read(byte[] array, int offset, int length) {
        Fields fields = new Fields();
        try (JsonParser parser = JsonLine.parser(array, offset, length)) {
            parser.nextToken();
            for (String name = parser.nextName(); name != null; name = parser.nextName()) {
                JsonToken token = parser.nextToken();
                if (token == JsonToken.START_ARRAY) {
                    fields.mentions(parser);
                } else {
                    fields.take(name, parser.getString());
                }
            }
        }
        return fields.todo();
    }

    private static final class Fields {
        private String content = "";
        private Status status = Status.PENDING;
        private @Nullable String activeForm;
        private @Nullable String priority;
        private String project = "";
        private Instant firstSeen = Instant.EPOCH;
        private Instant updatedAt = Instant.EPOCH;
        private @Nullable Instant completedAt;
        private final List<ListedTodo.Mention> mentions = new ArrayList<>(2);

        void take(String name, String value) {
            switch (name) {
                case "content" -> content = value;
                case "status" -> status = Status.of(value);
                case "activeForm" -> activeForm = value;
                case "priority" -> priority = value;
                case "project" -> project = value;
                case "first_seen" -> firstSeen = Times.parse(value);
                case "updated_at" -> updatedAt = Times.parse(value);
                case "completed_at" -> completedAt = Times.parse(value);
                default -> throw new IllegalArgumentException("not a property of todos.json: " + name);
            }
        }

        void mentions(JsonParser parser) {
            while (parser.nextToken() == JsonToken.START_OBJECT) {
                mentions.add(mention(parser));
            }
        }

        private static ListedTodo.Mention mention(JsonParser parser) {
            String id = "";
            String agent = "";
            String device = "";
            Status status = Status.PENDING;
            Instant at = Instant.EPOCH;
            Presence presence = Presence.LISTED;
            for (String name = parser.nextName(); name != null; name = parser.nextName()) {
                String value = parser.nextStringValue();
                switch (name) {
                    case "id" -> id = value;
                    case "agent" -> agent = value;
                    case "device" -> device = value;
                    case "status" -> status = Status.of(value);
                    case "at" -> at = Times.parse(value);
                    case "presence" -> presence = Presence.of(value);
                    default -> throw new IllegalArgumentException("not a property of a session: " + name);
                }
            }
            return new ListedTodo.Mention(new SessionId(device, agent, id), status, at, presence);
        }

        ListedTodo todo() {
            return new ListedTodo(
                    content, status, activeForm, priority, project, firstSeen, updatedAt, completedAt, mentions);
        }
    }
}
