package cc.chitty.sync.consolidate.view;

import cc.chitty.sync.consolidate.journal.JsonLine;
import cc.chitty.sync.consolidate.todo.Claim;
import cc.chitty.sync.consolidate.todo.Conflict;
import cc.chitty.sync.consolidate.todo.Rule;
import cc.chitty.sync.consolidate.todo.SessionId;
import cc.chitty.sync.consolidate.todo.TodoKey;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Reads {@code conflicts.json}. */
public final class ConflictsView {

    private ConflictsView() {}

    /** The open conflicts in the file's order; none where there is no file. */
    public static List<Conflict> read(Path path) {
        List<Conflict> conflicts = new ArrayList<>();
        if (Files.exists(path)) {
            try (BufferedReader reader = Files.newBufferedReader(path)) {
                for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                    if (line.startsWith(ConflictsFile.LINE)) {
                        conflicts.add(conflict(line.getBytes(StandardCharsets.UTF_8)));
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return conflicts;
    }

    private static Conflict conflict(byte[] line) {
        Map<String, String> texts = new HashMap<>();
        Map<String, Conflict.Value> values = new HashMap<>();
        try (JsonParser parser = JsonLine.parser(line, 0, line.length)) {
            parser.nextToken();
            for (String name = parser.nextName(); name != null; name = parser.nextName()) {
                if (parser.nextToken() == JsonToken.START_OBJECT) {
                    values.put(name, value(texts(parser)));
                } else {
                    texts.put(name, parser.getString());
                }
            }
        }
        return new Conflict(
                required(texts, "id"),
                Conflict.Kind.of(required(texts, "kind")),
                new TodoKey(required(texts, "project"), required(texts, "content")),
                values.get("base"),
                required(values, "kept"),
                required(values, "other"),
                Rule.of(required(texts, "rule")));
    }

    private static Map<String, String> texts(JsonParser parser) {
        Map<String, String> texts = new HashMap<>();
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            texts.put(name, parser.nextStringValue());
        }
        return texts;
    }

    private static Conflict.Value value(Map<String, String> texts) {
        return new Conflict.Value(
                session(texts),
                required(texts, "status"),
                new Claim.Details(texts.get("activeForm"), texts.get("priority"), texts.get("note")),
                Instant.parse(required(texts, "at")));
    }

    private static @Nullable SessionId session(Map<String, String> texts) {
        return texts.containsKey("session")
                ? new SessionId(required(texts, "device"), required(texts, "agent"), required(texts, "session"))
                : null;
    }

    private static <T> T required(Map<String, T> properties, String name) {
        return Objects.requireNonNull(properties.get(name), () -> "a conflict has no " + name);
    }
}
