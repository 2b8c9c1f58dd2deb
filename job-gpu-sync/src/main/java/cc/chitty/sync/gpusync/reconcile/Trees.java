package cc.chitty.sync.gpusync.reconcile;

import cc.chitty.sync.gpusync.manifest.Content;
import cc.chitty.sync.gpusync.manifest.TreePath;
import java.util.Map;

/**
 * The three sides of one root, each read once, from front to back, in the order of {@link TreePath}. A path that a side does not
 * tell is absent there, unless something above it is unknown or ignored. A side whose root is not there tells nothing at all.
 */
public record Trees(
        Iterable<? extends Map.Entry<TreePath, Content>> base,
        Iterable<? extends Map.Entry<TreePath, Seen>> ours,
        Iterable<? extends Map.Entry<TreePath, Seen>> theirs) {

    public static Trees of(Map<TreePath, Content> base, Map<TreePath, Seen> ours, Map<TreePath, Seen> theirs) {
        return new Trees(base.entrySet(), ours.entrySet(), theirs.entrySet());
    }
}
