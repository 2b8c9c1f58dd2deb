package cc.chitty.sync.drivesync.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A plan as it is stored.
 *
 * @param settings a digest of what its decisions depend on
 * @param snapshot of what it replaces and deletes; null before that is taken, or where it touches nothing
 */
public record StoredPlan(
        long id, Instant made, String settings, @Nullable String snapshot) {}
