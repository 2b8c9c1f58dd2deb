package cc.chitty.sync.gpusync.peer.ssh;

import cc.chitty.sync.gpusync.manifest.Entry;
import cc.chitty.sync.gpusync.manifest.EntryKind;
import cc.chitty.sync.gpusync.manifest.TreePath;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * New directories of which all that is staged is planned, and all that is planned is staged: they are moved with everything in them
 * at once, which makes a first sync a matter of a few renames.
 */
final class Wholes {

    private final Set<TreePath> tops = new HashSet<>();

    private Wholes() {}

    static Wholes of(List<ChangeStep> steps, NavigableMap<TreePath, Entry> staged, Predicate<TreePath> absent) {
        Map<TreePath, ChangeStep> planned = new HashMap<>();
        steps.forEach(step -> planned.put(step.path(), step));
        Wholes wholes = new Wholes();
        for (ChangeStep step : steps) {
            boolean isNew = step.before() == null && step.wants(EntryKind.DIRECTORY) && absent.test(step.path());
            if (isNew && !wholes.cover(step.path()) && isPlanned(step.path(), staged, planned)) {
                wholes.tops.add(step.path());
            }
        }
        return wholes;
    }

    private static boolean isPlanned(
            TreePath top, NavigableMap<TreePath, Entry> staged, Map<TreePath, ChangeStep> planned) {
        for (Map.Entry<TreePath, Entry> entry : staged.tailMap(top, true).entrySet()) {
            TreePath path = entry.getKey();
            if (!path.equals(top) && !path.isBelow(top)) {
                return true;
            }
            ChangeStep step = planned.get(path);
            EntryKind kind = entry.getValue().kind();
            boolean same = kind == EntryKind.FILE || kind == EntryKind.DIRECTORY;
            if (!same || step == null || step.before() != null || !step.wants(kind)) {
                return false;
            }
        }
        return true;
    }

    /** Whether it is moved as a whole. */
    boolean isOne(TreePath path) {
        return tops.contains(path);
    }

    /** Whether it is moved as a whole or with one. */
    boolean cover(@Nullable TreePath path) {
        for (TreePath at = path; at != null && !at.isRoot(); at = at.parent()) {
            if (tops.contains(at)) {
                return true;
            }
        }
        return false;
    }
}
