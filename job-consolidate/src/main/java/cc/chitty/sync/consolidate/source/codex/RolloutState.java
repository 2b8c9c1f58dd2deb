package cc.chitty.sync.consolidate.source.codex;

import cc.chitty.sync.consolidate.source.StrictJson;
import org.jspecify.annotations.Nullable;

/**
 * What the next reading of a rollout needs.
 *
 * @param mark where the last one ended
 * @param meta null as long as no first line was read
 * @param open the call whose output is still to come
 */
record RolloutState(
        @Nullable String mark,
        @Nullable SessionMeta meta,
        @Nullable PlanCall open) {

    static final RolloutState NONE = new RolloutState(null, null, null);

    /** What another version wrote is no state: the rollout is then read from its start. */
    static RolloutState parse(@Nullable String written) {
        RolloutState state = StrictJson.reread(written, RolloutState.class);
        return state == null ? NONE : state;
    }

    String written() {
        return StrictJson.write(this);
    }
}
