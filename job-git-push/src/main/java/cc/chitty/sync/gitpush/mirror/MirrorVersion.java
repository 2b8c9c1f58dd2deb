package cc.chitty.sync.gitpush.mirror;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One change of a path.
 *
 * @param commit in full
 * @param at when it was committed
 * @param author who made it
 * @param run the run that made it; null for a person's commit
 * @param blob what it is since then, as git names it; null: it was deleted
 * @param size bytes; 0 where it was deleted
 */
public record MirrorVersion(
        String commit,
        Instant at,
        String author,
        @Nullable String run,
        @Nullable String blob,
        long size) {}
