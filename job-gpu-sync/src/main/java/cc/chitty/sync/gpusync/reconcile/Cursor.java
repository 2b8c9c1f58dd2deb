package cc.chitty.sync.gpusync.reconcile;

import cc.chitty.sync.gpusync.manifest.TreePath;
import java.util.Iterator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A place in a sorted stream. */
final class Cursor<V> {

    private final Iterator<? extends Map.Entry<TreePath, V>> rest;
    private @Nullable TreePath path;
    private @Nullable V value;

    Cursor(Iterable<? extends Map.Entry<TreePath, V>> stream) {
        this.rest = stream.iterator();
        advance();
    }

    /** The path it is at; null at the end. */
    @Nullable TreePath path() {
        return path;
    }

    /** Goes on if it is at that path; what it had there, else null. */
    @Nullable V take(TreePath at) {
        if (!at.equals(path)) {
            return null;
        }
        V taken = value;
        advance();
        return taken;
    }

    private void advance() {
        if (!rest.hasNext()) {
            path = null;
            value = null;
            return;
        }
        Map.Entry<TreePath, V> next = rest.next();
        TreePath from = path;
        if (from != null && from.compareTo(next.getKey()) >= 0) {
            throw new IllegalArgumentException("not in the order of paths: " + next.getKey() + " after " + from);
        }
        path = next.getKey();
        value = next.getValue();
    }

    /** The smaller path; null where both are at the end. */
    static @Nullable TreePath first(@Nullable TreePath a, @Nullable TreePath b) {
        if (a == null || b == null) {
            return a == null ? b : a;
        }
        return a.compareTo(b) <= 0 ? a : b;
    }
}
