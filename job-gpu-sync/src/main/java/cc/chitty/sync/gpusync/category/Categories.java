package cc.chitty.sync.gpusync.category;

import cc.chitty.sync.gpusync.category.Category.Kind;
import cc.chitty.sync.gpusync.manifest.TreePath;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** All categories that are enabled, in the order in which they are transferred. */
public record Categories(List<Category> ordered) {

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,30}");
    private static final Comparator<Category> BY_ORDER =
            Comparator.comparingInt(Category::order).thenComparing(Category::name);

    public Categories {
        ordered = List.copyOf(ordered);
    }

    /**
     * The defaults with the settings applied; a name that is no default's makes a category of its own.
     *
     * @throws IllegalArgumentException if a setting makes no sense; says which
     */
    public static Categories of(Map<String, CategorySettings> settings) {
        Map<String, Category> defaults = new LinkedHashMap<>();
        DefaultCategories.all().forEach(category -> defaults.put(category.name(), category));
        Map<String, Category> all = new TreeMap<>(defaults);
        settings.forEach((name, set) -> {
            if (Boolean.FALSE.equals(set.enabled())) {
                all.remove(name);
            } else {
                all.put(name, applied(defaults.getOrDefault(name, empty(name)), set));
            }
        });
        Categories categories =
                new Categories(all.values().stream().sorted(BY_ORDER).toList());
        categories.requireOneRest();
        return categories;
    }

    /** Two that have everything below the workspace roots would have each path twice. */
    private void requireOneRest() {
        List<String> names = ordered.stream()
                .filter(it ->
                        it.kind() == Kind.FILES && it.workspace() && it.chosen().isEmpty())
                .map(Category::name)
                .toList();
        if (names.size() > 1) {
            throw new IllegalArgumentException("chittysync.gpu-sync.categories: " + String.join(" and ", names)
                    + " have everything below the workspace roots; set 'only' of all but one, or drop one");
        }
    }

    /** Whether there is one of that name. */
    public boolean has(String name) {
        return ordered.stream().anyMatch(category -> category.name().equals(name));
    }

    private static Category empty(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "the name of a category has lower-case letters, digits and hyphens, not '" + name + "'");
        }
        return new Category(
                name,
                DefaultCategories.ORDER_OF_OTHERS,
                Kind.FILES,
                List.of(),
                false,
                Patterns.NONE,
                Patterns.NONE,
                Patterns.NONE,
                Patterns.NONE,
                List.of(),
                false,
                Direction.BOTH,
                FileRules.NONE);
    }

    private static Category applied(Category before, CategorySettings set) {
        try {
            Category after = merged(before, set);
            if (after.home().isEmpty() && !after.workspace()) {
                throw new IllegalArgumentException("it has no paths and does not look into the workspace roots");
            }
            return after;
        } catch (IllegalArgumentException e) {
            IllegalArgumentException told = new IllegalArgumentException(
                    "chittysync.gpu-sync.categories." + before.name() + ": " + e.getMessage());
            told.addSuppressed(e); // no cause: a person is told the innermost one
            throw told;
        }
    }

    private static Category merged(Category before, CategorySettings set) {
        return new Category(
                before.name(),
                or(set.order(), before.order()),
                before.kind(),
                set.paths() == null ? before.home() : paths(set.paths()),
                or(set.workspace(), before.workspace()),
                set.only() == null ? before.chosen() : Patterns.of(set.only()),
                before.others(),
                before.excluded().and(patterns(set.exclude())),
                before.named().and(patterns(set.named())),
                before.pruned(),
                or(set.ignoreFiles(), before.ignoreFiles()),
                or(set.direction(), before.direction()),
                set.rules() == null ? before.rules() : rules(before.rules(), set.rules()));
    }

    private static FileRules rules(FileRules before, CategorySettings.Rules set) {
        return new FileRules(
                set.corrected() == null ? before.corrected() : Patterns.of(set.corrected()),
                set.appended() == null ? before.appended() : Patterns.of(set.appended()),
                set.joined() == null ? before.joined() : Patterns.of(set.joined()),
                set.secret() == null ? before.secret() : Patterns.of(set.secret()),
                set.sanitised() == null ? before.sanitised() : Patterns.of(set.sanitised()));
    }

    private static Patterns patterns(@Nullable List<String> lines) {
        return lines == null ? Patterns.NONE : Patterns.of(lines);
    }

    private static <T> T or(@Nullable T set, T otherwise) {
        return set == null ? otherwise : set;
    }

    private static List<TreePath> paths(List<String> texts) {
        List<TreePath> paths = texts.stream().map(Categories::path).distinct().toList();
        return paths.stream()
                .filter(path -> paths.stream().noneMatch(path::isBelow))
                .toList();
    }

    private static TreePath path(String text) {
        String plain = text.startsWith("~/") ? text.substring(2) : text;
        String path = plain.endsWith("/") ? plain.substring(0, plain.length() - 1) : plain;
        if (path.isEmpty() || !TreePath.isPath(path) || path.contains("*")) {
            throw new IllegalArgumentException(
                    "a path is one below the home directory and no pattern, not '" + text + "'");
        }
        return new TreePath(path);
    }
}
