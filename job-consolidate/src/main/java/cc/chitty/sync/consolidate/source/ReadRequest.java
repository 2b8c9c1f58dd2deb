package cc.chitty.sync.consolidate.source;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One file to read.
 *
 * @param stamp as found; its {@code modified} is the time of everything in a file that carries no times
 * @param listed the compared contents which the last good reading of this file listed, by session id; empty on a first
 *     reading. What is missing from a new list is found by comparing with it
 * @param resume what the last good {@link Reading} of this file left; null on a first reading or on a full one
 */
public record ReadRequest(
        Path path,
        Stamp stamp,
        Map<String, List<String>> listed,
        @Nullable String resume) {

    public ReadRequest {
        listed = Map.copyOf(listed);
    }
}
