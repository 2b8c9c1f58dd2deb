package cc.chitty.sync.gpusync.run;

import cc.chitty.sync.gpusync.manifest.AbsolutePaths;
import cc.chitty.sync.gpusync.manifest.Entry;
import cc.chitty.sync.gpusync.manifest.EntryKind;
import cc.chitty.sync.gpusync.manifest.Stamp;
import cc.chitty.sync.gpusync.manifest.TreePath;
import cc.chitty.sync.gpusync.peer.Looks;
import cc.chitty.sync.gpusync.reconcile.Side;
import cc.chitty.sync.gpusync.snapshot.SnapshotHead;
import cc.chitty.sync.gpusync.snapshot.SnapshotLine;
import cc.chitty.sync.gpusync.snapshot.SnapshotPlaces;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The directories around what is synced: those that a publication has to make, up to the root and above it, and the one that is
 * there already and gets another time by that. A scan does not tell of them, so they are looked at, only where something is
 * changed in one. What is above a root is told under a root of its own, whose key begins with {@link SnapshotHead#ABOVE}.
 *
 * <p>Two are left out: home directories, in which the mark and staging directories come and go, and what holds the snapshots.
 */
final class Surroundings {

    private final Ends ends;
    private final SnapshotPlaces places;
    private final SnapshotLines changes;
    private final Map<String, SnapshotLine> lines = new LinkedHashMap<>();
    private final Map<String, Map<Side, String>> roots = new TreeMap<>();

    Surroundings(Ends ends, SnapshotPlaces places, SnapshotLines changes) {
        this.ends = ends;
        this.places = places;
        this.changes = changes;
    }

    /** A directory in which something is going to be, below or at a root. */
    record Wanted(Side side, String key, String root, TreePath path, TreePath place) {

        /** Where the paths are the same on both sides. */
        Wanted(Side side, String key, String root, TreePath place) {
            this(side, key, root, place, place);
        }

        String absolute() {
            return place.isRoot() ? root : root + "/" + place;
        }

        Wanted parent() {
            return new Wanted(side, key, root, path.parent(), place.parent());
        }

        Wanted top() {
            return new Wanted(side, key, root, TreePath.ROOT, TreePath.ROOT);
        }
    }

    /** Looks at all of them, once a root. */
    void look(List<Wanted> repositories) {
        Map<String, List<Wanted>> wanted = new TreeMap<>();
        changes.unseen()
                .forEach((directory, place) -> put(
                        wanted,
                        new Wanted(
                                directory.side(),
                                directory.root(),
                                changes.at(directory.side(), directory.root()),
                                directory.path(),
                                place)));
        repositories.forEach(one -> put(wanted, one));
        wanted.values().forEach(this::lookBelow);
    }

    private void put(Map<String, List<Wanted>> wanted, Wanted one) {
        if (!one.absolute().equals(home(one.side))) {
            wanted.computeIfAbsent(one.side + one.key, key -> new ArrayList<>()).add(one);
        }
    }

    private String home(Side side) {
        return ends.of(side).facts().home();
    }

    private void lookBelow(List<Wanted> wanted) {
        Wanted top = wanted.get(0).top();
        List<TreePath> paths = wanted.stream().map(Wanted::place).toList();
        SortedMap<TreePath, Entry> seen = ends.of(top.side).look(top.root, Looks.needed(paths));
        wanted.forEach(one -> climb(one, seen));
        if (!seen.containsKey(TreePath.ROOT)) {
            lookAbove(top);
        }
    }

    /** From a directory up to the first that is there; what is missing is going to be made. */
    private void climb(Wanted from, SortedMap<TreePath, Entry> seen) {
        Wanted at = from;
        while (!at.place.isRoot() && !seen.containsKey(at.place)) {
            made(at);
            at = at.parent();
        }
        Entry there = seen.get(at.place);
        if (there != null
                && there.kind() == EntryKind.DIRECTORY
                && !at.absolute().equals(home(at.side))) {
            add(at, SnapshotLines.time(new SnapshotLines.Directory(at.side, at.key, at.path), at.place, there));
        }
    }

    /** The root is not there. Links in the way to the home directory are nobody's business. */
    private void lookAbove(Wanted top) {
        String home = home(top.side);
        String base = top.root.startsWith(home + "/") ? home : "";
        if (!TreePath.isPath(top.root.substring(base.length() + 1))) {
            return;
        }
        TreePath missing = new TreePath(top.root.substring(base.length() + 1));
        SortedMap<TreePath, Entry> seen =
                ends.of(top.side).look(base.isEmpty() ? "/" : base, Looks.needed(List.of(missing)));
        TreePath there = missing;
        while (!there.isRoot() && !seen.containsKey(there)) {
            there = there.parent();
        }
        Entry nearest = seen.get(there);
        String above = there.isRoot() ? base : base + "/" + there;
        if (nearest != null && nearest.kind() == EntryKind.DIRECTORY && !above.isEmpty()) {
            String key = SnapshotHead.ABOVE + top.key;
            TreePath place = new TreePath(top.root.substring(above.length() + 1));
            climb(new Wanted(top.side, key, above, place), new TreeMap<>(Map.of(TreePath.ROOT, nearest)));
        }
    }

    private void made(Wanted one) {
        String absolute = one.absolute();
        boolean holdsSnapshots = AbsolutePaths.isIn(absolute, places.backups(one.side));
        if (!holdsSnapshots && !changes.makes(absolute)) {
            Entry directory = Entry.directory(0700, Stamp.NONE);
            add(
                    one,
                    new SnapshotLine(
                            one.side, one.key, one.path, one.place, SnapshotLine.AROUND, null, directory, null));
        }
    }

    private void add(Wanted one, SnapshotLine line) {
        roots.computeIfAbsent(one.key, key -> new HashMap<>()).put(one.side, one.root);
        lines.putIfAbsent(one.side + ":" + one.absolute(), line);
    }

    List<SnapshotLine> lines() {
        return List.copyOf(lines.values());
    }

    /** By their keys; where a side has nothing of one, its home directory stands for it. */
    Map<String, SnapshotHead.Root> roots() {
        Map<String, SnapshotHead.Root> told = new TreeMap<>();
        roots.forEach((key, sides) ->
                told.put(key, new SnapshotHead.Root(at(sides, Side.OURS), at(sides, Side.THEIRS))));
        return told;
    }

    private String at(Map<Side, String> sides, Side side) {
        return sides.containsKey(side) ? Objects.requireNonNull(sides.get(side)) : home(side);
    }
}
