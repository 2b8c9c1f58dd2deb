package cc.chitty.sync.gpusync.snapshot;

import java.time.Instant;
import java.util.Map;

/**
 * What a snapshot tells of itself.
 *
 * @param id its name, which is that of its directories on both sides
 * @param run the run that took it
 * @param restores the id of the snapshot that the run put back; empty: it was a sync
 * @param roots where the trees are, by their keys
 * @param bytes of the files that it keeps, on both sides; a hard link shares them with nobody any more
 */
public record SnapshotHead(
        String id,
        String peer,
        long run,
        Instant at,
        String restores,
        SnapshotPlaces places,
        Map<String, Root> roots,
        long bytes) {

    /** What the key of a root begins with that holds what a sync had to make above another one; nothing of it is synced. */
    public static final String ABOVE = "+";

    /** A tree's directories on both sides. */
    public record Root(String ours, String theirs) {}

    public SnapshotHead {
        roots = Map.copyOf(roots);
    }
}
