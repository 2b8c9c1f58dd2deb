package cc.chitty.sync.drivesync.rclone;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * How far a transfer is.
 *
 * @param bytes transferred
 * @param totalBytes of what is known to be transferred
 * @param files transferred
 * @param others checks, deletions and renames
 * @param bytesPerSecond at the moment
 * @param left null where rclone does not know
 */
public record TransferStats(
        long bytes,
        long totalBytes,
        long files,
        long others,
        double bytesPerSecond,
        @Nullable Duration left) {

    static final TransferStats NOTHING = new TransferStats(0, 0, 0, 0, 0, null);

    static TransferStats of(JsonNode stats) {
        JsonNode eta = stats.path("eta");
        return new TransferStats(
                stats.path("bytes").asLong(0),
                stats.path("totalBytes").asLong(0),
                stats.path("transfers").asLong(0),
                stats.path("checks").asLong(0)
                        + stats.path("deletes").asLong(0)
                        + stats.path("renames").asLong(0),
                stats.path("speed").asDouble(0),
                eta.isNumber() ? Duration.ofSeconds(eta.asLong()) : null);
    }

    /** Whether nothing was done between the two; the estimates do not count. */
    boolean isAsFarAs(TransferStats other) {
        return bytes == other.bytes && files == other.files && others == other.others;
    }
}
