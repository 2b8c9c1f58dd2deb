package cc.chitty.sync.gpusync.reconcile;

import cc.chitty.sync.gpusync.manifest.EntryKind;
import cc.chitty.sync.gpusync.manifest.TreePath;
import java.util.NavigableSet;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * What is concluded of directories of one side that were another file system than the directory they lie in and are no more, or are one
 * only now. What is missing there has nobody deleted: it is on the file system that is not mounted, or below the one that is. So each
 * stays in doubt, through as many runs as it takes and whatever is mounted and unmounted meanwhile, until all is there that both sides
 * had agreed on when it was last beyond doubt.
 *
 * @param unknown of which nothing is concluded; none lies in another
 * @param doubted what is to be judged again by the next run
 * @param settled what is beyond doubt, though what filters leave out there was not looked at: that is agreed on no longer
 */
public record MountPoints(
        NavigableSet<TreePath> unknown, NavigableSet<TreePath> doubted, NavigableSet<TreePath> settled) {

    /**
     * What a tree has, by planned paths.
     *
     * @param agreed the files and links that both sides had when they last agreed, filters or not
     * @param isIgnored whether this run leaves a path out
     * @param isNarrowed whether it leaves out what the next one may not
     */
    public record Held(SortedMap<TreePath, EntryKind> agreed, Predicate<TreePath> isIgnored, boolean isNarrowed) {}

    /**
     * What is told of one side, by planned paths.
     *
     * @param before its mount points when it was last looked at
     * @param doubted what was in doubt then
     * @param now its mount points
     * @param entries what it has of what is synced
     * @param isOld whether it has an earlier state of what was agreed on at a path, as a copy from which a disk was filled, which is
     *     seen again once that is not mounted
     */
    public record Told(
            Set<TreePath> before,
            Set<TreePath> doubted,
            Set<TreePath> now,
            SortedMap<TreePath, EntryKind> entries,
            Predicate<TreePath> isOld) {

        /** Whether there is anything to judge. */
        public boolean isInDoubt() {
            return !doubted.isEmpty() || !before.equals(now);
        }

        /** Those that came or went, and what was in doubt before; each before those in it. */
        NavigableSet<TreePath> changed() {
            NavigableSet<TreePath> changed = moved(before, now);
            changed.addAll(doubted);
            return changed;
        }

        /** Whether it cannot be told what is at a path. */
        private boolean isBlind(TreePath path) {
            for (TreePath at = path; ; at = at.parent()) {
                if (entries.get(at) == EntryKind.UNREADABLE) {
                    return true;
                }
                if (at.isRoot()) {
                    return false;
                }
            }
        }

        private boolean mayHold(TreePath path) {
            EntryKind kind = entries.get(path);
            return kind == null ? isBlind(path) : kind != EntryKind.DIRECTORY;
        }
    }

    /** What is concluded of one that is in doubt. */
    private enum Verdict {
        /** All that was agreed on is there, or nobody has it. */
        SETTLED,
        /** The same, but for what filters leave out. */
        SETTLED_IN_PART,
        /** This run cannot tell. */
        DOUBTED,
        /** Something is not there that the other side has. */
        UNKNOWN
    }

    /** Those that came or went. */
    public static NavigableSet<TreePath> moved(Set<TreePath> before, Set<TreePath> now) {
        NavigableSet<TreePath> moved = new TreeSet<>(before);
        moved.addAll(now);
        moved.removeIf(it -> before.contains(it) && now.contains(it));
        return moved;
    }

    /** Judges one side. */
    public static MountPoints of(Held held, Told side, Told other) {
        NavigableSet<TreePath> unknown = new TreeSet<>();
        NavigableSet<TreePath> doubted = new TreeSet<>();
        NavigableSet<TreePath> settled = new TreeSet<>();
        NavigableSet<TreePath> others = other.changed();
        for (TreePath path : side.changed()) {
            if (isIn(path, unknown)) {
                continue; // it is judged with what it lies in
            }
            switch (verdict(path, held, side, new Other(other, isNear(path, others)))) {
                case SETTLED -> {}
                case SETTLED_IN_PART -> settled.add(path);
                case DOUBTED -> doubted.add(path);
                case UNKNOWN -> {
                    unknown.add(path);
                    doubted.add(path);
                }
            }
        }
        return new MountPoints(unknown, doubted, settled);
    }

    /**
     * The same with directories of which another tree has found that they are unknown.
     *
     * @param more in this tree
     */
    public MountPoints and(Set<TreePath> more) {
        NavigableSet<TreePath> all = new TreeSet<>(unknown);
        all.addAll(more);
        NavigableSet<TreePath> outermost = new TreeSet<>();
        all.stream().filter(it -> !isIn(it, outermost)).forEach(outermost::add);
        NavigableSet<TreePath> left = new TreeSet<>(doubted);
        settled.stream().filter(it -> isIn(it, outermost)).forEach(left::add);
        NavigableSet<TreePath> beyond = new TreeSet<>(settled);
        beyond.removeAll(left);
        return new MountPoints(outermost, left, beyond);
    }

    /** @param isNear whether something came or went there, too, so that it has not deleted what it has not */
    private record Other(Told told, boolean isNear) {}

    private static Verdict verdict(TreePath path, Held held, Told side, Other other) {
        if (side.isBlind(path)) {
            return Verdict.DOUBTED;
        }
        if (isGone(path, held, side, other.told)) {
            return Verdict.SETTLED;
        }
        boolean here = false;
        boolean hidden = false;
        boolean lost = false;
        for (var entry : below(path, held.agreed).entrySet()) {
            TreePath at = entry.getKey();
            if (!at.isIn(path)) {
                break;
            }
            if (held.isIgnored.test(at)) {
                hidden = true;
            } else if (side.entries.get(at) == entry.getValue() && !side.isOld.test(at)) {
                here = true;
            } else {
                lost |= other.isNear() || other.told.mayHold(at);
            }
        }
        boolean brought =
                !here && !side.now.contains(path) && hasMore(path, side, other.told, it -> it != EntryKind.DIRECTORY);
        if (brought || lost) {
            return Verdict.UNKNOWN;
        }
        if (!hidden) {
            return Verdict.SETTLED;
        }
        if (!held.isNarrowed) {
            return Verdict.SETTLED_IN_PART;
        }
        return hasMore(path, side, other.told, it -> true) ? Verdict.UNKNOWN : Verdict.DOUBTED;
    }

    /**
     * Whether neither side has so much as the directory: there is nothing to bring, and nothing to bring it into. A run of a part
     * passes directories over that are there.
     */
    private static boolean isGone(TreePath path, Held held, Told side, Told other) {
        return !path.isRoot()
                && !held.isNarrowed
                && !held.isIgnored.test(path)
                && !side.entries.containsKey(path)
                && !other.entries.containsKey(path)
                && !other.isBlind(path);
    }

    /** Whether the other side has something there that would be brought into the empty directory, or removed since that lacks it. */
    private static boolean hasMore(TreePath path, Told side, Told other, Predicate<EntryKind> isOne) {
        for (var entry : below(path, other.entries).entrySet()) {
            if (!entry.getKey().isIn(path)) {
                return false;
            }
            if (isOne.test(entry.getValue()) && !side.entries.containsKey(entry.getKey())) {
                return true;
            }
        }
        return false;
    }

    /** A directory comes directly before all that is below it. */
    private static <V> SortedMap<TreePath, V> below(TreePath path, SortedMap<TreePath, V> all) {
        return all.tailMap(path);
    }

    private static boolean isNear(TreePath path, Set<TreePath> others) {
        return others.stream().anyMatch(it -> path.isIn(it) || it.isIn(path));
    }

    private static boolean isIn(TreePath path, Set<TreePath> directories) {
        return directories.stream().anyMatch(path::isIn);
    }
}
