package cc.chitty.sync.gpusync.run;

import cc.chitty.sync.gpusync.manifest.Content;
import cc.chitty.sync.gpusync.manifest.TreePath;
import cc.chitty.sync.gpusync.memory.Memory;
import cc.chitty.sync.gpusync.reconcile.Reconciled;
import java.util.Map;

/**
 * What was concluded of one tree.
 *
 * @param joined contents in which both sides' are, in canonical form, of paths that would be conflicts else
 */
record Decided(Looked looked, Memory memory, Reconciled reconciled, Map<TreePath, Joined> joined) {

    /** A content that both sides shall have, and its size. */
    record Joined(Content content, long size, long modified) {}

    Tree tree() {
        return looked.tree();
    }
}
