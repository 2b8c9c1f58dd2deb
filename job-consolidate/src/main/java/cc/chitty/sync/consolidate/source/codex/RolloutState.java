package cc.chitty.sync.consolidate.source.codex;

import cc.chitty.sync.consolidate.source.Malformed;
import cc.chitty.sync.consolidate.source.SavedFacts;
import cc.chitty.sync.consolidate.source.StrictJson;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What the next reading of a rollout needs.
 *
 * @param mark where the last one ended
 * @param meta null as long as no first line was read
 * @param open the call whose output is still to come
 */
record RolloutState(
        String mark, @Nullable SessionMeta meta, @Nullable PlanCall open) {

    static final RolloutState NONE = new RolloutState("", null, null);

    /** What another version wrote is no state: the rollout is then read from its start. */
    static RolloutState parse(@Nullable String written) {
        if (written == null || written.isEmpty()) {
            return NONE;
        }
        try {
            JsonNode state = StrictJson.parse(written);
            return new RolloutState(
                    state.path("mark").asString(""), meta(state.path("meta")), PlanCall.parse(state.path("open")));
        } catch (Malformed otherVersion) {
            return NONE;
        }
    }

    private static @Nullable SessionMeta meta(JsonNode meta) {
        String id = StrictJson.text(meta, "id");
        if (id == null) {
            return null;
        }
        return new SessionMeta(id, SavedFacts.read(meta));
    }

    String written() {
        Map<String, Object> state = new LinkedHashMap<>();
        state.put("mark", mark);
        if (meta != null) {
            state.put("meta", written(meta));
        }
        if (open != null) {
            state.put("open", Map.of("id", open.id(), "at", open.at().toString(), "arguments", open.arguments()));
        }
        return StrictJson.write(state);
    }

    private static Map<String, String> written(SessionMeta meta) {
        Map<String, String> written = SavedFacts.write(meta.facts());
        written.put("id", meta.id());
        return written;
    }
}
