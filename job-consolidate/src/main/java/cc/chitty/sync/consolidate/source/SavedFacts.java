package cc.chitty.sync.consolidate.source;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What is known of a session, as a source keeps it for its next reading of the same file. */
public final class SavedFacts {

    private SavedFacts() {}

    /** A new map, of which the caller makes a part of its state. */
    public static Map<String, String> write(SessionFacts facts) {
        Map<String, String> written = new LinkedHashMap<>();
        put(written, "directory", facts.directory());
        put(written, "remote", facts.remote());
        put(written, "branch", facts.branch());
        put(written, "began", facts.began());
        put(written, "active", facts.active());
        return written;
    }

    public static SessionFacts read(JsonNode written) {
        return new SessionFacts(
                StrictJson.text(written, "directory"),
                StrictJson.text(written, "remote"),
                StrictJson.text(written, "branch"),
                Instants.of(StrictJson.text(written, "began")),
                Instants.of(StrictJson.text(written, "active")));
    }

    private static void put(Map<String, String> written, String key, @Nullable Object value) {
        if (value != null) {
            written.put(key, value.toString());
        }
    }
}
