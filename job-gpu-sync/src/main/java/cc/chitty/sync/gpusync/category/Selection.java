package cc.chitty.sync.gpusync.category;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What of everything one run is about.
 *
 * @param categories the only ones; empty: all that are enabled
 * @param without categories that are left out
 * @param only lists of patterns of what is synced: each must have a path; no list: all are synced. Patterns that begin with
 *     {@code ~/} count from the home directory, the others from each root.
 * @param exclude patterns that are left out besides
 * @param largest a file of more bytes is left out; 0 for no limit
 */
public record Selection(
        Set<String> categories,
        Set<String> without,
        List<List<String>> only,
        List<String> exclude,
        long largest,
        Direction direction) {

    public Selection {
        categories = Set.copyOf(categories);
        without = Set.copyOf(without);
        only = only.stream()
                .filter(patterns -> !patterns.isEmpty())
                .map(List::copyOf)
                .toList();
        exclude = List.copyOf(exclude);
    }

    /** Everything that the filters leave. */
    public static Selection all(FilterSettings filters) {
        return new Selection(
                Set.of(), Set.of(), List.of(), List.of(), filters.largest().toBytes(), Direction.BOTH);
    }

    /**
     * What a profile leaves of it.
     *
     * @throws IllegalArgumentException if the two go opposite ways
     */
    public Selection within(ProfileSettings profile) {
        Set<String> both = categories.isEmpty() ? Set.copyOf(profile.categories()) : categories;
        Direction way = direction.and(profile.direction());
        if (way == null) {
            throw new IllegalArgumentException("the profile goes one way only, and not this one");
        }
        return new Selection(
                both,
                without,
                Stream.concat(only.stream(), Stream.of(profile.only())).toList(),
                Stream.concat(exclude.stream(), profile.exclude().stream()).toList(),
                profile.largest() == null
                        ? largest
                        : smaller(largest, profile.largest().toBytes()),
                way);
    }

    /** The same without large files, as {@code --fast} wants it. */
    public Selection fast(FilterSettings filters) {
        return new Selection(
                categories,
                without,
                only,
                exclude,
                smaller(largest, filters.fast().toBytes()),
                direction);
    }

    private static long smaller(long one, long other) {
        return one == 0 || other == 0 ? Math.max(one, other) : Math.min(one, other);
    }

    boolean has(Category category) {
        return (categories.isEmpty() || categories.contains(category.name())) && !without.contains(category.name());
    }
}
