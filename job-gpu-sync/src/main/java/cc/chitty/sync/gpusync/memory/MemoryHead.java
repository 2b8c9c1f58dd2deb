package cc.chitty.sync.gpusync.memory;

import cc.chitty.sync.gpusync.manifest.TreePath;
import cc.chitty.sync.gpusync.reconcile.Side;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The first line of a {@link MemoryFile}: fields apart by tabs, of which empty ones at the end are left out. Files of earlier versions
 * end with the roots or the machine.
 *
 * @param ours the root's directory on this machine
 * @param theirs the root's directory on the peer
 * @param machine which machine the peer is; empty: none that is known
 * @param naming as of {@link Memory#naming}
 * @param mounts the mount points of each side that has told them
 * @param doubted as of {@link Memory#doubted}; of sides that have any
 */
record MemoryHead(
        String ours,
        String theirs,
        String machine,
        String naming,
        Map<Side, SortedSet<TreePath>> mounts,
        Map<Side, SortedSet<TreePath>> doubted) {

    private static final String FORMAT = "gpu-sync-base 1";
    private static final int ROOTS = 3;
    private static final String NONE = "-";

    /** What is remembered of such a root. */
    MemoryHead with(Memory memory) {
        Map<Side, SortedSet<TreePath>> told = new EnumMap<>(Side.class);
        Map<Side, SortedSet<TreePath>> inDoubt = new EnumMap<>(Side.class);
        for (Side side : Side.values()) {
            SortedSet<TreePath> seen = memory.mounts(side);
            if (seen != null) {
                told.put(side, seen);
            }
            if (!memory.doubted(side).isEmpty()) {
                inDoubt.put(side, memory.doubted(side));
            }
        }
        return new MemoryHead(ours, theirs, machine, memory.naming(), told, inDoubt);
    }

    /** Whether there is a mount point, or a directory of which it is not known. */
    boolean tellsMounts() {
        return !doubted.isEmpty() || mounts.values().stream().anyMatch(it -> !it.isEmpty());
    }

    boolean isOfSameRoots(MemoryHead other) {
        return ours.equals(other.ours) && theirs.equals(other.theirs);
    }

    /** @throws IllegalArgumentException if it is no such line, or one of another version */
    static MemoryHead parse(@Nullable String line) {
        String[] fields = line == null ? new String[0] : line.split("\t", -1);
        if (fields.length < ROOTS || !fields[0].equals(FORMAT)) {
            throw new IllegalArgumentException("it is of another version: " + line);
        }
        int field = ROOTS;
        String machine = field(fields, field++);
        String naming = Escaped.back(field(fields, field++));
        Map<Side, SortedSet<TreePath>> mounts = sides(fields, field);
        Map<Side, SortedSet<TreePath>> doubted = sides(fields, field + Side.values().length);
        return new MemoryHead(Escaped.back(fields[1]), Escaped.back(fields[2]), machine, naming, mounts, doubted);
    }

    private static Map<Side, SortedSet<TreePath>> sides(String[] fields, int first) {
        Map<Side, SortedSet<TreePath>> told = new EnumMap<>(Side.class);
        int field = first;
        for (Side side : Side.values()) {
            String directories = field(fields, field++);
            if (!directories.isEmpty()) {
                told.put(side, directories(directories));
            }
        }
        return told;
    }

    private static String field(String[] fields, int field) {
        return field < fields.length ? fields[field] : "";
    }

    private static SortedSet<TreePath> directories(String told) {
        SortedSet<TreePath> directories = new TreeSet<>();
        for (String path : told.equals(NONE) ? new String[0] : told.split(" ", -1)) {
            directories.add(new TreePath(Escaped.back(path.substring(1))));
        }
        return directories;
    }

    String line() {
        List<String> fields = new ArrayList<>(List.of(FORMAT, Escaped.of(ours), Escaped.of(theirs), machine));
        fields.add(Escaped.of(naming));
        for (Map<Side, SortedSet<TreePath>> of : List.of(mounts, doubted)) {
            for (Side side : Side.values()) {
                fields.add(told(of.get(side)));
            }
        }
        while (fields.get(fields.size() - 1).isEmpty()) {
            fields.remove(fields.size() - 1);
        }
        return String.join("\t", fields);
    }

    /** Each with a slash before it, so that the root has a name. */
    private static String told(@Nullable SortedSet<TreePath> directories) {
        if (directories == null) {
            return "";
        }
        return directories.isEmpty()
                ? NONE
                : directories.stream().map(it -> "/" + Escaped.of(it.text())).collect(Collectors.joining(" "));
    }
}
