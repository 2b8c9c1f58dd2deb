package cc.chitty.sync.consolidate.journal;

import cc.chitty.sync.consolidate.todo.Presence;
import cc.chitty.sync.consolidate.todo.SessionId;
import cc.chitty.sync.consolidate.todo.Sighting;
import cc.chitty.sync.consolidate.todo.Status;
import cc.chitty.sync.consolidate.todo.TodoKey;
import java.time.DateTimeException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * A sighting as a journal's line. The device is not in it: it is the journal's. What can be told from another property
 * is left out ({@code shown} where it equals {@code content}, {@code first} where it equals {@code at}).
 */
public final class SightingLine {

    private SightingLine() {}

    /** The line, ended. */
    public static byte[] write(Sighting sighting) {
        return properties(JsonLine.begin(), sighting).endLine();
    }

    static JsonLine properties(JsonLine line, Sighting sighting) {
        TodoKey todo = sighting.todo();
        return line.text("project", todo.project())
                .text("content", todo.content())
                .text("agent", sighting.session().agent())
                .text("session", sighting.session().id())
                .number("epoch", sighting.epoch(), 0)
                .text("status", sighting.status().word())
                .time("at", sighting.at())
                .text("presence", sighting.presence().word())
                .text("activeForm", sighting.activeForm())
                .text("priority", sighting.priority())
                .text("note", sighting.note())
                .time("first", sighting.first().equals(sighting.at()) ? null : sighting.first())
                .text("shown", sighting.shown().equals(todo.content()) ? null : sighting.shown())
                .time("began", sighting.began())
                .time("openAt", sighting.openAt());
    }

    /** The todo a line speaks of; reads no further than its first two properties. */
    public static TodoKey key(byte[] array, int offset, int length) {
        try (JsonParser parser = JsonLine.parser(array, offset, length)) {
            parser.nextToken();
            String project = property(parser, "project");
            return new TodoKey(project, property(parser, "content"));
        }
    }

    private static String property(JsonParser parser, String name) {
        if (!name.equals(parser.nextName()) || parser.nextToken() != JsonToken.VALUE_STRING) {
            throw new IllegalArgumentException("a journal's line begins with project and content");
        }
        return parser.getString();
    }

    public static Sighting read(byte[] array, int offset, int length, String device) {
        Fields fields = new Fields();
        try (JsonParser parser = JsonLine.parser(array, offset, length)) {
            parser.nextToken();
            for (String name = parser.nextName(); name != null; name = parser.nextName()) {
                parser.nextToken();
                fields.take(name, parser);
            }
        }
        return fields.sighting(device);
    }

    /** Whether that is what reading a damaged line ends with. */
    public static boolean isUnreadable(RuntimeException e) {
        return e instanceof JacksonException || e instanceof IllegalArgumentException || e instanceof DateTimeException;
    }

    /** The properties of one line as they come. Unknown ones are a later version's and are passed over. */
    private static final class Fields {
        private String project = "";
        private String content = "";
        private String agent = "";
        private String session = "";
        private int epoch;
        private Status status = Status.PENDING;
        private Instant at = Instant.EPOCH;
        private Presence presence = Presence.LISTED;
        private @Nullable String activeForm;
        private @Nullable String priority;
        private @Nullable String note;
        private @Nullable Instant first;
        private @Nullable String shown;
        private @Nullable Instant began;
        private @Nullable Instant openAt;

        void take(String name, JsonParser parser) {
            switch (name) {
                case "project" -> project = parser.getString();
                case "content" -> content = parser.getString();
                case "agent" -> agent = parser.getString();
                case "session" -> session = parser.getString();
                case "epoch" -> epoch = parser.getIntValue();
                case "status" -> status = Status.of(parser.getString());
                case "at" -> at = Times.parse(parser.getString());
                case "presence" -> presence = Presence.of(parser.getString());
                case "activeForm" -> activeForm = parser.getString();
                case "priority" -> priority = parser.getString();
                case "note" -> note = parser.getString();
                case "first" -> first = Times.parse(parser.getString());
                case "shown" -> shown = parser.getString();
                case "began" -> began = Times.parse(parser.getString());
                case "openAt" -> openAt = Times.parse(parser.getString());
                default -> parser.skipChildren();
            }
        }

        Sighting sighting(String device) {
            return new Sighting(
                    new TodoKey(project, content),
                    new SessionId(device, agent, session),
                    epoch,
                    status,
                    at,
                    presence,
                    activeForm,
                    priority,
                    note,
                    first == null ? at : first,
                    shown == null ? content : shown,
                    began,
                    openAt);
        }
    }
}
