package cc.chitty.sync.gpusync.manifest;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A sorted map whose paths are settled: what is at a path may be replaced, but none is added or removed. It takes two references
 * a path, and what comes in order is not compared again, which counts where a tree has 200,000 paths and is passed on several
 * times. Not for several threads.
 */
@SuppressWarnings("JdkObsolete") // nobody needs what NavigableMap has besides, descending views and nearest paths
public final class PathMap<V> extends AbstractMap<TreePath, V> implements SortedMap<TreePath, V> {

    private final Object[] paths;
    private final Object[] values;
    private final int from;
    private final int to;

    private PathMap(Object[] paths, Object[] values, int from, int to) {
        this.paths = paths;
        this.values = values;
        this.from = from;
        this.to = to;
    }

    /** Takes paths in any order; the last one counts where one is told twice. */
    public static final class Builder<V> {

        private static final int ROOM = 16;

        private Object[] paths = new Object[ROOM];
        private Object[] values = new Object[ROOM];
        private final Iterator<TreePath> known;
        private int size;
        private boolean sorted = true;
        private @Nullable TreePath next;

        public Builder() {
            this(Collections.emptyIterator());
        }

        /** @param known paths in order; of those that are equal to one of these it is kept, so that each is in memory once */
        public Builder(Iterator<TreePath> known) {
            this.known = known;
        }

        public void put(TreePath told, V value) {
            TreePath path = known(told);
            sorted = sorted && (size == 0 || ((TreePath) paths[size - 1]).compareTo(path) < 0);
            if (size == paths.length) {
                paths = Arrays.copyOf(paths, 2 * size);
                values = Arrays.copyOf(values, 2 * size);
            }
            paths[size] = path;
            values[size] = value;
            size++;
        }

        private TreePath known(TreePath path) {
            int order = next == null ? -1 : next.compareTo(path);
            while (order < 0 && known.hasNext()) {
                next = known.next();
                order = next.compareTo(path);
            }
            return order == 0 && next != null ? next : path;
        }

        /** All of them; nothing may be put afterwards. */
        public PathMap<V> build() {
            if (!sorted) {
                sort();
            }
            boolean roomy = size < paths.length - paths.length / 4;
            return new PathMap<>(
                    roomy ? Arrays.copyOf(paths, size) : paths, roomy ? Arrays.copyOf(values, size) : values, 0, size);
        }

        /** Keeps the order of equal paths, so that the last one told is the one that stays. */
        private void sort() {
            Integer[] order = new Integer[size];
            Arrays.setAll(order, i -> i);
            Arrays.sort(order, Comparator.comparing(i -> (TreePath) paths[i]));
            Object[] inOrder = new Object[size];
            Object[] theirs = new Object[size];
            int count = 0;
            for (int next : order) {
                count = count > 0 && inOrder[count - 1].equals(paths[next]) ? count - 1 : count;
                inOrder[count] = paths[next];
                theirs[count] = values[next];
                count++;
            }
            paths = inOrder;
            values = theirs;
            size = count;
            sorted = true;
        }
    }

    @Override
    public int size() {
        return to - from;
    }

    @Override
    public boolean containsKey(Object path) {
        return find(path) >= 0;
    }

    @Override
    public @Nullable V get(Object path) {
        int at = find(path);
        return at < 0 ? null : value(at);
    }

    /** Replaces what is at a path. */
    @Override
    public V put(TreePath path, V value) {
        int at = find(path);
        if (at < 0) {
            throw new UnsupportedOperationException("its paths are settled, and this is none of them: " + path);
        }
        V before = value(at);
        values[at] = value;
        return before;
    }

    private int find(Object path) {
        return Arrays.binarySearch(paths, from, to, path);
    }

    private TreePath path(int at) {
        return (TreePath) paths[at];
    }

    @SuppressWarnings("unchecked") // only the builder and put store there
    private V value(int at) {
        return (V) values[at];
    }

    @Override
    public void forEach(BiConsumer<? super TreePath, ? super V> action) {
        for (int at = from; at < to; at++) {
            action.accept(path(at), value(at));
        }
    }

    @Override
    public Set<Map.Entry<TreePath, V>> entrySet() {
        return new AbstractSet<>() {
            @Override
            public int size() {
                return to - from;
            }

            @Override
            public Iterator<Map.Entry<TreePath, V>> iterator() {
                return new Iterator<>() {
                    private int next = from;

                    @Override
                    public boolean hasNext() {
                        return next < to;
                    }

                    @Override
                    public Map.Entry<TreePath, V> next() {
                        if (next >= to) {
                            throw new NoSuchElementException();
                        }
                        int at = next++;
                        return Map.entry(path(at), value(at));
                    }
                };
            }
        };
    }

    @Override
    public @Nullable Comparator<? super TreePath> comparator() {
        return null;
    }

    @Override
    public PathMap<V> subMap(TreePath first, TreePath end) {
        int begin = place(first);
        return new PathMap<>(paths, values, begin, Math.max(begin, place(end)));
    }

    @Override
    public PathMap<V> headMap(TreePath end) {
        return new PathMap<>(paths, values, from, place(end));
    }

    @Override
    public PathMap<V> tailMap(TreePath first) {
        return new PathMap<>(paths, values, place(first), to);
    }

    /** Of a path, or of the next one. */
    private int place(TreePath path) {
        int at = find(path);
        return at < 0 ? -at - 1 : at;
    }

    @Override
    public TreePath firstKey() {
        return key(from);
    }

    @Override
    public TreePath lastKey() {
        return key(to - 1);
    }

    private TreePath key(int at) {
        if (from == to) {
            throw new NoSuchElementException();
        }
        return path(at);
    }
}
