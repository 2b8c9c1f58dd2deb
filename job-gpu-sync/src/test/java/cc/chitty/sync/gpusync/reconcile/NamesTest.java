package cc.chitty.sync.gpusync.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import cc.chitty.sync.gpusync.manifest.ReservedNames;
import cc.chitty.sync.gpusync.manifest.TreePath;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamesTest {

    private static final String NFC = "caf\u00e9";
    private static final String NFD = "cafe\u0301";

    @Test
    void names_of_two_forms_on_two_sides_are_one() {
        Names names = names(List.of(NFC), List.of(NFD), true);
        assertThat(names.clashes()).isEmpty();
        assertThat(names.keyed(Side.OURS, seen(NFC))).containsOnlyKeys(new TreePath(NFC));
        assertThat(names.keyed(Side.THEIRS, seen(NFD))).containsOnlyKeys(new TreePath(NFC));
        assertThat(names.on(Side.OURS, new TreePath(NFC))).hasToString(NFC);
        assertThat(names.on(Side.THEIRS, new TreePath(NFC))).hasToString(NFD);
    }

    @Test
    void what_is_new_is_named_below_its_parent_as_that_side_spells_it() {
        Names names = names(List.of(NFC, NFC + "/new"), List.of(NFD, NFD + "/" + NFD), true);
        assertThat(names.on(Side.THEIRS, new TreePath(NFC + "/new"))).hasToString(NFD + "/new");
        assertThat(names.on(Side.OURS, new TreePath(NFC + "/" + NFC)))
                .as("its own name as the other side has it")
                .hasToString(NFC + "/" + NFD);
    }

    @Test
    void two_forms_of_a_name_on_one_side_are_refused_with_what_is_below() {
        List<String> both = List.of(NFC, NFC + "/x", NFD, NFD + "/x", "other");
        Names names = names(both, List.of(), true);
        assertThat(names.clashes()).hasSize(1);
        SortedMap<TreePath, Seen> keyed = names.keyed(Side.OURS, seen(both.toArray(String[]::new)));
        assertThat(keyed.get(new TreePath(NFC))).isEqualTo(Seen.UNKNOWN);
        assertThat(keyed.get(new TreePath("other"))).isEqualTo(Cast.seen("f1"));
        assertThat(names.keyed(Side.THEIRS, new TreeMap<>()).get(new TreePath(NFC)))
                .isEqualTo(Seen.UNKNOWN);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        a A       | ''    | [[A, a]]
        a         | A     | [[A, a]]
        a         | a     | []
        d d/a     | D D/b | [[D, d]]
        d/x d/X e | d/x   | [[d/X, d/x]]
        stra\u00dfe | STRASSE | [[STRASSE, stra\u00dfe]]
        """)
    void names_that_differ_by_case_are_refused_where_a_side_does_not_tell_it(
            String ours, String theirs, String clashes) {
        Names names = names(split(ours), split(theirs), false);
        assertThat(names.clashes().stream().map(Names.Clash::paths).toList()).hasToString(clashes);
        Names mirrored = names(split(theirs), split(ours), false);
        assertThat(mirrored.clashes()).isEqualTo(names.clashes());
        assertThat(names(split(ours), split(theirs), true).clashes()).isEmpty();
    }

    @Test
    void spellings_that_look_the_same_are_told_by_code_points() {
        Names names = names(List.of(NFC, NFD), List.of(), true);
        String words = names.clashes().get(0).words();
        assertThat(words).contains("<U+0301>", "one name on some disks").isASCII();
        assertThat(names.isRefused(new TreePath(NFC))).isTrue();
        assertThat(names(List.of("a"), List.of("A"), false).clashes().get(0).words())
                .startsWith("A and a differ only by case");
    }

    @Test
    void what_is_refused_is_unknown_on_both_sides() {
        Names names = names(List.of("a", "b"), List.of("A", "b"), false);
        Reconciled reconciled = Reconciliation.of(
                Trees.of(
                        Cast.base("a=f1"),
                        names.keyed(Side.OURS, seen("a", "b")),
                        names.keyed(Side.THEIRS, seen("A", "b"))),
                Rules.both());
        assertThat(Cast.text(reconciled)).isEqualTo("A leave unknown there; a leave unknown there; b agree f1");
    }

    @Test
    void plain_names_cost_nothing() {
        SortedMap<TreePath, Seen> ours = seen("a", "b");
        assertThat(names(List.of("a", "b"), List.of("c"), true).keyed(Side.OURS, ours))
                .isSameAs(ours);
    }

    @ParameterizedTest
    @CsvSource({
        ".chittysync-staging, true",
        ".chittysync-x, true",
        ".todos.json.0123456789abcdef.tmp, true",
        ".x.0123456789abcde.tmp, false",
        "x.tmp, false",
        "chittysync-x, false",
        "a.chittysync-x, false"
    })
    void own_names_are_known(String name, boolean own) {
        assertThat(ReservedNames.isReserved(name)).isEqualTo(own);
    }

    private static List<String> split(String text) {
        return text.isEmpty() ? List.of() : List.of(text.split(" ", -1));
    }

    private static Names names(List<String> ours, List<String> theirs, boolean caseMatters) {
        return Names.of(paths(ours), paths(theirs), caseMatters);
    }

    private static java.util.Set<TreePath> paths(List<String> texts) {
        return texts.stream().map(TreePath::new).collect(Collectors.toCollection(TreeSet::new));
    }

    private static SortedMap<TreePath, Seen> seen(String... paths) {
        SortedMap<TreePath, Seen> seen = new TreeMap<>();
        Arrays.stream(paths).forEach(path -> seen.put(new TreePath(path), Cast.seen("f1")));
        return seen;
    }
}
