package cc.chitty.sync.gpusync.category;

import cc.chitty.sync.gpusync.manifest.AbsolutePaths;
import cc.chitty.sync.gpusync.manifest.TreePath;
import cc.chitty.sync.gpusync.peer.EndpointFacts;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** From settings, the run's selection and both homes to the roots that are synced, in the order of their transfer. */
public final class SyncRoots {

    private final Selection selection;
    private final Patterns excluded;
    private final OwnPlaces own;
    private final EndpointFacts ours;
    private final EndpointFacts theirs;

    private SyncRoots(Selection selection, Patterns excluded, OwnPlaces own, EndpointFacts ours, EndpointFacts theirs) {
        this.selection = selection;
        this.excluded = excluded;
        this.own = own;
        this.ours = ours;
        this.theirs = theirs;
    }

    /**
     * All of them; those of the category {@code git} too, whose files are not to be scanned.
     *
     * @throws IllegalArgumentException if two workspace roots have one name or lie in each other, or two trees of files have one place
     */
    public static List<SyncRoot> of(
            Categories categories,
            List<WorkspaceRoot> workspaces,
            FilterSettings filters,
            Selection selection,
            EndpointFacts ours,
            EndpointFacts theirs) {
        requireApart(workspaces, ours, theirs);
        Patterns excluded = Patterns.of(filters.exclude()).and(Patterns.of(selection.exclude()));
        OwnPlaces own = OwnPlaces.of(categories, workspaces, ours, theirs);
        SyncRoots roots = new SyncRoots(selection, excluded, own, ours, theirs);
        List<SyncRoot> all = new ArrayList<>();
        for (Category category : categories.ordered()) {
            if (selection.has(category) && category.direction().and(selection.direction()) != null) {
                roots.add(category, workspaces, all);
            }
        }
        return outermostFirst(all);
    }

    private static void requireApart(List<WorkspaceRoot> roots, EndpointFacts ours, EndpointFacts theirs) {
        Set<String> labels = new HashSet<>();
        for (WorkspaceRoot root : roots) {
            if (!labels.add(root.label())) {
                throw new IllegalArgumentException(
                        "two workspace roots are called " + root.label() + "; give one of them a name of its own");
            }
            for (WorkspaceRoot other : roots) {
                if (!other.equals(root)
                        && (AbsolutePaths.isIn(other.ours(ours.home()), root.ours(ours.home()))
                                || AbsolutePaths.isIn(other.theirs(theirs.home()), root.theirs(theirs.home())))) {
                    throw new IllegalArgumentException(
                            "the workspace root " + root.label() + " lies in " + other.label());
                }
            }
        }
    }

    private void add(Category category, List<WorkspaceRoot> workspaces, List<SyncRoot> all) {
        if (!category.home().isEmpty()) {
            Place place = new Place(category.name(), ours.home(), theirs.home(), own.ofHome(category));
            addIfChosen(root(category, place, category.home(), false), all);
        }
        if (category.workspace()) {
            for (WorkspaceRoot root : workspaces) {
                String key = category.name() + "_" + root.label();
                Place place =
                        new Place(key, root.ours(ours.home()), root.theirs(theirs.home()), own.of(category, root));
                addIfChosen(root(category, place, List.of(), true), all);
            }
        }
    }

    private record Place(String key, String ours, String theirs, Elsewhere elsewhere) {}

    private static void addIfChosen(@Nullable SyncRoot root, List<SyncRoot> all) {
        if (root != null) {
            all.add(root);
        }
    }

    /** What lies in another one's place comes after it, which makes the directories on the way there as they shall be. */
    private static List<SyncRoot> outermostFirst(List<SyncRoot> all) {
        List<SyncRoot> left = new ArrayList<>(all);
        List<SyncRoot> ordered = new ArrayList<>();
        while (!left.isEmpty()) {
            SyncRoot next = left.stream()
                    .filter(root -> left.stream().noneMatch(other -> other.holds(root)))
                    .findFirst()
                    .orElse(left.get(0)); // each has a part of the other
            left.remove(next);
            ordered.add(next);
        }
        return List.copyOf(ordered);
    }

    /** Null if the run's patterns have nothing in it. */
    private @Nullable SyncRoot root(Category category, Place place, List<TreePath> tops, boolean workspace) {
        List<Patterns> chosen = new ArrayList<>();
        if (workspace && !category.chosen().isEmpty()) {
            chosen.add(category.chosen());
        }
        for (List<String> patterns : selection.only()) {
            OnlyPatterns only = OnlyPatterns.of(patterns, new OnlyPatterns.Place(ours.home(), place.ours(), tops));
            if (only.nothing()) {
                return null;
            }
            if (!only.everything()) {
                chosen.add(only.patterns());
            }
        }
        Direction direction = category.direction().and(selection.direction());
        return new SyncRoot(
                place.key(),
                category,
                place.ours(),
                place.theirs(),
                tops,
                workspace ? Set.copyOf(category.pruned()) : Set.of(),
                direction == null ? category.direction() : direction,
                new RootFilter(category, excluded, chosen, selection.largest(), IgnoreFiles.NONE, place.elsewhere()));
    }
}
