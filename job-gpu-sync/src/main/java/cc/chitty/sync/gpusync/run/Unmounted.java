package cc.chitty.sync.gpusync.run;

import cc.chitty.sync.gpusync.category.Filtered;
import cc.chitty.sync.gpusync.manifest.AbsolutePaths;
import cc.chitty.sync.gpusync.manifest.Content;
import cc.chitty.sync.gpusync.manifest.Entry;
import cc.chitty.sync.gpusync.manifest.EntryKind;
import cc.chitty.sync.gpusync.manifest.PathMap;
import cc.chitty.sync.gpusync.manifest.TreePath;
import cc.chitty.sync.gpusync.memory.Known;
import cc.chitty.sync.gpusync.memory.Memory;
import cc.chitty.sync.gpusync.memory.MemoryFile;
import cc.chitty.sync.gpusync.memory.Remembered;
import cc.chitty.sync.gpusync.reconcile.MountPoints;
import cc.chitty.sync.gpusync.reconcile.Side;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What lies on file systems that are not mounted as they were is put among what a side cannot tell. Several trees have one
 * directory, and one of them may have agreed on nothing there: what one of them finds holds for all.
 */
final class Unmounted {

    private final List<OfTree> trees = new ArrayList<>();
    private final Map<Side, Set<String>> places =
            new EnumMap<>(Map.of(Side.OURS, new HashSet<>(), Side.THEIRS, new HashSet<>()));

    /**
     * A tree as it was looked at.
     *
     * @param mounts of each side that tells them, by its own paths
     */
    record Seen(Tree tree, Memory memory, Filtered seen, Map<Side, Set<TreePath>> mounts) {}

    /**
     * The same, without what is unknown.
     *
     * @param unknown planned paths that are on either side
     * @param words what is to be told of them
     */
    record Found(Filtered seen, Set<TreePath> unknown, List<String> words) {}

    private Unmounted(List<Seen> seen, boolean isNarrowed) {
        seen.forEach(it -> trees.add(new OfTree(it, isNarrowed)));
    }

    /**
     * In the order of the trees; what is remembered of mount points is as it is to be from now on.
     *
     * @param isNarrowed whether the run leaves out what settings do not
     */
    static List<Found> among(List<Seen> seen, boolean isNarrowed) {
        Unmounted unmounted = new Unmounted(seen, isNarrowed);
        unmounted.trees.forEach(unmounted::judge);
        return unmounted.trees.stream().map(unmounted::found).toList();
    }

    private void judge(OfTree tree) {
        for (Side side : Side.values()) {
            MountPoints points = tree.judge(side);
            points.unknown().forEach(path -> places(side).add(tree.place(side, path)));
        }
    }

    private Set<String> places(Side side) {
        return places.getOrDefault(side, Set.of());
    }

    private Found found(OfTree tree) {
        Filtered seen = tree.seen.seen();
        Set<TreePath> unknown = new TreeSet<>();
        List<String> words = new ArrayList<>();
        for (Side side : Side.values()) {
            MountPoints own = tree.points(side);
            MountPoints all = own.and(tree.among(side, places(side)));
            if (tree.seen.mounts().containsKey(side)) {
                tree.seen.memory().mounts(side, tree.told(side).now(), all.doubted());
            }
            tree.forgetIgnored(all.settled());
            own.unknown().forEach(path -> words.add(words(tree, side, path)));
            for (TreePath path : all.unknown()) {
                if (own.unknown().contains(path) || tree.hasAnythingAt(path)) {
                    seen = without(seen, side, path, words(tree, side, path));
                    unknown.add(path);
                }
            }
        }
        return new Found(seen, unknown, words);
    }

    /**
     * Puts into doubt what other trees have where mount points came or went, of which the run looks at none: they are to be judged when
     * they are looked at next, whatever is mounted then.
     */
    static void tellOthers(SyncRun run, Workshop shop) {
        List<Moved> moved = new ArrayList<>();
        Set<String> looked = new HashSet<>();
        for (Decided decided : run.decided()) {
            looked.add(decided.tree().key());
            for (Side side : Side.values()) {
                decided.memory().moved(side).forEach(it -> moved.add(new Moved(side, place(decided.tree(), side, it))));
            }
        }
        if (moved.isEmpty()) {
            return;
        }
        shop.peering().allTrees(run.ends()).stream()
                .filter(it -> !looked.contains(it.key()))
                .forEach(tree -> doubt(tree, shop.memory(run, tree), moved));
    }

    /** @param place absolute */
    private record Moved(Side side, String place) {}

    private static void doubt(Tree tree, MemoryFile file, List<Moved> moved) {
        Memory memory = file.load().memory();
        moved.forEach(it -> {
            TreePath path = among(tree, it.side(), it.place());
            if (path != null) {
                memory.doubt(it.side(), path);
            }
        });
        file.save(memory);
    }

    /** Where a tree has a place of a side, its root if all of it is there; null: nowhere. */
    private static @Nullable TreePath among(Tree tree, Side side, String place) {
        String root = tree.at(side);
        if (AbsolutePaths.isIn(place, root)) {
            return TreePath.ROOT;
        }
        String there = AbsolutePaths.from(root, place);
        return there == null ? null : Looked.planned(tree.forms().canonical(side, new TreePath(there)));
    }

    private static String place(Tree tree, Side side, TreePath path) {
        String root = tree.at(side);
        return path.isRoot() ? root : root + "/" + tree.on(side, path);
    }

    private static String words(OfTree tree, Side side, TreePath path) {
        String place = (side == Side.OURS ? "here: " : "peer: ") + tree.place(side, path);
        return !tree.told(side).now().contains(path)
                ? place
                        + " was another file system and is not mounted now; it is left alone. Mount it; if it is to go for"
                        + " good, delete it on the other side, too, or exclude it"
                : place
                        + " is another file system now, without all that both sides had there, or with an earlier state of it;"
                        + " it is left alone. Unmount it, or copy there what is missing or old; if that is to go for good,"
                        + " delete it on the other side, too, or exclude it";
    }

    private static Filtered without(Filtered seen, Side side, TreePath unknown, String why) {
        PathMap.Builder<Entry> left = new PathMap.Builder<>();
        TreePath spelled = unknown;
        for (Map.Entry<TreePath, Entry> entry : (side == Side.OURS ? seen.ours() : seen.theirs()).entrySet()) {
            TreePath path = Looked.planned(entry.getKey());
            spelled = path.equals(unknown) ? entry.getKey() : spelled;
            if (!path.isIn(unknown)) {
                left.put(entry.getKey(), entry.getValue());
            }
        }
        left.put(spelled, Entry.unreadable(why));
        return side == Side.OURS ? seen.with(left.build(), seen.theirs()) : seen.with(seen.ours(), left.build());
    }

    /** One tree while it is judged. What has to be put in order for that is made only where mount points came or went. */
    private static final class OfTree {

        private final Seen seen;
        private final boolean isNarrowed;
        private final Map<Side, MountPoints.Told> told = new EnumMap<>(Side.class);
        private final Map<Side, MountPoints> points = new EnumMap<>(Side.class);
        private MountPoints.@Nullable Held held;

        OfTree(Seen seen, boolean isNarrowed) {
            this.seen = seen;
            this.isNarrowed = isNarrowed;
            for (Side side : Side.values()) {
                told.put(side, told(side, new PathMap.Builder<EntryKind>().build(), Set.of()));
            }
            if (told.values().stream().anyMatch(MountPoints.Told::isInDoubt)) {
                for (Side side : Side.values()) {
                    told.put(side, told(side, kinds(entries(side)), old(side)));
                }
            }
        }

        private MountPoints.Told told(Side side, SortedMap<TreePath, EntryKind> entries, Set<TreePath> old) {
            Set<TreePath> remembered = seen.memory().mounts(side);
            Set<TreePath> told = now(side);
            // of a side that does not tell, or has never told before, none came or went
            Set<TreePath> now = told != null ? told : remembered != null ? remembered : Set.of();
            Set<TreePath> before = remembered != null ? remembered : now;
            return new MountPoints.Told(before, seen.memory().doubted(side), now, entries, old::contains);
        }

        private Set<TreePath> old(Side side) {
            Set<TreePath> old = new HashSet<>();
            entries(side).forEach((spelled, entry) -> {
                TreePath path = Looked.planned(spelled);
                Remembered remembered = seen.memory().of(path);
                Content agreed = remembered.agreed();
                if (agreed != null
                        && agreed.kind() == entry.kind()
                        && !agreed.sameBut(seen.tree().content(side, spelled, entry))
                        && isOld(entry, remembered.known(side))) {
                    old.add(path);
                }
            });
            return old;
        }

        /** Of a link nothing is known but where it led when it was agreed on: one that leads elsewhere may be of any time. */
        private static boolean isOld(Entry entry, @Nullable Known known) {
            return known == null
                    ? entry.kind() == EntryKind.LINK
                    : entry.stamp().mayBeBefore(known.stamp());
        }

        private @Nullable Set<TreePath> now(Side side) {
            Set<TreePath> mounts = seen.mounts().get(side);
            if (mounts == null) {
                return null;
            }
            Set<TreePath> planned = new TreeSet<>();
            mounts.forEach(it -> planned.add(Looked.planned(seen.tree().forms().canonical(side, it))));
            return planned;
        }

        private SortedMap<TreePath, Entry> entries(Side side) {
            return side == Side.OURS ? seen.seen().ours() : seen.seen().theirs();
        }

        private static SortedMap<TreePath, EntryKind> kinds(SortedMap<TreePath, Entry> entries) {
            PathMap.Builder<EntryKind> kinds = new PathMap.Builder<>();
            entries.forEach((path, entry) -> kinds.put(Looked.planned(path), entry.kind()));
            return kinds.build();
        }

        MountPoints.Told told(Side side) {
            return Objects.requireNonNull(told.get(side));
        }

        MountPoints points(Side side) {
            return Objects.requireNonNull(points.get(side));
        }

        MountPoints judge(Side side) {
            MountPoints.Told one = told(side);
            MountPoints judged = one.isInDoubt()
                    ? MountPoints.of(held(), one, told(side.other()))
                    : new MountPoints(new TreeSet<>(), new TreeSet<>(), new TreeSet<>());
            points.put(side, judged);
            return judged;
        }

        private MountPoints.Held held() {
            MountPoints.Held made = held;
            if (made == null) {
                PathMap.Builder<EntryKind> agreed = new PathMap.Builder<>();
                seen.memory().paths().forEach((path, remembered) -> {
                    Content content = remembered.agreed();
                    if (content != null && !content.isDirectory()) {
                        agreed.put(path, content.kind());
                    }
                });
                made = new MountPoints.Held(agreed.build(), this::isIgnored, isNarrowed);
                held = made;
            }
            return made;
        }

        private boolean isIgnored(TreePath path) {
            for (TreePath at = path; !at.isRoot(); at = at.parent()) {
                if (seen.seen().ignored().contains(at)) {
                    return true;
                }
            }
            return false;
        }

        /** What was not looked at may be on a file system that is not mounted: if it is synced again, nobody has deleted it. */
        void forgetIgnored(Set<TreePath> directories) {
            if (!directories.isEmpty()) {
                seen.memory()
                        .changeEach((path, it) ->
                                isIgnored(path) && directories.stream().anyMatch(path::isIn) ? it.agreedOn(null) : it);
            }
        }

        boolean hasAnythingAt(TreePath path) {
            for (Side side : Side.values()) {
                for (TreePath spelled : entries(side).keySet()) {
                    if (Looked.planned(spelled).isIn(path)) {
                        return true;
                    }
                }
            }
            return false;
        }

        /** Where a path is on a side. */
        String place(Side side, TreePath path) {
            return Unmounted.place(seen.tree(), side, path);
        }

        /** What of a side's places is of this tree. */
        Set<TreePath> among(Side side, Set<String> all) {
            Set<TreePath> among = new TreeSet<>();
            all.forEach(place -> Optional.ofNullable(Unmounted.among(seen.tree(), side, place))
                    .ifPresent(among::add));
            return among;
        }
    }
}
