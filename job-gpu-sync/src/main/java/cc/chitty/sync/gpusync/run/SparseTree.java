package cc.chitty.sync.gpusync.run;

import cc.chitty.sync.gpusync.category.Filtered;
import cc.chitty.sync.gpusync.manifest.AbsolutePaths;
import cc.chitty.sync.gpusync.manifest.Entry;
import cc.chitty.sync.gpusync.manifest.EntryKind;
import cc.chitty.sync.gpusync.manifest.TreePath;
import cc.chitty.sync.gpusync.reconcile.Names;
import cc.chitty.sync.gpusync.reconcile.Side;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** One tree while repositories are asked what they leave out. Paths are planned ones but where a side's own are told of. */
final class SparseTree {

    private final Sparse.Seen seen;
    /** Of each side what it lacks and the other one has, as that one spells it. */
    private final Map<Side, Map<TreePath, TreePath>> lacking;

    private final Map<Side, Set<TreePath>> out = Map.of(Side.OURS, new HashSet<>(), Side.THEIRS, new HashSet<>());
    private @Nullable Names names;

    SparseTree(Sparse.Seen seen) {
        this.seen = seen;
        Map<Side, Map<TreePath, Entry>> alone = seen.seen().alone();
        Map<TreePath, TreePath> hereOnly = planned(alone.getOrDefault(Side.OURS, Map.of()));
        Map<TreePath, TreePath> thereOnly = planned(alone.getOrDefault(Side.THEIRS, Map.of()));
        Set<TreePath> spelledTwice = new HashSet<>(hereOnly.keySet());
        spelledTwice.retainAll(thereOnly.keySet());
        hereOnly.keySet().removeAll(spelledTwice);
        thereOnly.keySet().removeAll(spelledTwice);
        this.lacking = Map.of(Side.OURS, thereOnly, Side.THEIRS, hereOnly);
    }

    private static Map<TreePath, TreePath> planned(Map<TreePath, Entry> entries) {
        Map<TreePath, TreePath> planned = new HashMap<>();
        entries.keySet().forEach(it -> planned.put(Looked.planned(it), it));
        return planned;
    }

    boolean lacks(Side side) {
        return lacking(side).stream().anyMatch(path -> isFlat(side, path));
    }

    /** What the other side alone has. */
    Collection<TreePath> lacking(Side side) {
        return spelled(side).keySet();
    }

    private Map<TreePath, TreePath> spelled(Side side) {
        return lacking.getOrDefault(side, Map.of());
    }

    /** Of that what both had: it would be taken for deleted. */
    List<TreePath> lost(Side side) {
        return lacking(side).stream().filter(this::isAgreed).toList();
    }

    boolean isAgreed(TreePath path) {
        return seen.memory().of(path).agreed() != null;
    }

    /** Of that the files and links that nothing has left out yet. */
    List<TreePath> lackingFiles(Side side) {
        return lacking(side).stream()
                .filter(path -> isFlat(side, path) && !isOut(side, path))
                .toList();
    }

    private boolean isFlat(Side side, TreePath lacked) {
        Filtered both = seen.seen();
        Entry entry = (side == Side.OURS ? both.theirs() : both.ours())
                .get(spelled(side).getOrDefault(lacked, lacked));
        return entry != null && entry.kind() != EntryKind.DIRECTORY;
    }

    String at(Side side) {
        return seen.tree().at(side);
    }

    /** The directories that a side may have around what it lacks, with the root: in one of them begins what has left it out. */
    Set<TreePath> around(Side side, Collection<TreePath> lacked) {
        Set<TreePath> around = new TreeSet<>(List.of(TreePath.ROOT));
        for (TreePath path : lacked) {
            TreePath up = path.parent();
            while (!up.isRoot() && !spelled(side).containsKey(up) && around.add(up)) {
                up = up.parent();
            }
        }
        return around;
    }

    /** Where a side has something, counted from the root. */
    TreePath on(Side side, TreePath path) {
        Names known = names;
        if (known == null) {
            known = Names.of(seen.seen().ours().keySet(), seen.seen().theirs().keySet(), true);
            names = known;
        }
        return seen.tree().on(side, known.on(side, path));
    }

    String place(Side side, TreePath path) {
        String root = at(side);
        return path.isRoot() ? root : (root.endsWith("/") ? root : root + "/") + on(side, path);
    }

    /** @param places absolute, of that side */
    void leaveOut(Side side, Set<String> places) {
        for (String place : places) {
            String path = AbsolutePaths.from(at(side), place);
            if (path != null && !path.isEmpty() && TreePath.isPath(path)) {
                out(side).add(Looked.planned(seen.tree().forms().canonical(side, new TreePath(path))));
            }
        }
    }

    void leaveOutFile(Side side, TreePath path) {
        out(side).add(path);
    }

    /** The same of one that git does not know: if it is left out no more, it is not there for that reason, and comes. */
    void leaveOutUnknown(Side side, TreePath path) {
        leaveOutFile(side, path);
        seen.memory().change(path, it -> it.agreedOn(null));
    }

    /** Takes all that a side lacks and had in a directory for left out, and says so. */
    void leaveOut(Side side, TreePath directory) {
        List<TreePath> taken = lost(side).stream()
                .filter(path -> path.isIn(directory) && isFlat(side, path))
                .toList();
        if (out(side).addAll(taken)) {
            seen.troubles()
                    .add(
                            (side == Side.OURS ? "here: " : "peer: ")
                                    + place(side, directory)
                                    + " may be a sparse checkout, and git cannot be asked there what it leaves out: what is gone from it is left alone");
        }
    }

    private Set<TreePath> out(Side side) {
        return out.getOrDefault(side, Set.of());
    }

    /** What belongs to the tree and is not left out. */
    Filtered left() {
        Set<TreePath> left = new HashSet<>();
        for (Side side : Side.values()) {
            if (!out(side).isEmpty()) {
                add(side, left);
            }
        }
        return left.isEmpty() ? seen.seen() : seen.seen().withoutSparse(left);
    }

    /** With the directories that a side lacks since all that was in them is left out. */
    private void add(Side side, Set<TreePath> left) {
        Set<TreePath> kept = new HashSet<>();
        Set<TreePath> emptied = new HashSet<>();
        spelled(side).forEach((path, spelling) -> {
            if (isOut(side, path)) {
                left.add(spelling);
            } else if (isFlat(side, path)) {
                addAbove(path, kept);
            }
        });
        out(side).forEach(path -> addAbove(path, emptied));
        spelled(side).forEach((path, spelling) -> {
            if (emptied.contains(path) && !kept.contains(path)) {
                left.add(spelling);
            }
        });
    }

    /** Whether it is left out, or in a sub-module that is. */
    private boolean isOut(Side side, TreePath path) {
        for (TreePath up = path; !up.isRoot(); up = up.parent()) {
            if (out(side).contains(up)) {
                return true;
            }
        }
        return false;
    }

    private static void addAbove(TreePath path, Set<TreePath> all) {
        TreePath up = path.parent();
        while (!up.isRoot() && all.add(up)) {
            up = up.parent();
        }
    }
}
