package cc.chitty.sync.gpusync.run;

import cc.chitty.sync.gpusync.manifest.Content;
import cc.chitty.sync.gpusync.manifest.Entry;
import cc.chitty.sync.gpusync.manifest.EntryKind;
import cc.chitty.sync.gpusync.manifest.Stamp;
import cc.chitty.sync.gpusync.manifest.TreePath;
import cc.chitty.sync.gpusync.peer.Endpoint;
import cc.chitty.sync.gpusync.plan.PlannedChange;
import cc.chitty.sync.gpusync.plan.PlannedChange.Action;
import cc.chitty.sync.gpusync.reconcile.Side;
import cc.chitty.sync.gpusync.snapshot.Manifest;
import cc.chitty.sync.gpusync.snapshot.SnapshotHead;
import cc.chitty.sync.gpusync.snapshot.SnapshotIndex;
import cc.chitty.sync.gpusync.snapshot.SnapshotLine;
import cc.chitty.sync.gpusync.snapshot.SnapshotPlaces;
import cc.chitty.sync.kernel.run.Failure;
import cc.chitty.sync.kernel.run.FailureCategory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Writes down what a plan is about to replace: here for both sides, and on each side for that one. */
final class Snapshotting {

    /** What a file system needs beside the contents. */
    private static final long MARGIN = 16L << 20;

    private final Ends ends;
    private final SnapshotPlaces places;

    Snapshotting(Ends ends, SnapshotPlaces places) {
        this.ends = ends;
        this.places = places;
    }

    /** What a snapshot is called, and of what. */
    record Taken(String id, String peer, long run, Instant at, String restores) {}

    /** What was remembered and seen when the plan was made. */
    interface Before {

        /** What both sides had; null: nothing. */
        @Nullable Content agreed(String root, TreePath path);

        /** A directory of a side, as it is there; null: it was not looked at. */
        @Nullable Entry directory(Side side, String root, TreePath planned, TreePath place);
    }

    /** @throws Failure RETRYABLE where a side has too little room for what it is to get */
    void requireRoom(List<PlannedChange> changes, Map<String, Tree> trees) {
        Map<Side, Map<String, Long>> bytes = new TreeMap<>();
        for (PlannedChange change : changes) {
            bytes.computeIfAbsent(change.target(), side -> new TreeMap<>())
                    .merge(change.place().root(), change.bytes(), Long::sum);
        }
        bytes.forEach((side, roots) -> roots.forEach((root, needed) -> {
            Tree tree = trees.get(root);
            if (tree != null && needed > 0) {
                requireRoom(side, tree.at(side), needed);
            }
        }));
    }

    private void requireRoom(Side side, String directory, long needed) {
        long free = ends.of(side).freeBytes(directory).orElse(Long.MAX_VALUE);
        if (free < Math.addExact(needed, MARGIN)) {
            throw new Failure(
                    FailureCategory.RETRYABLE,
                    "sync " + directory + " on " + ends.of(side).facts().name(),
                    needed + " bytes are to be brought and " + free + " are free",
                    "Make room there and start again; nothing was changed.");
        }
    }

    void write(Taken taken, List<PlannedChange> changes, Map<String, Tree> trees, Before before, SnapshotIndex index) {
        Map<String, SnapshotHead.Root> roots = new HashMap<>();
        trees.forEach((key, tree) -> roots.put(key, new SnapshotHead.Root(tree.at(Side.OURS), tree.at(Side.THEIRS))));
        SnapshotHead head =
                new SnapshotHead(taken.id(), taken.peer(), taken.run(), taken.at(), taken.restores(), places, roots);
        Manifest manifest = new Manifest(head, lines(changes, trees, before));
        index.write(manifest);
        for (Side side : Side.values()) {
            Manifest own = manifest.of(side);
            if (!own.lines().isEmpty()) {
                write(side, taken.id(), own.bytes());
            }
        }
    }

    private static List<SnapshotLine> lines(List<PlannedChange> changes, Map<String, Tree> trees, Before before) {
        List<SnapshotLine> lines = new ArrayList<>();
        Map<Directory, TreePath> touched = new TreeMap<>();
        for (PlannedChange change : changes) {
            if (isTimeAlone(change)) {
                touched.put(Directory.of(change, change.path()), change.destination());
            } else {
                lines.add(line(change, trees, before));
            }
            if (change.action() != Action.MODE) {
                touched.put(
                        Directory.of(change, change.path().parent()),
                        change.destination().parent());
            }
        }
        touched.forEach((directory, place) -> {
            Entry there = before.directory(directory.side, directory.root, directory.path, place);
            if (there != null && there.kind() == EntryKind.DIRECTORY) {
                lines.add(new SnapshotLine(
                        directory.side, directory.root, directory.path, place, SnapshotLine.TIME, there, there, null));
            }
        });
        return lines;
    }

    /** A directory in which something is changed. */
    private record Directory(Side side, String root, TreePath path) implements Comparable<Directory> {

        private static final Comparator<Directory> ORDER = Comparator.comparing(Directory::side)
                .thenComparing(Directory::root)
                .thenComparing(Directory::path);

        static Directory of(PlannedChange change, TreePath path) {
            return new Directory(change.target(), change.place().root(), path);
        }

        @Override
        public int compareTo(Directory other) {
            return ORDER.compare(this, other);
        }
    }

    private static boolean isTimeAlone(PlannedChange change) {
        Entry expected = change.change().expected();
        Entry wanted = change.change().wanted();
        return change.action() == Action.RESTORE
                && expected != null
                && wanted != null
                && expected.kind() == EntryKind.DIRECTORY
                && wanted.kind() == EntryKind.DIRECTORY;
    }

    private static SnapshotLine line(PlannedChange change, Map<String, Tree> trees, Before before) {
        return new SnapshotLine(
                change.target(),
                change.place().root(),
                change.path(),
                change.destination(),
                change.action().word(),
                change.change().expected(),
                after(change, trees),
                before.agreed(change.place().root(), change.path()));
    }

    private static @Nullable Entry after(PlannedChange change, Map<String, Tree> trees) {
        Entry wanted = change.change().wanted();
        Tree tree = trees.get(change.place().root());
        boolean rewritten = change.action() == Action.JOIN || (tree != null && tree.isCorrected(change.path()));
        if (wanted == null || wanted.kind() != EntryKind.FILE) {
            return wanted;
        }
        long size = rewritten ? -1 : wanted.stamp().size();
        return Entry.file(wanted.mode(), new Stamp(size, wanted.stamp().modified(), 0, 0), wanted.digest());
    }

    private void write(Side side, String id, byte[] manifest) {
        Endpoint endpoint = ends.of(side);
        String directory = places.directory(side, id);
        try {
            endpoint.putNote(directory, SnapshotPlaces.MANIFEST, null, manifest);
        } catch (Failure e) {
            throw new Failure(
                    FailureCategory.RETRYABLE,
                    "begin the snapshot " + directory + " on "
                            + endpoint.facts().name(),
                    String.valueOf(e.getMessage()),
                    "See that it can be written there, or set another directory for snapshots. Nothing was changed.",
                    e);
        }
    }
}
