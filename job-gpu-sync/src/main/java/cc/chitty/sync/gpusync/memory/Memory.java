package cc.chitty.sync.gpusync.memory;

import cc.chitty.sync.gpusync.manifest.TreePath;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** What is remembered of one root, by path. Not for several threads. */
public final class Memory {

    private final NavigableMap<TreePath, Remembered> paths = new TreeMap<>();
    private boolean changed;

    public Remembered of(TreePath path) {
        return paths.getOrDefault(path, Remembered.NOTHING);
    }

    public NavigableMap<TreePath, Remembered> paths() {
        return java.util.Collections.unmodifiableNavigableMap(paths);
    }

    /** Remembers something else of a path; nothing of it, if the change leaves nothing. */
    public void change(TreePath path, UnaryOperator<Remembered> change) {
        Remembered before = of(path);
        Remembered after = change.apply(before);
        if (!after.equals(before)) {
            changed = true;
            if (after.isNothing()) {
                paths.remove(path);
            } else {
                paths.put(path, after);
            }
        }
    }

    /** Whether it is different from what was read. */
    public boolean hasChanged() {
        return changed;
    }

    void read(TreePath path, Remembered remembered) {
        paths.put(path, remembered);
    }
}
