package cc.chitty.sync.gpusync.reconcile;

import cc.chitty.sync.gpusync.manifest.TreePath;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The names of both sides in one form. Paths are compared, planned and recorded in NFC, and used on each side as they are there.
 * Names that would be one name somewhere are refused, one by one: nothing is concluded of them, nor of what is below.
 */
public final class Names {

    private final Map<Side, Set<TreePath>> told;
    private final Map<Side, Map<TreePath, TreePath>> spelled = new EnumMap<>(Side.class);
    private final Set<TreePath> refused = new TreeSet<>();
    private final List<Clash> clashes = new ArrayList<>();

    private Names(Set<TreePath> ours, Set<TreePath> theirs) {
        this.told = new EnumMap<>(Map.of(Side.OURS, ours, Side.THEIRS, theirs));
    }

    /** Paths that cannot all be kept apart; as they are spelled, sorted. */
    public record Clash(List<TreePath> paths) {
        public Clash {
            paths = List.copyOf(paths);
        }

        /** In words; spellings that look the same are told apart by code points. */
        public String words() {
            boolean lookSame = paths.stream().map(TreePath::key).distinct().count() < paths.size();
            return paths.stream()
                            .map(path -> lookSame ? escaped(path.text()) : path.text())
                            .collect(Collectors.joining(" and "))
                    + (lookSame
                            ? " are the same letters in two spellings, which are one name on some disks"
                            : " differ only by case, which one of the sides does not tell")
                    + "; both are left alone until one is renamed";
        }

        private static String escaped(String text) {
            StringBuilder shown = new StringBuilder();
            text.codePoints()
                    .forEach(sign -> shown.append(
                            sign < 0x80 ? Character.toString(sign) : String.format(Locale.ROOT, "<U+%04X>", sign)));
            return shown.toString();
        }
    }

    /**
     * Joins the names of both sides.
     *
     * @param caseMatters whether both sides tell {@code A} from {@code a}
     */
    public static Names of(Set<TreePath> ours, Set<TreePath> theirs, boolean caseMatters) {
        Names names = new Names(ours, theirs);
        names.spell(Side.OURS);
        names.spell(Side.THEIRS);
        if (!caseMatters) {
            names.refuseSameFold();
        }
        return names;
    }

    private void spell(Side side) {
        Map<TreePath, TreePath> others = new TreeMap<>();
        for (TreePath path : paths(side)) {
            String key = path.key();
            if (!key.equals(path.text())) {
                TreePath before = others.put(new TreePath(key), path);
                if (before != null) {
                    refuse(before, path);
                }
            }
        }
        others.forEach((key, path) -> {
            if (paths(side).contains(key)) {
                refuse(key, path);
            }
        });
        spelled.put(side, others);
    }

    private void refuseSameFold() {
        Map<String, TreePath> first = new HashMap<>();
        for (Side side : Side.values()) {
            for (TreePath path : paths(side)) {
                TreePath key = new TreePath(path.key());
                TreePath same = first.putIfAbsent(fold(key.text()), key);
                if (same != null && !same.equals(key) && !(refused.contains(same) && refused.contains(key))) {
                    refuse(same, key);
                }
            }
        }
    }

    private void refuse(TreePath a, TreePath b) {
        refused.add(new TreePath(a.key()));
        refused.add(new TreePath(b.key()));
        boolean known = isBelowRefused(a) && isBelowRefused(b);
        if (!known) {
            clashes.add(new Clash(List.copyOf(new TreeSet<>(List.of(a, b)))));
        }
    }

    private boolean isBelowRefused(TreePath path) {
        for (TreePath up = new TreePath(path.key()).parent(); !up.isRoot(); up = up.parent()) {
            if (refused.contains(up)) {
                return true;
            }
        }
        return false;
    }

    /** As a side folds names that tells no case. It may hold more names for one than that side does, never fewer. */
    private static String fold(String text) {
        String folded = text.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
        return Normalizer.normalize(folded, Normalizer.Form.NFC);
    }

    private Set<TreePath> paths(Side side) {
        return told.getOrDefault(side, Set.of());
    }

    /** Whether nothing is concluded of a path for its name's sake. */
    public boolean isRefused(TreePath planned) {
        return refused.contains(planned);
    }

    /** What is refused, in an order that does not depend on the sides. */
    public List<Clash> clashes() {
        List<Clash> sorted = new ArrayList<>(clashes);
        sorted.sort((a, b) -> a.paths().toString().compareTo(b.paths().toString()));
        return sorted;
    }

    /** What a side has, under the names of the plan; what is refused is unknown. */
    public SortedMap<TreePath, Seen> keyed(Side side, SortedMap<TreePath, Seen> seen) {
        if (refused.isEmpty() && spelled.getOrDefault(side, Map.of()).isEmpty()) {
            return seen;
        }
        SortedMap<TreePath, Seen> keyed = new TreeMap<>();
        seen.forEach((path, what) -> keyed.put(new TreePath(path.key()), what));
        refused.forEach(path -> keyed.put(path, Seen.UNKNOWN));
        return Collections.unmodifiableSortedMap(keyed);
    }

    /**
     * The name of a planned path on one side: its own, where it has it; else its parent's own, and the last name as the other side
     * spells it.
     */
    public TreePath on(Side side, TreePath planned) {
        if (planned.isRoot() || isPlain()) {
            return planned;
        }
        TreePath own = spelled.getOrDefault(side, Map.of()).get(planned);
        if (own != null) {
            return own;
        }
        if (paths(side).contains(planned)) {
            return planned;
        }
        TreePath others = spelled.getOrDefault(side.other(), Map.of()).getOrDefault(planned, planned);
        return on(side, planned.parent()).child(others.name());
    }

    private boolean isPlain() {
        return spelled.values().stream().allMatch(Map::isEmpty);
    }
}
