package cc.chitty.sync.gpusync.run;

import cc.chitty.sync.gpusync.manifest.Content;
import cc.chitty.sync.gpusync.manifest.Entry;
import cc.chitty.sync.gpusync.manifest.TreePath;
import cc.chitty.sync.gpusync.peer.Endpoint;
import cc.chitty.sync.gpusync.plan.PlannedChange;
import cc.chitty.sync.gpusync.reconcile.Side;
import cc.chitty.sync.gpusync.snapshot.Manifest;
import cc.chitty.sync.gpusync.snapshot.SnapshotHead;
import cc.chitty.sync.gpusync.snapshot.SnapshotIndex;
import cc.chitty.sync.gpusync.snapshot.SnapshotLine;
import cc.chitty.sync.gpusync.snapshot.SnapshotPlaces;
import cc.chitty.sync.kernel.run.Failure;
import cc.chitty.sync.kernel.run.FailureCategory;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
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
                    needed + " bytes are to be brought, " + MARGIN + " more are to stay free, and " + free
                            + " are free",
                    "Make room there and start again; nothing was changed.");
        }
    }

    /**
     * Writes it here. Each side gets its own part of it by {@link #hand}, before the first change.
     *
     * @param made directories in which repositories are about to be made
     */
    Manifest write(
            Taken taken,
            List<PlannedChange> changes,
            List<Surroundings.Wanted> made,
            Map<String, Tree> trees,
            Before before,
            SnapshotIndex index) {
        SnapshotLines lines = new SnapshotLines(trees, before);
        changes.forEach(lines::add);
        Stream.of(Side.values())
                .filter(side -> ends.of(side).programs().isEmpty())
                .forEach(lines::touchRoots);
        Map<String, SnapshotHead.Root> roots = new HashMap<>();
        trees.forEach((key, tree) -> roots.put(key, new SnapshotHead.Root(tree.at(Side.OURS), tree.at(Side.THEIRS))));
        Surroundings around = new Surroundings(ends, places, lines);
        around.look(made);
        around.roots().forEach(roots::putIfAbsent);
        List<SnapshotLine> all =
                Stream.concat(lines.all().stream(), around.lines().stream()).toList();
        long bytes = all.stream().mapToLong(SnapshotLine::bytes).sum();
        SnapshotHead head = new SnapshotHead(
                taken.id(), taken.peer(), taken.run(), taken.at(), taken.restores(), places, roots, bytes);
        Manifest manifest = new Manifest(head, all);
        index.write(manifest);
        return manifest;
    }

    /** Writes on each side what concerns it. */
    void hand(Manifest manifest, SnapshotIndex index) {
        String id = manifest.head().id();
        for (Side side : Side.values()) {
            Manifest own = manifest.of(side);
            if (!own.lines().isEmpty()) {
                boolean isWhole = own.lines().size() == manifest.lines().size();
                hand(side, id, isWhole ? index.bytes(id) : own.bytes());
            }
        }
    }

    private void hand(Side side, String id, byte[] manifest) {
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
