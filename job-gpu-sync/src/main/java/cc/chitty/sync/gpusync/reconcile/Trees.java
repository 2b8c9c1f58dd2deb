package cc.chitty.sync.gpusync.reconcile;

import cc.chitty.sync.gpusync.manifest.Content;
import cc.chitty.sync.gpusync.manifest.TreePath;
import java.util.Map;
import java.util.function.Predicate;

/**
 * The three sides of one root, each read once, from front to back, in the order of {@link TreePath}. A path that a side does not
 * tell is absent there, unless something above it is unknown or ignored.
 *
 * @param ourRoot what the root holds here, whatever of it is synced
 * @param theirRoot the same of the peer
 */
public record Trees(
        Iterable<? extends Map.Entry<TreePath, Content>> base,
        Iterable<? extends Map.Entry<TreePath, Seen>> ours,
        Iterable<? extends Map.Entry<TreePath, Seen>> theirs,
        Root ourRoot,
        Root theirRoot) {

    /** What a root holds, whatever of it is synced. */
    public enum Root {
        /** It is not there. */
        VANISHED,
        /** It has no file or link. */
        EMPTY,
        FILLED;

        /** What is true of a root of which this was scanned. */
        public static <E> Root of(Map<TreePath, E> scanned, Predicate<E> isFlat) {
            if (scanned.isEmpty()) {
                return VANISHED;
            }
            return scanned.values().stream().anyMatch(isFlat) ? FILLED : EMPTY;
        }
    }

    /** Where what is told of each side is all that it has. */
    public static Trees of(Map<TreePath, Content> base, Map<TreePath, Seen> ours, Map<TreePath, Seen> theirs) {
        return new Trees(
                base.entrySet(),
                ours.entrySet(),
                theirs.entrySet(),
                Root.of(ours, it -> !it.isDirectory()),
                Root.of(theirs, it -> !it.isDirectory()));
    }
}
