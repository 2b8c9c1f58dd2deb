package cc.chitty.sync.gpusync.memory;

import cc.chitty.sync.gpusync.manifest.PathMap;
import cc.chitty.sync.gpusync.manifest.TreePath;
import cc.chitty.sync.gpusync.reconcile.MountPoints;
import cc.chitty.sync.gpusync.reconcile.Side;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What is remembered of one root, by path. Not for several threads. */
public final class Memory {

    /** A file is read in the order of paths, which stays until a path is new. */
    private final Map<TreePath, Remembered> paths = new LinkedHashMap<>();

    private final Map<Side, SortedSet<TreePath>> mounts = new EnumMap<>(Side.class);
    private final Map<Side, SortedSet<TreePath>> doubted = new EnumMap<>(Side.class);
    private final Map<Side, SortedSet<TreePath>> moved = new EnumMap<>(Side.class);
    private boolean changed;
    private String naming = "";

    public Remembered of(TreePath path) {
        return paths.getOrDefault(path, Remembered.NOTHING);
    }

    /** All paths, in order but for those that are new. */
    public Iterator<TreePath> names() {
        return paths.keySet().iterator();
    }

    /** All of it as it is now, in the order of paths. */
    public SortedMap<TreePath, Remembered> paths() {
        PathMap.Builder<Remembered> sorted = new PathMap.Builder<>();
        paths.forEach(sorted::put);
        return sorted.build();
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

    /** The same of each path, in no order. */
    public void changeEach(BiFunction<TreePath, Remembered, Remembered> change) {
        paths.replaceAll((path, before) -> {
            Remembered after = change.apply(path, before);
            changed |= !after.equals(before);
            return after;
        });
        paths.values().removeIf(Remembered::isNothing);
    }

    /** By what names of directories of sessions were read; what is not asked for stays. */
    String naming() {
        return naming;
    }

    /** Directories that were another file system than the one they lie in when a side was last looked at; null: nobody knows. */
    public @Nullable SortedSet<TreePath> mounts(Side side) {
        return mounts.get(side);
    }

    /** Directories of a side of which nobody knows yet whether what is missing there is on a file system that is not mounted. */
    public SortedSet<TreePath> doubted(Side side) {
        return doubted.getOrDefault(side, Collections.emptySortedSet());
    }

    /** Mount points of a side that came or went since it was looked at the time before; the file does not keep them. */
    public SortedSet<TreePath> moved(Side side) {
        return moved.getOrDefault(side, Collections.emptySortedSet());
    }

    /** Puts a directory of a side in doubt if both sides had something there. */
    public void doubt(Side side, TreePath directory) {
        boolean isHeld = paths.entrySet().stream()
                .anyMatch(it -> it.getKey().isIn(directory) && it.getValue().agreed() != null);
        if (isHeld) {
            SortedSet<TreePath> more = new TreeSet<>(doubted(side));
            changed |= more.add(directory);
            doubted.put(side, Collections.unmodifiableSortedSet(more));
        }
    }

    /** Remembers others of a side. */
    public void mounts(Side side, Set<TreePath> now, Set<TreePath> inDoubt) {
        SortedSet<TreePath> settled = Collections.unmodifiableSortedSet(new TreeSet<>(now));
        SortedSet<TreePath> before = mounts.put(side, settled);
        changed |= !settled.equals(before);
        if (before != null) {
            moved.put(side, MountPoints.moved(before, settled));
        }
        changed |= !doubted(side).equals(inDoubt);
        doubted.put(side, Collections.unmodifiableSortedSet(new TreeSet<>(inDoubt)));
    }

    /** What the first line of its file tells. */
    void read(MemoryHead head) {
        naming = head.naming();
        mounts.putAll(head.mounts());
        doubted.putAll(head.doubted());
    }

    /**
     * Forgets what is below a directory if names there meant other places when it was agreed on: a path that one side has then
     * would pass for one that the other side had deleted.
     *
     * @param now by what names are read; see {@code Forms}
     * @return whether there was anything
     */
    public boolean forgetIfRenamed(String now, TreePath directory) {
        if (naming.equals(now)) {
            return false;
        }
        naming = now;
        changed = true;
        return paths.keySet().removeIf(path -> path.isBelow(directory));
    }

    /** Has it written again even if nothing of a path becomes another. */
    void change() {
        changed = true;
    }

    /** Whether it is different from what was read. */
    public boolean hasChanged() {
        return changed;
    }

    void read(TreePath path, Remembered remembered) {
        paths.put(path, remembered);
    }
}
