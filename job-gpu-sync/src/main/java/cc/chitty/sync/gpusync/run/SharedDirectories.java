package cc.chitty.sync.gpusync.run;

import cc.chitty.sync.gpusync.reconcile.Side;
import java.util.HashMap;
import java.util.Map;

/** Directories in which several roots have something, as those of two categories that look into one workspace. */
final class SharedDirectories {

    private static final int SEVERAL = -1;

    /** The only root that has something below a directory, or {@link #SEVERAL}; by side and absolute path. */
    private final Map<String, Integer> roots = new HashMap<>();

    /** A root, told by a number, has something at an absolute path. */
    void add(int root, Side side, String path) {
        for (int slash = path.lastIndexOf('/'); slash > 0; slash = path.lastIndexOf('/', slash - 1)) {
            Integer known = roots.putIfAbsent(side + path.substring(0, slash), root);
            if (known != null && (known == root || known == SEVERAL)) {
                return; // so it is with all above it
            }
            if (known != null) {
                roots.put(side + path.substring(0, slash), SEVERAL);
            }
        }
    }

    /** Whether another root has something below a path of this one. */
    boolean has(int root, Side side, String path) {
        return roots.getOrDefault(side + path, root) != root;
    }
}
