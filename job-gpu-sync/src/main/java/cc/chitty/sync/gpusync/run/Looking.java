package cc.chitty.sync.gpusync.run;

import cc.chitty.sync.gpusync.category.Filtered;
import cc.chitty.sync.gpusync.category.IgnoreFiles;
import cc.chitty.sync.gpusync.category.RootFilter;
import cc.chitty.sync.gpusync.category.SyncRoot;
import cc.chitty.sync.gpusync.category.session.LiveSessions;
import cc.chitty.sync.gpusync.manifest.Entry;
import cc.chitty.sync.gpusync.manifest.EntryKind;
import cc.chitty.sync.gpusync.manifest.PathMap;
import cc.chitty.sync.gpusync.manifest.ReservedNames;
import cc.chitty.sync.gpusync.manifest.TreePath;
import cc.chitty.sync.gpusync.memory.Known;
import cc.chitty.sync.gpusync.memory.Memory;
import cc.chitty.sync.gpusync.peer.Endpoint.Scanned;
import cc.chitty.sync.gpusync.peer.EndpointFacts.Sensitivity;
import cc.chitty.sync.gpusync.reconcile.Names;
import cc.chitty.sync.gpusync.reconcile.Side;
import cc.chitty.sync.gpusync.snapshot.SnapshotPlaces;
import cc.chitty.sync.kernel.run.Interruption;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** Looks at the trees of both sides at once, without reading files: digests come from what is remembered of the same stamps. */
final class Looking {

    /** The category whose files an agent may be writing. */
    static final String SESSIONS = "sessions";

    /** A shorter path has no form that is too long: a form has another name, of 255 bytes at most. */
    private static final int WORTH_A_LOOK = TreePath.MOST_BYTES / 4;

    private final Ends ends;
    private final SnapshotPlaces snapshots;
    private final InstantSource clock;
    private final Interruption interruption;
    private LiveSessions open = LiveSessions.NONE;
    private List<Scanned> ours = List.of();
    private Both<List<Scanned>> scanned = new Both<>(List.of(), List.of());
    private final List<Both<Told>> told = new ArrayList<>();
    private long began;

    /**
     * What is kept of a scan of one tree.
     *
     * @param latest of all stamps, nanoseconds since 1970
     */
    record Told(@Nullable String listing, long latest) {

        static Told of(Scanned scanned) {
            long latest = scanned.entries().values().stream()
                    .map(Entry::stamp)
                    .mapToLong(stamp -> Math.max(stamp.modified(), stamp.changed()))
                    .max()
                    .orElse(0);
            return new Told(scanned.listing(), latest);
        }
    }

    Looking(Ends ends, SnapshotPlaces snapshots, InstantSource clock, Interruption interruption) {
        this.ends = ends;
        this.snapshots = snapshots;
        this.clock = clock;
        this.interruption = interruption;
    }

    /** Looks at all of them on our side alone. */
    List<Scanned> ours(List<Tree> trees) {
        began = nanos(clock.instant());
        ours = scan(trees, Side.OURS);
        return ours;
    }

    private List<Scanned> scan(List<Tree> trees, Side side) {
        return ends.of(side)
                .scan(trees.stream().map(tree -> tree.root().scope(side)).toList(), interruption);
    }

    /** Looks at all of them; at our side only if {@link #ours} has not. */
    void look(List<Tree> trees) {
        began = ours.isEmpty() ? nanos(clock.instant()) : began;
        open = trees.stream().anyMatch(Looking::hasSessions) ? openSessions() : LiveSessions.NONE;
        scanned = ours.isEmpty() ? Both.atOnce(side -> scan(trees, side)) : new Both<>(ours, scan(trees, Side.THEIRS));
        ours = List.of();
    }

    /**
     * What {@link #look} has seen, in the order of the trees.
     *
     * @param isNarrowed whether the run leaves out what settings do not
     */
    List<Looked> seen(List<Tree> trees, Map<String, Memory> memories, boolean isNarrowed) {
        List<List<String>> troubles = new ArrayList<>();
        List<Unmounted.Seen> seen = new ArrayList<>();
        for (int i = 0; i < trees.size(); i++) {
            Memory memory = memories.getOrDefault(trees.get(i).key(), new Memory());
            Both<Scanned> tree =
                    new Both<>(scanned.ours().get(i), scanned.theirs().get(i));
            List<String> said = new ArrayList<>();
            seen.add(seen(trees.get(i), memory, tree, said));
            troubles.add(said);
            told.add(new Both<>(Told.of(tree.ours()), Told.of(tree.theirs())));
        }
        scanned = new Both<>(List.of(), List.of());
        List<Unmounted.Found> found = Unmounted.among(seen, isNarrowed);
        List<Sparse.Seen> there = new ArrayList<>();
        for (int i = 0; i < trees.size(); i++) {
            troubles.get(i).addAll(found.get(i).words());
            there.add(new Sparse.Seen(
                    trees.get(i), seen.get(i).memory(), found.get(i).seen(), troubles.get(i)));
        }
        List<Filtered> wanted = Sparse.without(ends, there);
        List<Looked> looked = new ArrayList<>();
        for (int i = 0; i < trees.size(); i++) {
            looked.add(looked(trees.get(i), wanted.get(i), found.get(i).unknown(), troubles.get(i)));
        }
        return looked;
    }

    /** What both sides told of a tree, by its place among them. */
    Both<Told> told(int tree) {
        return told.get(tree);
    }

    /** Sessions that an agent has open on a side; they are left alone. */
    List<String> open() {
        return open.said();
    }

    private LiveSessions openSessions() {
        Both<LiveSessions> both = Both.atOnce(side -> LiveSessions.of(ends.of(side), interruption));
        return both.ours().and(both.theirs());
    }

    private static boolean hasSessions(Tree tree) {
        return tree.root().category().name().equals(SESSIONS);
    }

    static long nanos(Instant instant) {
        return Math.addExact(Math.multiplyExact(instant.getEpochSecond(), 1_000_000_000L), instant.getNano());
    }

    /** @param troubles to be added to */
    private Unmounted.Seen seen(Tree tree, Memory memory, Both<Scanned> scanned, List<String> troubles) {
        List<String> learned = hasSessions(tree)
                ? tree.forms().learn(ends, side -> scanned.of(side).entries())
                : List.of();
        SortedMap<TreePath, Entry> ours = entries(tree, Side.OURS, scanned.ours(), memory, memory.names());
        SortedMap<TreePath, Entry> theirs = entries(
                tree, Side.THEIRS, scanned.theirs(), memory, ours.keySet().iterator());
        RootFilter filter = filter(tree, scanned);
        Untold untold = new Untold(ends, tree, filter, memory);
        Filtered seen = filter.apply(untold.with(Side.OURS, ours, theirs), untold.with(Side.THEIRS, theirs, ours));
        troubles.addAll(learned);
        scanned.ours().troubles().forEach(it -> troubles.add("here: " + it));
        scanned.theirs().troubles().forEach(it -> troubles.add("peer: " + it));
        Map<Side, Set<TreePath>> mounts = new EnumMap<>(Side.class);
        for (Side side : Side.values()) {
            Set<TreePath> of = scanned.of(side).mounts();
            if (of != null) {
                mounts.put(side, of);
            }
        }
        return new Unmounted.Seen(tree, memory, seen, mounts);
    }

    private Looked looked(Tree tree, Filtered seen, Set<TreePath> unknown, List<String> troubles) {
        Names names = Names.of(seen.ours().keySet(), seen.theirs().keySet(), tellsCase());
        names.clashes().forEach(it -> troubles.add(it.words()));
        return Looked.of(tree, seen, names, unknown, troubles, began);
    }

    private boolean tellsCase() {
        Sensitivity ours = ends.ours().facts().sensitivity();
        Sensitivity theirs = ends.theirs().facts().sensitivity();
        return ours.caseMatters() && theirs.caseMatters();
    }

    private RootFilter filter(Tree tree, Both<Scanned> scanned) {
        SyncRoot root = tree.root();
        RootFilter filter = (hasSessions(tree) ? root.without(open.patterns()) : root).filter();
        if (!tree.root().category().ignoreFiles()) {
            return filter;
        }
        Both<IgnoreFiles> found = Both.atOnce(side ->
                IgnoreFiles.read(ends.of(side), tree.at(side), scanned.of(side).entries()));
        return filter.with(found.ours().and(found.theirs()));
    }

    /** In canonical form, without what is ours. */
    private SortedMap<TreePath, Entry> entries(
            Tree tree, Side side, Scanned scanned, Memory memory, Iterator<TreePath> known) {
        String backups = snapshots.backups(side) + "/";
        PathMap.Builder<Entry> entries = new PathMap.Builder<>(known);
        TreePath left = null;
        for (Map.Entry<TreePath, Entry> seen : scanned.entries().entrySet()) {
            TreePath there = seen.getKey();
            if (left != null && there.isBelow(left)) {
                continue;
            }
            boolean own = ReservedNames.isReserved(there.name()) || (tree.at(side) + "/" + there + "/").equals(backups);
            TreePath path = tree.forms().canonical(side, there);
            boolean tooLong = !own && isTooLong(tree, side.other(), path);
            left = own || tooLong ? there : null;
            if (tooLong) {
                entries.put(path, Entry.tooLong());
            } else if (!own) {
                entries.put(path, known(Looked.planned(path), side, seen.getValue(), memory));
            }
        }
        return entries.build();
    }

    /** Whether the other side, which has another name for it, could not take it. */
    private static boolean isTooLong(Tree tree, Side other, TreePath path) {
        return path.text().length() > WORTH_A_LOOK
                && tree.forms().on(other, path).isTooLong();
    }

    private static Entry known(TreePath path, Side side, Entry entry, Memory memory) {
        if (entry.kind() != EntryKind.FILE || entry.digest() != null) {
            return entry;
        }
        Known known = memory.of(path).known(side);
        return known != null && known.stamp().equals(entry.stamp())
                ? Entry.file(entry.mode(), known.stamp(), known.digest()) // one stamp in memory, not two
                : entry;
    }
}
