package cc.chitty.sync.gpusync.run;

import cc.chitty.sync.gpusync.manifest.Entry;
import cc.chitty.sync.gpusync.manifest.EntryKind;
import cc.chitty.sync.gpusync.manifest.Stamp;
import cc.chitty.sync.gpusync.manifest.TreePath;
import cc.chitty.sync.gpusync.plan.PlannedChange;
import cc.chitty.sync.gpusync.plan.PlannedChange.Action;
import cc.chitty.sync.gpusync.reconcile.Side;
import cc.chitty.sync.gpusync.snapshot.SnapshotLine;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a snapshot tells of the changes of a plan, and of the directories in which they are made. */
final class SnapshotLines {

    private final Map<String, Tree> trees;
    private final Snapshotting.Before before;
    private final List<SnapshotLine> lines = new ArrayList<>();
    private final Map<Directory, TreePath> touched = new TreeMap<>();
    private final Set<String> made = new HashSet<>();

    SnapshotLines(Map<String, Tree> trees, Snapshotting.Before before) {
        this.trees = trees;
        this.before = before;
    }

    /**
     * A directory in which something is changed.
     *
     * @param root a tree's key
     * @param path in canonical form
     */
    record Directory(Side side, String root, TreePath path) implements Comparable<Directory> {

        private static final Comparator<Directory> ORDER = Comparator.comparing(Directory::side)
                .thenComparing(Directory::root)
                .thenComparing(Directory::path);

        @Override
        public int compareTo(Directory other) {
            return ORDER.compare(this, other);
        }
    }

    void add(PlannedChange change) {
        Entry wanted = change.change().wanted();
        String root = change.place().root();
        if (isTimeAlone(change)) {
            touched.put(new Directory(change.target(), root, change.path()), change.destination());
        } else {
            lines.add(line(change));
        }
        if (wanted != null && wanted.kind() == EntryKind.DIRECTORY) {
            made.add(absolute(change.target(), root, change.destination()));
        }
        if (!change.action().isOfMode()) {
            touched.put(
                    new Directory(change.target(), root, change.path().parent()),
                    change.destination().parent());
        }
    }

    /** Also all roots on that side in which something is changed: something is tried in them. */
    void touchRoots(Side side) {
        List<Directory> roots = touched.keySet().stream()
                .filter(directory -> directory.side == side)
                .map(directory -> new Directory(side, directory.root, TreePath.ROOT))
                .toList();
        roots.forEach(root -> touched.put(root, TreePath.ROOT));
    }

    /** A place of a tree's root on a side. */
    String absolute(Side side, String root, TreePath place) {
        String at = at(side, root);
        return place.isRoot() ? at : at + "/" + place;
    }

    String at(Side side, String root) {
        return Objects.requireNonNull(trees.get(root), root).at(side);
    }

    /** Whether the plan makes a directory itself. */
    boolean makes(String absolute) {
        return made.contains(absolute);
    }

    /** Those of which something was seen; of the rest {@link #unseen} tells. */
    List<SnapshotLine> all() {
        List<SnapshotLine> all = new ArrayList<>(lines);
        touched.forEach((directory, place) -> {
            Entry there = seen(directory, place);
            if (there != null && there.kind() == EntryKind.DIRECTORY) {
                all.add(time(directory, place, there));
            }
        });
        return all;
    }

    /** The directories in which something is changed and of which no scan tells, with their places. */
    Map<Directory, TreePath> unseen() {
        Map<Directory, TreePath> unseen = new TreeMap<>(touched);
        unseen.entrySet()
                .removeIf(it -> seen(it.getKey(), it.getValue()) != null
                        || makes(absolute(it.getKey().side, it.getKey().root, it.getValue())));
        return unseen;
    }

    private @Nullable Entry seen(Directory directory, TreePath place) {
        return before.directory(directory.side, directory.root, directory.path, place);
    }

    static SnapshotLine time(Directory directory, TreePath place, Entry there) {
        return new SnapshotLine(
                directory.side, directory.root, directory.path, place, SnapshotLine.TIME, there, there, null);
    }

    private static boolean isTimeAlone(PlannedChange change) {
        Entry expected = change.change().expected();
        Entry wanted = change.change().wanted();
        return change.action() == Action.RESTORE
                && expected != null
                && wanted != null
                && expected.kind() == EntryKind.DIRECTORY
                && wanted.kind() == EntryKind.DIRECTORY
                && expected.mode() == wanted.mode();
    }

    private SnapshotLine line(PlannedChange change) {
        return new SnapshotLine(
                change.target(),
                change.place().root(),
                change.path(),
                change.destination(),
                change.action().word(),
                before(change),
                after(change),
                before.agreed(change.place().root(), change.path()));
    }

    /** Without the digest where that is of another form: what is kept, and comes back, are the bytes as they are there. */
    private @Nullable Entry before(PlannedChange change) {
        Entry there = change.change().expected();
        return there != null && there.kind() == EntryKind.FILE && isCorrected(change)
                ? Entry.file(there.mode(), there.stamp(), null)
                : there;
    }

    private boolean isCorrected(PlannedChange change) {
        Tree tree = trees.get(change.place().root());
        return tree != null && tree.isCorrected(tree.ruled(change));
    }

    private @Nullable Entry after(PlannedChange change) {
        Entry wanted = change.change().wanted();
        boolean rewritten = change.action() == Action.JOIN || isCorrected(change);
        if (wanted == null || wanted.kind() != EntryKind.FILE) {
            return wanted;
        }
        long size = rewritten ? -1 : wanted.stamp().size();
        return Entry.file(wanted.mode(), new Stamp(size, wanted.stamp().modified(), 0, 0), wanted.digest());
    }
}
