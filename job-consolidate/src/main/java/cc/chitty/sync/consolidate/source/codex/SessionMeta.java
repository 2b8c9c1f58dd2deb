package cc.chitty.sync.consolidate.source.codex;

import cc.chitty.sync.consolidate.source.Instants;
import cc.chitty.sync.consolidate.source.SessionFacts;
import cc.chitty.sync.consolidate.source.StrictJson;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The first line of a rollout: which session it is and where it began. */
record SessionMeta(String id, SessionFacts facts) {

    /** The line's {@code payload}; null where it names no session. */
    static @Nullable SessionMeta of(JsonNode payload) {
        // session_id may be the one of a whole family of threads; id is this thread's.
        String thread = StrictJson.text(payload, "id");
        String own = thread == null ? StrictJson.text(payload, "session_id") : thread;
        if (own == null) {
            return null;
        }
        String parent =
                StrictJson.text(payload.path("source").path("subagent").path("thread_spawn"), "parent_thread_id");
        return new SessionMeta(parent == null ? own : parent + "#" + own, facts(payload));
    }

    private static SessionFacts facts(JsonNode payload) {
        JsonNode git = payload.path("git");
        Instant began = Instants.of(StrictJson.text(payload, "timestamp"));
        return new SessionFacts(
                StrictJson.text(payload, "cwd"),
                withoutCredentials(StrictJson.text(git, "repository_url")),
                StrictJson.text(git, "branch"),
                began,
                began);
    }

    /** A token in a URL must not be stored with the session. */
    private static @Nullable String withoutCredentials(@Nullable String url) {
        return url == null ? null : url.replaceFirst("^(https?://)[^/@]*@", "$1");
    }
}
