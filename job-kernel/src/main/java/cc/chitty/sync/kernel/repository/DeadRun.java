package cc.chitty.sync.kernel.repository;

import org.jspecify.annotations.Nullable;

/**
 * A run whose process ended before it did, now closed as FAILED so that the next start resumes it.
 *
 * @param owner host and process, as {@code host:pid}; null where none was written down
 */
public record DeadRun(long id, String job, @Nullable String owner) {}
