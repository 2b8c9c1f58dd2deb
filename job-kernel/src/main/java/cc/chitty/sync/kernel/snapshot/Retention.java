package cc.chitty.sync.kernel.snapshot;

import java.time.Duration;

/**
 * How much is kept. The newest snapshot always is.
 *
 * @param count how many snapshots
 * @param age how old they may be
 * @param bytes how much they may hold together; a hard link counts as if it were a copy
 */
public record Retention(int count, Duration age, long bytes) {}
