package cc.chitty.sync.gpusync.category;

import cc.chitty.sync.gpusync.manifest.Entry;
import cc.chitty.sync.gpusync.manifest.EntryKind;
import cc.chitty.sync.gpusync.manifest.TreePath;
import java.util.List;
import java.util.Optional;

/**
 * What of a scanned root is synced. Pure. In this order: what belongs to another tree; what is never synced, unless named; what the
 * category, the filters and the run leave out; what the ignore files of either side leave out; what is not among the chosen; what is too large.
 *
 * @param category gives its exclusions and what it names
 * @param excluded patterns of filters, profile and run
 * @param chosen each of these sets of patterns must have a path, or a directory it is in; none: all
 * @param largest a file of more bytes is left out; 0: no limit
 * @param ignores the ignore files of both sides
 * @param elsewhere what belongs to other trees
 */
public record RootFilter(
        Category category,
        Patterns excluded,
        List<Patterns> chosen,
        long largest,
        IgnoreFiles ignores,
        Elsewhere elsewhere) {

    public RootFilter {
        chosen = List.copyOf(chosen);
    }

    /** One of a root that no other tree has a part of. */
    public RootFilter(Category category, Patterns excluded, List<Patterns> chosen, long largest, IgnoreFiles ignores) {
        this(category, excluded, chosen, largest, ignores, Elsewhere.NONE);
    }

    /** What becomes of a path whose parents were not left out. */
    public enum Verdict {
        /** It is synced. */
        WANTED,
        /** A directory that is there only for what is below it. */
        PASSED,
        /** It is left out with everything below. */
        IGNORED,
        /** A file that would be synced if it were smaller. */
        TOO_LARGE
    }

    /** The same with the ignore files that a scan has found. */
    public RootFilter with(IgnoreFiles found) {
        return category.ignoreFiles() ? new RootFilter(category, excluded, chosen, largest, found, elsewhere) : this;
    }

    /** The same that leaves out what these patterns match besides. */
    RootFilter without(Patterns patterns) {
        return new RootFilter(category, excluded.and(patterns), chosen, largest, ignores, elsewhere);
    }

    /** Sorts out what both sides have. */
    public Filtered apply(java.util.SortedMap<TreePath, Entry> ours, java.util.SortedMap<TreePath, Entry> theirs) {
        return Filtered.by(this, ours, theirs);
    }

    /** Whether a directory is wanted as a whole, as a repository is: not left out, nor is one it is in, and chosen. */
    public boolean wantsDirectory(TreePath path) {
        for (TreePath up = path; !up.isRoot(); up = up.parent()) {
            if (isLeftOut(up, true)) {
                return false;
            }
        }
        return isChosen(path, true);
    }

    /** Whether a file is wanted, whatever its size and content: neither it nor a directory it is in is left out, and it is chosen. */
    public boolean wantsFile(TreePath path) {
        for (TreePath up = path.parent(); !up.isRoot(); up = up.parent()) {
            if (isLeftOut(up, true)) {
                return false;
            }
        }
        return !isLeftOut(path, false) && isChosen(path, false);
    }

    /** Whether a setting leaves it out, or it belongs to another category or to none; whatever ignore files or its size say. */
    public boolean isSetAside(TreePath path, boolean directory) {
        for (TreePath up = path.parent(); !up.isRoot(); up = up.parent()) {
            if (setAside(up, true).orElse(false)) {
                return true;
            }
        }
        return setAside(path, directory).orElse(false);
    }

    /** What is said of one path by itself, before ignore files are asked. */
    private Optional<Boolean> setAside(TreePath path, boolean directory) {
        return elsewhere.holds(path, directory) || isNever(path, directory)
                ? Optional.of(true)
                : set(path, directory).or(() -> category.others().verdict(path, directory));
    }

    /** Of one path by itself. */
    Verdict verdict(TreePath path, Entry entry) {
        boolean directory = entry.kind() == EntryKind.DIRECTORY;
        if (isLeftOut(path, directory)) {
            return Verdict.IGNORED;
        }
        if (isChosen(path, directory)) {
            return isTooLarge(entry) ? Verdict.TOO_LARGE : Verdict.WANTED;
        }
        return directory ? Verdict.PASSED : Verdict.IGNORED;
    }

    private boolean isLeftOut(TreePath path, boolean directory) {
        return setAside(path, directory).orElseGet(() -> ignores.leaveOut(path, directory));
    }

    /** What settings and the run say of it; each weighs more than what was set before. */
    private Optional<Boolean> set(TreePath path, boolean directory) {
        return excluded.verdict(path, directory).or(() -> category.excluded().verdict(path, directory));
    }

    /**
     * Whether a path is synced for what it is on one side and left out for what it is on the other, a directory or none, though
     * no person has left it out: what is left out on one side is on both, and nobody would know.
     */
    boolean isTorn(TreePath path, Entry one, Entry other) {
        return isTornFrom(path, one, other) || isTornFrom(path, other, one);
    }

    private boolean isTornFrom(TreePath path, Entry wanted, Entry left) {
        boolean directory = left.kind() == EntryKind.DIRECTORY;
        return verdict(path, wanted) == Verdict.WANTED
                && verdict(path, left) == Verdict.IGNORED
                && !set(path, directory).orElseGet(() -> ignores.leaveOut(path, directory));
    }

    private boolean isNever(TreePath path, boolean directory) {
        return NeverSynced.isNamed(path, directory, category.rules())
                && !category.named().contain(path, directory);
    }

    private boolean isTooLarge(Entry entry) {
        return largest > 0 && entry.kind() == EntryKind.FILE && entry.stamp().size() > largest;
    }

    private boolean isChosen(TreePath path, boolean directory) {
        return chosen.stream().allMatch(patterns -> patterns.contain(path, directory));
    }
}
