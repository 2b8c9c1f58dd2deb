package cc.chitty.sync.gpusync.category;

import cc.chitty.sync.gpusync.category.Category.Kind;
import cc.chitty.sync.gpusync.manifest.AbsolutePaths;
import cc.chitty.sync.gpusync.manifest.TreePath;
import cc.chitty.sync.gpusync.peer.EndpointFacts;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Gives each path to one tree of files. What lies in another one's place is left out there: {@code ~/code/notes} of a category of its
 * own is no part of the workspace {@code ~/code}. Of one workspace root a category with patterns has what they match; those of a
 * person's own come first, then the built-in ones in their order, and {@code workspace} has the rest. That does not depend on what a
 * run is about: a run of a part would leave the rest to a tree that has never had it.
 */
final class OwnPlaces {

    private final List<Category> files;
    private final Map<String, Set<TreePath>> left = new HashMap<>();

    /**
     * One directory or file with all below it.
     *
     * @param tree the same for all that are scanned together
     * @param top as of {@link SyncRoot}
     */
    private record Owned(String tree, String words, TreePath top, String ours, String theirs) {}

    private OwnPlaces(List<Category> files) {
        this.files = files;
    }

    /** @throws IllegalArgumentException if two have one place, or one lies in another on one machine and not so on the other */
    static OwnPlaces of(
            Categories categories, List<WorkspaceRoot> workspaces, EndpointFacts ours, EndpointFacts theirs) {
        OwnPlaces places = new OwnPlaces(categories.ordered().stream()
                .filter(category -> category.kind() == Kind.FILES)
                .toList());
        List<Owned> owned = places.owned(workspaces, ours.home(), theirs.home());
        for (Owned outer : owned) {
            for (Owned inner : owned) {
                if (!outer.tree.equals(inner.tree)) {
                    places.compare(outer, inner);
                }
            }
        }
        return places;
    }

    private List<Owned> owned(List<WorkspaceRoot> workspaces, String ourHome, String theirHome) {
        List<Owned> owned = new ArrayList<>();
        for (Category category : files) {
            for (TreePath top : category.home()) {
                String words = words(category);
                owned.add(new Owned(words, words, top, ourHome + "/" + top, theirHome + "/" + top));
            }
        }
        if (files.stream().anyMatch(Category::workspace)) {
            for (WorkspaceRoot root : workspaces) {
                String words = words(root);
                owned.add(new Owned(words, words, TreePath.ROOT, root.ours(ourHome), root.theirs(theirHome)));
            }
        }
        return owned;
    }

    private static String words(Category category) {
        return "the category " + category.name();
    }

    private static String words(WorkspaceRoot root) {
        return "the workspace root " + root.label();
    }

    private void compare(Owned outer, Owned inner) {
        String here = AbsolutePaths.from(outer.ours, inner.ours);
        String there = AbsolutePaths.from(outer.theirs, inner.theirs);
        if (here == null && there == null) {
            return;
        }
        if (here == null || !here.equals(there)) {
            throw new IllegalArgumentException(inner.words + " has " + inner.ours + " (there " + inner.theirs
                    + "), which lies in " + outer.ours + " (there " + outer.theirs + ") of " + outer.words
                    + ", on one machine only or not at the same place: set one of them elsewhere");
        }
        if (here.isEmpty()) {
            throw new IllegalArgumentException(
                    inner.words + " and " + outer.words + " both have " + inner.ours + ": take it out of one of them");
        }
        TreePath path = new TreePath(outer.top.isRoot() ? here : outer.top + "/" + here);
        left.computeIfAbsent(outer.tree, tree -> new TreeSet<>()).add(path);
    }

    /** What a category's part of the home directory is without. */
    Elsewhere ofHome(Category category) {
        return new Elsewhere(left.getOrDefault(words(category), Set.of()), List.of());
    }

    /** What a category's part of a workspace root is without. */
    Elsewhere of(Category category, WorkspaceRoot root) {
        if (category.kind() != Kind.FILES) {
            return Elsewhere.NONE;
        }
        List<Elsewhere.Claim> claims = new ArrayList<>();
        for (Category other : first()) {
            if (other.name().equals(category.name())) {
                break;
            }
            claims.add(new Elsewhere.Claim(other.chosen(), other.excluded()));
        }
        return new Elsewhere(left.getOrDefault(words(root), Set.of()), claims);
    }

    /** Those that look into workspace roots, in the order in which they have what they want. */
    private List<Category> first() {
        return files.stream()
                .filter(Category::workspace)
                .sorted(Comparator.comparing(OwnPlaces::hasTheRest)
                        .thenComparing(category -> DefaultCategories.has(category.name())))
                .toList();
    }

    private static boolean hasTheRest(Category category) {
        return category.chosen().isEmpty() || category.name().equals(DefaultCategories.WORKSPACE);
    }
}
