package cc.chitty.sync.gpusync.category;

import cc.chitty.sync.gpusync.category.RootFilter.Verdict;
import cc.chitty.sync.gpusync.manifest.Entry;
import cc.chitty.sync.gpusync.manifest.EntryKind;
import cc.chitty.sync.gpusync.manifest.PathMap;
import cc.chitty.sync.gpusync.manifest.TreePath;
import cc.chitty.sync.gpusync.reconcile.Side;
import cc.chitty.sync.gpusync.reconcile.Trees;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a filter has left of both sides. A path that is left out on one side is left out on the other too.
 *
 * @param ours what is synced, without what is left out
 * @param theirs the same of the peer
 * @param ignored what is left out on either side; of a directory that one only, and it stands for all below
 * @param tooLarge files among these that only their size leaves out
 * @param passed directories of either side that are not synced for themselves, and hold nothing that is
 * @param torn what is left out on both sides since one has a directory there and the other has none, and they are of different
 *     categories, or of none; each with what it is on both
 * @param ourRoot what the root holds here, with what is left out
 * @param theirRoot the same of the peer
 * @param sparse what of that is left out since a side's repository leaves it out of its working tree
 */
public record Filtered(
        SortedMap<TreePath, Entry> ours,
        SortedMap<TreePath, Entry> theirs,
        SortedSet<TreePath> ignored,
        Set<TreePath> tooLarge,
        Set<TreePath> passed,
        List<Torn> torn,
        Trees.Root ourRoot,
        Trees.Root theirRoot,
        Set<TreePath> sparse) {

    /** A path that is a directory on one side and none on the other. */
    public record Torn(TreePath path, EntryKind ours, EntryKind theirs) {

        /** Why it is not synced, and what to do. */
        public String words() {
            return word(ours) + " here, " + word(theirs) + " there, of different categories or of none: neither is"
                    + " synced; rename one of them, or name the path in the setting 'filters.exclude'";
        }

        private static String word(EntryKind kind) {
            return switch (kind) {
                case FILE -> "a file";
                case DIRECTORY -> "a directory";
                case LINK -> "a link";
                case OTHER -> "a socket, pipe or device";
                case UNREADABLE -> "something that cannot be read";
            };
        }
    }

    /** The same with something else of both sides. */
    public Filtered with(SortedMap<TreePath, Entry> ourEntries, SortedMap<TreePath, Entry> theirEntries) {
        return new Filtered(ourEntries, theirEntries, ignored, tooLarge, passed, torn, ourRoot, theirRoot, sparse);
    }

    /** The same without what a side's repository leaves out of its working tree; of a directory that one only, with all below. */
    public Filtered withoutSparse(Set<TreePath> left) {
        SortedSet<TreePath> all = new TreeSet<>(ignored);
        all.addAll(left);
        return new Filtered(
                withoutBelow(ours, all),
                withoutBelow(theirs, all),
                Collections.unmodifiableSortedSet(outermost(all)),
                tooLarge,
                passed,
                torn,
                ourRoot,
                theirRoot,
                Set.copyOf(left));
    }

    static Filtered by(RootFilter filter, SortedMap<TreePath, Entry> ours, SortedMap<TreePath, Entry> theirs) {
        SortedSet<TreePath> ignored = new TreeSet<>();
        Set<TreePath> tooLarge = new HashSet<>();
        Set<TreePath> passed = new HashSet<>();
        RepositoryPlaces repositories = RepositoryPlaces.among(ours, theirs);
        look(filter, ours, theirs, repositories, ignored, tooLarge, passed);
        look(filter, theirs, ours, repositories, ignored, tooLarge, passed);
        Set<TreePath> needed = new HashSet<>();
        SortedMap<TreePath, Entry> left = withoutBelow(ours, ignored);
        SortedMap<TreePath, Entry> right = withoutBelow(theirs, ignored);
        need(left, passed, needed);
        need(right, passed, needed);
        passed.removeAll(needed);
        return new Filtered(
                without(left, passed),
                without(right, passed),
                Collections.unmodifiableSortedSet(outermost(ignored)),
                Collections.unmodifiableSet(tooLarge),
                Collections.unmodifiableSet(passed),
                torn(filter, ours, theirs, ignored, repositories),
                Trees.Root.of(ours, Filtered::isFlat),
                Trees.Root.of(theirs, Filtered::isFlat),
                Set.of());
    }

    private static List<Torn> torn(
            RootFilter filter,
            SortedMap<TreePath, Entry> ours,
            SortedMap<TreePath, Entry> theirs,
            Set<TreePath> ignored,
            RepositoryPlaces repositories) {
        List<Torn> torn = new ArrayList<>();
        both(ours, theirs, (path, here, there) -> {
            if (here != null
                    && there != null
                    && (here.kind() == EntryKind.DIRECTORY) != (there.kind() == EntryKind.DIRECTORY)
                    && !isIn(path.parent(), ignored)
                    && !repositories.hold(path)
                    && filter.isTorn(path, here, there)) {
                torn.add(new Torn(path, here.kind(), there.kind()));
            }
        });
        return List.copyOf(torn);
    }

    private interface Pair {
        void found(TreePath path, @Nullable Entry here, @Nullable Entry there);
    }

    /** In one walk: each look-up of a path takes as long as some steps of it. */
    private static void both(SortedMap<TreePath, Entry> ours, SortedMap<TreePath, Entry> theirs, Pair pair) {
        Iterator<Map.Entry<TreePath, Entry>> left = ours.entrySet().iterator();
        Iterator<Map.Entry<TreePath, Entry>> right = theirs.entrySet().iterator();
        Map.Entry<TreePath, Entry> here = next(left);
        Map.Entry<TreePath, Entry> there = next(right);
        while (here != null || there != null) {
            if (there == null || (here != null && here.getKey().compareTo(there.getKey()) < 0)) {
                pair.found(Objects.requireNonNull(here).getKey(), here.getValue(), null);
                here = next(left);
            } else if (here == null || here.getKey().compareTo(there.getKey()) > 0) {
                pair.found(there.getKey(), null, there.getValue());
                there = next(right);
            } else {
                pair.found(here.getKey(), here.getValue(), there.getValue());
                here = next(left);
                there = next(right);
            }
        }
    }

    /** What one side alone has, by that side, spelled as it is there. */
    public Map<Side, Map<TreePath, Entry>> alone() {
        Map<TreePath, Entry> left = new LinkedHashMap<>();
        Map<TreePath, Entry> right = new LinkedHashMap<>();
        both(ours, theirs, (path, here, there) -> {
            if (here == null && there != null) {
                right.put(path, there);
            } else if (there == null && here != null) {
                left.put(path, here);
            }
        });
        return Map.of(Side.OURS, left, Side.THEIRS, right);
    }

    private static Map.@Nullable Entry<TreePath, Entry> next(Iterator<Map.Entry<TreePath, Entry>> entries) {
        return entries.hasNext() ? entries.next() : null;
    }

    private static boolean isIn(TreePath path, Set<TreePath> directories) {
        for (TreePath up = path; !up.isRoot(); up = up.parent()) {
            if (directories.contains(up)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isFlat(Entry entry) {
        return entry.kind() != EntryKind.DIRECTORY;
    }

    private static void look(
            RootFilter filter,
            SortedMap<TreePath, Entry> side,
            SortedMap<TreePath, Entry> other,
            RepositoryPlaces repositories,
            Set<TreePath> ignored,
            Set<TreePath> tooLarge,
            Set<TreePath> passed) {
        TreePath skipped = null;
        for (var entry : side.entrySet()) {
            TreePath path = entry.getKey();
            if (path.isRoot() || (skipped != null && path.isBelow(skipped))) {
                continue;
            }
            Verdict verdict = repositories.hold(path) || isOfPrograms(entry, other)
                    ? Verdict.IGNORED
                    : filter.verdict(path, entry.getValue());
            skipped = verdict == Verdict.IGNORED ? path : null;
            if (verdict == Verdict.IGNORED) {
                ignored.add(path);
            } else if (verdict == Verdict.TOO_LARGE) {
                ignored.add(path);
                tooLarge.add(path);
            } else if (verdict == Verdict.PASSED) {
                passed.add(path);
            }
        }
    }

    /** A socket, a pipe or a device is never synced; where the other side has a file of that name, a person has to know. */
    private static boolean isOfPrograms(Map.Entry<TreePath, Entry> entry, SortedMap<TreePath, Entry> other) {
        if (entry.getValue().kind() != EntryKind.OTHER) {
            return false;
        }
        Entry there = other.get(entry.getKey());
        return there == null || there.kind() == EntryKind.OTHER;
    }

    private static SortedMap<TreePath, Entry> without(SortedMap<TreePath, Entry> side, Set<TreePath> single) {
        if (single.isEmpty()) {
            return side;
        }
        PathMap.Builder<Entry> left = new PathMap.Builder<>();
        side.forEach((path, entry) -> {
            if (!single.contains(path)) {
                left.put(path, entry);
            }
        });
        return left.build();
    }

    /** Both are in the order in which a directory comes directly before everything below it. */
    private static SortedMap<TreePath, Entry> withoutBelow(
            SortedMap<TreePath, Entry> side, SortedSet<TreePath> ignored) {
        PathMap.Builder<Entry> left = new PathMap.Builder<>();
        var next = ignored.iterator();
        TreePath coming = next.hasNext() ? next.next() : null;
        TreePath skipped = null;
        for (var entry : side.entrySet()) {
            TreePath path = entry.getKey();
            while (coming != null && coming.compareTo(path) <= 0) {
                skipped = skipped != null && coming.isBelow(skipped) ? skipped : coming;
                coming = next.hasNext() ? next.next() : null;
            }
            if (skipped == null || (!path.equals(skipped) && !path.isBelow(skipped))) {
                left.put(path, entry.getValue());
            }
        }
        return left.build();
    }

    private static void need(SortedMap<TreePath, Entry> side, Set<TreePath> passed, Set<TreePath> needed) {
        if (passed.isEmpty()) {
            return;
        }
        for (TreePath path : side.keySet()) {
            if (!passed.contains(path)) {
                for (TreePath up = path.parent(); !up.isRoot() && needed.add(up); ) {
                    up = up.parent();
                }
            }
        }
    }

    private static SortedSet<TreePath> outermost(SortedSet<TreePath> ignored) {
        SortedSet<TreePath> outermost = new TreeSet<>();
        TreePath last = null;
        for (TreePath path : ignored) {
            if (last == null || !path.isBelow(last)) {
                outermost.add(path);
                last = path;
            }
        }
        return outermost;
    }
}
