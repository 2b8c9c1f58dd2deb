package cc.chitty.sync.gpusync.reconcile;

import cc.chitty.sync.gpusync.manifest.EntryKind;
import cc.chitty.sync.gpusync.manifest.TreePath;
import java.util.NavigableSet;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Directories of one side that were another file system than the directory they lie in and are no more, or are one only now. What is
 * missing there has nobody deleted: it is on the file system that is not mounted, or below the one that is.
 *
 * @param unknown of which nothing is concluded; none lies in another
 * @param remembered what is to be remembered as mount points
 */
public record MountPoints(NavigableSet<TreePath> unknown, NavigableSet<TreePath> remembered) {

    /**
     * What a tree has, by planned paths.
     *
     * @param agreed the files and links that both sides had when they last agreed, filters or not
     * @param isIgnored whether a filter leaves a path out of this run
     */
    public record Held(SortedMap<TreePath, EntryKind> agreed, Predicate<TreePath> isIgnored) {}

    /**
     * What is told of one side, by planned paths.
     *
     * @param before its mount points when it was last looked at
     * @param now its mount points
     * @param entries what it has of what is synced
     * @param isOld whether it has an earlier state of what was agreed on at a path, as a copy from which a disk was filled, which is
     *     seen again once that is not mounted
     */
    public record Told(
            Set<TreePath> before,
            Set<TreePath> now,
            SortedMap<TreePath, EntryKind> entries,
            Predicate<TreePath> isOld) {

        /** Those that came or went, each before those in it. */
        NavigableSet<TreePath> changed() {
            NavigableSet<TreePath> changed = new TreeSet<>();
            before.stream().filter(it -> !now.contains(it)).forEach(changed::add);
            now.stream().filter(it -> !before.contains(it)).forEach(changed::add);
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

    /** What is concluded of one that came or went. */
    private enum Verdict {
        /** All that was agreed on is there, or nobody has it: it is remembered as it is now. */
        FOLLOWED,
        /** It is not known in this run; it is remembered as it was. */
        KEPT,
        UNKNOWN
    }

    /** Judges one side. */
    public static MountPoints of(Held held, Told side, Told other) {
        NavigableSet<TreePath> unknown = new TreeSet<>();
        NavigableSet<TreePath> kept = new TreeSet<>();
        NavigableSet<TreePath> others = other.changed();
        for (TreePath path : side.changed()) {
            Verdict verdict = isIn(path, unknown) || side.isBlind(path)
                    ? Verdict.KEPT
                    : verdict(path, held, side, new Other(other, isNear(path, others)));
            if (verdict == Verdict.UNKNOWN) {
                unknown.add(path);
            }
            if (verdict != Verdict.FOLLOWED) {
                kept.add(path);
            }
        }
        return new MountPoints(unknown, remembered(side, kept::contains));
    }

    /**
     * The same with directories of which another tree has found that they are unknown.
     *
     * @param more in this tree
     */
    public MountPoints and(Set<TreePath> more, Told side) {
        NavigableSet<TreePath> all = new TreeSet<>(unknown);
        all.addAll(more);
        NavigableSet<TreePath> outermost = new TreeSet<>();
        all.stream().filter(it -> !isIn(it, outermost)).forEach(outermost::add);
        return new MountPoints(
                outermost,
                remembered(side, it -> isIn(it, outermost) || remembered.contains(it) == side.before.contains(it)));
    }

    /** @param isNear whether something came or went there, too, so that it has not deleted what it has not */
    private record Other(Told told, boolean isNear) {}

    private static Verdict verdict(TreePath path, Held held, Told side, Other other) {
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
        boolean brought = !here && side.before.contains(path) && hasMore(path, side, other.told);
        if (brought || lost) {
            return Verdict.UNKNOWN;
        }
        return hidden ? Verdict.KEPT : Verdict.FOLLOWED;
    }

    /** Whether the other side has a file there that would be brought into the empty directory. */
    private static boolean hasMore(TreePath path, Told side, Told other) {
        for (var entry : below(path, other.entries).entrySet()) {
            if (!entry.getKey().isIn(path)) {
                return false;
            }
            if (entry.getValue() != EntryKind.DIRECTORY && !side.entries.containsKey(entry.getKey())) {
                return true;
            }
        }
        return false;
    }

    /** A directory comes directly before all that is below it. */
    private static <V> SortedMap<TreePath, V> below(TreePath path, SortedMap<TreePath, V> all) {
        return all.tailMap(path);
    }

    private static NavigableSet<TreePath> remembered(Told side, Predicate<TreePath> asBefore) {
        NavigableSet<TreePath> remembered = new TreeSet<>(side.now);
        remembered.removeIf(it -> asBefore.test(it) && !side.before.contains(it));
        side.before.stream().filter(asBefore).forEach(remembered::add);
        return remembered;
    }

    private static boolean isNear(TreePath path, Set<TreePath> others) {
        return others.stream().anyMatch(it -> path.isIn(it) || it.isIn(path));
    }

    private static boolean isIn(TreePath path, Set<TreePath> directories) {
        return directories.stream().anyMatch(path::isIn);
    }
}
