package cc.chitty.sync.gpusync.run;

import cc.chitty.sync.gpusync.manifest.Content;
import cc.chitty.sync.gpusync.manifest.Entry;
import cc.chitty.sync.gpusync.manifest.TreePath;
import cc.chitty.sync.gpusync.memory.Memory;
import cc.chitty.sync.gpusync.reconcile.Side;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What was remembered and seen when a plan was made, for its snapshot. */
final class Sight implements Snapshotting.Before {

    private final Map<String, Looked> looked = new HashMap<>();
    private final Map<String, Memory> memories = new HashMap<>();

    static Sight of(List<Decided> decided) {
        Sight sight = new Sight();
        decided.forEach(it -> {
            sight.looked.put(it.tree().key(), it.looked());
            sight.memories.put(it.tree().key(), it.memory());
        });
        return sight;
    }

    @Override
    public @Nullable Content agreed(String root, TreePath path) {
        Memory memory = memories.get(root);
        return memory == null ? null : memory.of(path).agreed();
    }

    @Override
    public @Nullable Entry directory(Side side, String root, TreePath planned, TreePath place) {
        Looked tree = looked.get(root);
        return tree == null ? null : tree.at(side, planned);
    }
}
