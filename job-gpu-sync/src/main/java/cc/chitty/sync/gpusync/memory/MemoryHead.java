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
 */
record MemoryHead(String ours, String theirs, String machine, String naming, Map<Side, SortedSet<TreePath>> mounts) {

    private static final String FORMAT = "gpu-sync-base 1";
    private static final int ROOTS = 3;
    private static final String NO_MOUNT = "-";

    /** What is remembered of such a root. */
    MemoryHead with(Memory memory) {
        Map<Side, SortedSet<TreePath>> told = new EnumMap<>(Side.class);
        for (Side side : Side.values()) {
            SortedSet<TreePath> mounts = memory.mounts(side);
            if (mounts != null) {
                told.put(side, mounts);
            }
        }
        return new MemoryHead(ours, theirs, machine, memory.naming(), told);
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
        Map<Side, SortedSet<TreePath>> mounts = new EnumMap<>(Side.class);
        for (Side side : Side.values()) {
            String told = field(fields, field++);
            if (!told.isEmpty()) {
                mounts.put(side, mounts(told));
            }
        }
        return new MemoryHead(Escaped.back(fields[1]), Escaped.back(fields[2]), machine, naming, mounts);
    }

    private static String field(String[] fields, int field) {
        return field < fields.length ? fields[field] : "";
    }

    private static SortedSet<TreePath> mounts(String told) {
        SortedSet<TreePath> mounts = new TreeSet<>();
        for (String path : told.equals(NO_MOUNT) ? new String[0] : told.split(" ", -1)) {
            mounts.add(new TreePath(Escaped.back(path.substring(1))));
        }
        return mounts;
    }

    String line() {
        List<String> fields = new ArrayList<>(List.of(FORMAT, Escaped.of(ours), Escaped.of(theirs), machine));
        fields.add(Escaped.of(naming));
        for (Side side : Side.values()) {
            fields.add(told(mounts.get(side)));
        }
        while (fields.get(fields.size() - 1).isEmpty()) {
            fields.remove(fields.size() - 1);
        }
        return String.join("\t", fields);
    }

    /** Each with a slash before it, so that the root has a name. */
    private static String told(@Nullable SortedSet<TreePath> mounts) {
        if (mounts == null) {
            return "";
        }
        return mounts.isEmpty()
                ? NO_MOUNT
                : mounts.stream().map(it -> "/" + Escaped.of(it.text())).collect(Collectors.joining(" "));
    }
}
