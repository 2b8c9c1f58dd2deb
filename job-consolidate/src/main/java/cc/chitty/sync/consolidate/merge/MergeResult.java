package cc.chitty.sync.consolidate.merge;

import cc.chitty.sync.consolidate.view.ViewChanges;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a merge prepared: complete files, which are made durable only when they are to be published.
 *
 * @param replaced the prepared file of everything that changed, by its place
 * @param lifecycle the prepared new lines of each month
 * @param merged the spool's files that are in it
 * @param todos how many todos were looked at
 * @param sightings how many registers of this device changed
 * @param newest the latest time in any journal; null where all are empty
 */
public record MergeResult(
        Map<Path, Path> replaced,
        Map<String, Path> lifecycle,
        List<Path> merged,
        long todos,
        long sightings,
        @Nullable Instant newest,
        ViewChanges changes) {

    /** Whether nothing has to be published. */
    public boolean isEmpty() {
        return replaced.isEmpty() && lifecycle.isEmpty();
    }
}
