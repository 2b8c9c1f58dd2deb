package cc.chitty.sync.gpusync.run;

import cc.chitty.sync.gpusync.category.Direction;
import cc.chitty.sync.gpusync.manifest.TreePath;
import cc.chitty.sync.gpusync.memory.Escaped;
import cc.chitty.sync.gpusync.reconcile.Rules.Force;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How one run was asked for.
 *
 * @param peer its name
 * @param what which of everything
 * @param how which way and how boldly
 * @param dryRun only plan
 * @param apply the beginning of the fingerprint that the plan must have; empty: any
 * @param yes agree to what the deletion guard would refuse
 */
public record SyncOptions(String peer, What what, How how, boolean dryRun, String apply, boolean yes) {

    /**
     * Which of everything.
     *
     * @param categories empty: all that are enabled
     * @param only patterns; empty: everything
     * @param profile empty: none
     */
    public record What(List<String> categories, boolean withoutCache, boolean fast, List<String> only, String profile) {

        public static final What ALL = new What(List.of(), false, false, List.of(), "");

        public What {
            categories = List.copyOf(categories);
            only = List.copyOf(only);
        }

        /** Whether settings alone say which files of a category are synced. */
        boolean isNarrowed() {
            return fast || !only.isEmpty() || !profile.isEmpty();
        }

        public What of(String... names) {
            return new What(List.of(names), withoutCache, fast, only, profile);
        }
    }

    /**
     * Which way and how boldly.
     *
     * @param deletes whether deletions go the one way, too; both ways they always do
     * @param bandwidth bytes a second; 0: as the settings say
     * @param choices decisions of a person on paths in conflict, by root key and path parted by a tab
     */
    public record How(Direction direction, Force force, boolean deletes, long bandwidth, Map<String, Choice> choices) {

        public static final How USUAL = new How(Direction.BOTH, Force.NONE, false, 0, Map.of());

        public How {
            choices = Map.copyOf(choices);
        }

        /** The choices on paths of one root. */
        Map<TreePath, Choice> choices(String root) {
            Map<TreePath, Choice> own = new TreeMap<>();
            choices.forEach((place, choice) -> {
                if (place.startsWith(root + "\t")) {
                    own.put(new TreePath(place.substring(root.length() + 1)), choice);
                }
            });
            return own;
        }

        /** A person's choice on a path, or on one above it; null: there is none. */
        @Nullable Choice choice(String root, TreePath path) {
            return Choosing.choice(path, choices(root));
        }

        /** Whether it is only about what a person has chosen: nothing else is followed, or told. */
        boolean isPartial() {
            return !choices.isEmpty();
        }

        /** The same with a choice on one path, and nothing else. */
        public How choosing(String root, TreePath path, Choice choice) {
            return new How(direction, force, deletes, bandwidth, Map.of(root + "\t" + path, choice));
        }
    }

    /** What a person takes of a conflict. */
    public enum Choice {
        OURS,
        THEIRS,
        /** Ours under the name, theirs beside it under a name of its own. */
        BOTH
    }

    public static SyncOptions all(String peer) {
        return new SyncOptions(peer, What.ALL, How.USUAL, false, "", false);
    }

    public SyncOptions dry() {
        return new SyncOptions(peer, what, how, true, apply, yes);
    }

    /** As one line, from which {@link #parse} makes it again. */
    public String text() {
        Map<String, String> fields = new TreeMap<>();
        fields.put("peer", peer);
        fields.put("categories", list(what.categories()));
        fields.put("cache", Boolean.toString(!what.withoutCache()));
        fields.put("fast", Boolean.toString(what.fast()));
        fields.put("only", list(what.only()));
        fields.put("profile", what.profile());
        fields.put("direction", how.direction().name());
        fields.put("force", how.force().name());
        fields.put("deletes", Boolean.toString(how.deletes()));
        fields.put("bandwidth", Long.toString(how.bandwidth()));
        fields.put(
                "choices",
                list(new TreeMap<>(how.choices())
                        .entrySet().stream()
                                .map(it -> it.getValue() + "\t" + it.getKey())
                                .toList()));
        fields.put("dry", Boolean.toString(dryRun));
        fields.put("apply", apply);
        fields.put("yes", Boolean.toString(yes));
        return fields.entrySet().stream()
                .map(it -> it.getKey() + "=" + Escaped.of(it.getValue()))
                .collect(Collectors.joining(" "));
    }

    /**
     * Makes it of its text.
     *
     * @throws IllegalArgumentException for what {@link #text} does not make
     */
    public static SyncOptions parse(String text) {
        Map<String, String> fields = new TreeMap<>();
        for (String field : text.split(" ", -1)) {
            int equal = field.indexOf('=');
            fields.put(field.substring(0, equal), Escaped.back(field.substring(equal + 1)));
        }
        What what = new What(
                list(fields, "categories"),
                !flag(fields, "cache"),
                flag(fields, "fast"),
                list(fields, "only"),
                field(fields, "profile"));
        Map<String, Choice> choices = new TreeMap<>();
        list(fields, "choices").forEach(it -> {
            int tab = it.indexOf('\t');
            choices.put(it.substring(tab + 1), Choice.valueOf(it.substring(0, tab)));
        });
        How how = new How(
                Direction.valueOf(field(fields, "direction").toUpperCase(Locale.ROOT)),
                Force.valueOf(field(fields, "force")),
                flag(fields, "deletes"),
                Long.parseLong(field(fields, "bandwidth")),
                choices);
        return new SyncOptions(
                field(fields, "peer"), what, how, flag(fields, "dry"), field(fields, "apply"), flag(fields, "yes"));
    }

    private static String list(List<String> values) {
        return values.stream().map(Escaped::of).collect(Collectors.joining(" "));
    }

    private static List<String> list(Map<String, String> fields, String name) {
        String joined = field(fields, name);
        return joined.isEmpty()
                ? List.of()
                : Arrays.stream(joined.split(" ", -1)).map(Escaped::back).toList();
    }

    private static boolean flag(Map<String, String> fields, String name) {
        return Boolean.parseBoolean(field(fields, name));
    }

    private static String field(Map<String, String> fields, String name) {
        String value = fields.get(name);
        if (value == null) {
            throw new IllegalArgumentException("no " + name + " in how a run was asked for");
        }
        return value;
    }
}
