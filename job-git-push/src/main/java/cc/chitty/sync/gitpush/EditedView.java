package cc.chitty.sync.gitpush;

import cc.chitty.sync.consolidate.todo.Content;
import cc.chitty.sync.consolidate.todo.Status;
import cc.chitty.sync.consolidate.todo.TodoKey;
import cc.chitty.sync.consolidate.todo.TodoSide;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A {@code todos.json} that somebody else may have written: any JSON array of todos, in any form and order. */
final class EditedView {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final String NO_PROJECT = "general";

    private EditedView() {}

    /** The file is not a list of todos. */
    static final class Unreadable extends Exception {
        private static final long serialVersionUID = 1L;

        Unreadable(String seen) {
            super(seen);
        }
    }

    /**
     * Reads the todos by key.
     *
     * @param before the todos as they were: one written without a project is the one of that content there
     */
    static Map<TodoKey, TodoSide> read(byte[] json, Map<TodoKey, TodoSide> before) throws Unreadable {
        JsonNode root = parse(json);
        if (!root.isArray()) {
            throw new Unreadable("it is not a JSON array");
        }
        Map<TodoKey, TodoSide> todos = new TreeMap<>();
        for (JsonNode todo : root) {
            String content = text(todo, "content");
            if (content == null || Content.compared(content).isEmpty()) {
                throw new Unreadable("a todo has no content");
            }
            todos.put(key(todo, content, before), side(todo, content));
        }
        return todos;
    }

    /** The todos of a view that was read before; none where even that one could not be. */
    static Map<TodoKey, TodoSide> orNone(byte[] json) {
        try {
            return read(json, Map.of());
        } catch (Unreadable e) {
            return Map.of(); // it was named when the edit was taken or refused
        }
    }

    private static JsonNode parse(byte[] json) throws Unreadable {
        try {
            return JSON.readTree(json);
        } catch (JacksonException e) {
            throw new Unreadable("it is not valid JSON"
                    + (e.getLocation() == null
                            ? ""
                            : " from line " + e.getLocation().getLineNr()));
        }
    }

    private static TodoKey key(JsonNode todo, String text, Map<TodoKey, TodoSide> before) {
        String content = Content.compared(text);
        String project = text(todo, "project");
        if (project != null) {
            return new TodoKey(project, content);
        }
        return before.keySet().stream()
                .filter(key -> key.content().equals(content))
                .findFirst()
                .orElse(new TodoKey(NO_PROJECT, content));
    }

    private static TodoSide side(JsonNode todo, String content) throws Unreadable {
        try {
            String status = text(todo, "status");
            String updated = text(todo, "updated_at");
            return new TodoSide(
                    content,
                    status == null ? Status.PENDING : Status.of(status),
                    text(todo, "activeForm"),
                    text(todo, "priority"),
                    updated == null ? Instant.EPOCH : Instant.parse(updated));
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new Unreadable("a todo has an unknown status or time");
        }
    }

    private static @Nullable String text(JsonNode todo, String name) {
        JsonNode value = todo.get(name);
        return value != null && value.isString() ? value.stringValue() : null;
    }
}
