package cc.chitty.sync.gpusync.category.git;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableSet;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Names of refs that differ only by case, which are one file where case is ignored: one would take the other's place, or be read
 * under the other's name. Directories count, too: {@code Fix/a} and {@code fix/b} lie in one there. Pure.
 *
 * @param clashing the refs of which nothing may be concluded
 * @param words one sentence for each group of names
 */
record RefNames(NavigableSet<String> clashing, List<String> words) {

    static final RefNames DISTINCT = new RefNames(new TreeSet<>(), List.of());

    /** Of the refs of both sides, where at least one of them ignores case. */
    static RefNames of(Collection<String> refs) {
        Map<String, SortedSet<String>> spelled = new HashMap<>();
        refs.forEach(ref -> prefixes(ref)
                .forEach(prefix -> spelled.computeIfAbsent(fold(prefix), folded -> new TreeSet<>())
                        .add(prefix)));
        NavigableSet<String> clashing = new TreeSet<>();
        Map<String, List<String>> groups = new TreeMap<>();
        for (String ref : refs) {
            prefixes(ref).stream()
                    .map(RefNames::fold)
                    .filter(folded ->
                            spelled.getOrDefault(folded, new TreeSet<>()).size() > 1)
                    .findFirst()
                    .ifPresent(folded -> {
                        clashing.add(ref);
                        groups.computeIfAbsent(folded, all -> new ArrayList<>()).add(ref);
                    });
        }
        return new RefNames(
                clashing, groups.values().stream().map(RefNames::sentence).toList());
    }

    private static String sentence(List<String> group) {
        return String.join(", ", new TreeSet<>(group))
                + ": their names differ only by case, which a side ignores; left as they are on both, rename one";
    }

    private static List<String> prefixes(String ref) {
        List<String> prefixes = new ArrayList<>();
        for (int slash = ref.indexOf('/'); slash >= 0; slash = ref.indexOf('/', slash + 1)) {
            prefixes.add(ref.substring(0, slash));
        }
        prefixes.add(ref);
        return prefixes;
    }

    /** May hold more names for one than a file system does, never fewer. */
    private static String fold(String name) {
        return name.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
    }
}
