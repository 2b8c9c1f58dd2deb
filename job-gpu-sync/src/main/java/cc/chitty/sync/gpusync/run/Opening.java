package cc.chitty.sync.gpusync.run;

import cc.chitty.sync.gpusync.manifest.Entry;
import cc.chitty.sync.gpusync.manifest.EntryKind;
import cc.chitty.sync.gpusync.manifest.TreePath;
import cc.chitty.sync.gpusync.plan.PlannedChange;
import cc.chitty.sync.gpusync.plan.PlannedChange.Action;
import cc.chitty.sync.gpusync.reconcile.PlanItem;
import cc.chitty.sync.gpusync.reconcile.Side;
import cc.chitty.sync.gpusync.run.SnapshotLines.Directory;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Opens directories in which their owner may not write, as those of a module cache are, for what is changed in them, and gives them
 * their permissions again when all else is done. Not a root: its permissions are its side's own. Pure.
 */
final class Opening {

    /** What an owner needs to change what is in a directory. */
    private static final int CHANGING = 0300;

    /** Those in which something changes, as they are. */
    private final NavigableMap<Directory, Entry> closed;

    private final List<PlannedChange> changes = new ArrayList<>();
    private final NavigableMap<Directory, PlannedChange> opened = new TreeMap<>();

    /** Those of them that have changes of their own. */
    private final Set<Directory> own = new HashSet<>();

    private Opening(NavigableMap<Directory, Entry> closed) {
        this.closed = closed;
    }

    /** What a side has now. */
    @FunctionalInterface
    interface There {
        /**
         * What is there; null: nothing that is known.
         *
         * @param path in canonical form
         * @param place the same as that side spells it
         */
        @Nullable Entry at(Side side, String root, TreePath path, TreePath place);
    }

    /** The changes, numbered anew, with those that open and close. There hardly ever are any, and there may be very many changes. */
    static List<PlannedChange> around(List<PlannedChange> changes, There there) {
        NavigableMap<Directory, Entry> closed = closed(changes, there);
        if (closed.isEmpty()) {
            return changes;
        }
        Opening opening = new Opening(closed);
        changes.forEach(opening::add);
        opening.opened.descendingMap().forEach(opening::close);
        return opening.changes;
    }

    private static NavigableMap<Directory, Entry> closed(List<PlannedChange> changes, There there) {
        NavigableMap<Directory, Entry> closed = new TreeMap<>();
        for (PlannedChange change : changes) {
            if (needsItsParent(change)) {
                TreePath path = change.path().parent();
                String root = change.place().root();
                Entry entry = there.at(
                        change.target(), root, path, change.destination().parent());
                if (entry != null && isDirectory(entry) && !isOpen(entry)) {
                    closed.put(new Directory(change.target(), root, path), entry);
                }
            }
        }
        return closed;
    }

    /** Whether its owner may change what is in it. */
    static boolean isOpen(Entry directory) {
        return (directory.mode() & CHANGING) == CHANGING;
    }

    private void add(PlannedChange change) {
        String root = change.place().root();
        if (needsItsParent(change)) {
            open(change, new Directory(change.target(), root, change.path().parent()));
        }
        Directory itself = new Directory(change.target(), root, change.path());
        if (closed.containsKey(itself)) {
            own.add(itself);
        }
        changes.add(change.numbered(changes.size() + 1));
    }

    private static boolean needsItsParent(PlannedChange change) {
        return !change.path().isRoot()
                && !change.path().parent().isRoot()
                && !change.action().isOfMode()
                && !(isDirectory(change.change().expected())
                        && isDirectory(change.change().wanted()));
    }

    private static boolean isDirectory(@Nullable Entry entry) {
        return entry != null && entry.kind() == EntryKind.DIRECTORY;
    }

    /** One that was changed before this has the permissions that the plan wants by now. */
    private void open(PlannedChange change, Directory directory) {
        Entry entry = closed.get(directory);
        if (entry == null || opened.containsKey(directory) || own.contains(directory)) {
            return;
        }
        TreePath path = directory.path();
        TreePath place = change.destination().parent();
        TreePath source = change.source().parent();
        PlannedChange open = new PlannedChange(
                changes.size() + 1,
                new PlannedChange.Place(change.place().category(), directory.root(), path),
                Action.OPEN,
                change.target(),
                new PlannedChange.Change(
                        source.equals(path) ? null : source, place.equals(path) ? null : place, entry, opened(entry)),
                "its owner may not write in it, and something in it changes; it gets its permissions again");
        opened.put(directory, open);
        changes.add(open);
    }

    /** A directory with permissions with which its owner can work in it; all else as it is. */
    static Entry opened(Entry entry) {
        return isDirectory(entry) ? Entry.directory(entry.mode() | PlanItem.OWNER, entry.stamp()) : entry;
    }

    private void close(Directory directory, PlannedChange open) {
        if (!own.contains(directory)) {
            Entry now = open.change().wanted();
            Entry before = open.change().expected();
            changes.add(new PlannedChange(
                    changes.size() + 1,
                    open.place(),
                    Action.CLOSE,
                    open.target(),
                    new PlannedChange.Change(
                            open.change().source(), open.change().destination(), now, before),
                    "it was opened for what is in it"));
        }
    }
}
