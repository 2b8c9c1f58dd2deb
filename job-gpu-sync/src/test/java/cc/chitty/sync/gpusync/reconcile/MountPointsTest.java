package cc.chitty.sync.gpusync.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import cc.chitty.sync.gpusync.manifest.EntryKind;
import cc.chitty.sync.gpusync.manifest.TreePath;
import cc.chitty.sync.gpusync.reconcile.MountPoints.Held;
import cc.chitty.sync.gpusync.reconcile.MountPoints.Told;
import java.util.List;
import java.util.NavigableSet;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is concluded of a side's mount points that came or went. */
class MountPointsTest {

    /**
     * Paths are parted by blanks: {@code /} is the root, a directory ends in a slash, a link in an at sign, what cannot be read in a
     * question mark, a file of an earlier state in an exclamation mark; all else is a file.
     */
    @ParameterizedTest(name = "{0}")
    @CsvSource(
            nullValues = "none",
            value = {
                // what, before, doubted before, now, agreed, ours, theirs, unknown, doubted
                "nothing changed, m, none, m, m/f, m/, m/ m/f, none, none",
                "it went and is empty, m, none, none, m/f, m/, m/ m/f, m, m",
                "it went with its directory, m, none, none, m/f, none, m/ m/f, m, m",
                "it went and lacks one, m, none, none, m/f m/g, m/ m/f, m/ m/f m/g, m, m",
                "its files are in the directory now, m, none, none, m/f m/d/l@, m/ m/f m/d/ m/d/l@, m/ m/f, none, none",
                "a link is a file now, m, none, none, m/l@, m/ m/l, m/ m/l@, m, m",
                "a neighbour's files are not its own, m, none, none, m/f, m-/f m/, m/ m/f, m, m",
                "the other side has nothing of it any more, m, none, none, m/f m/g, m/ m/f, m/ m/d/, none, none",
                "the other side cannot tell, m, none, none, m/f, m/, m/f?, m, m",
                "the other side cannot tell of the directory, m, none, none, m/f, m/, m?, m, m",
                "nothing was agreed on and nothing is there, m, none, none, f, f m/, f m/, none, none",
                "nothing was agreed on and the other side has one, m, none, none, f, f m/, f m/ m/new, m, m",
                "nothing was agreed on and both have it, m, none, none, f, f m/ m/new, f m/ m/new, none, none",
                "it came and hides what was there, none, none, m, m/f, m/, m/ m/f, m, m",
                "it came with all that was there, none, none, m, m/f, m/ m/f m/more, m/ m/f, none, none",
                "it came without one that the other side has not either, none, none, m, m/f m/g, m/ m/f, m/ m/f, none, none",
                "it went and all that is there is new, m, none, none, m/f, m/, m/ m/new, m, m",
                "it came where nothing was agreed on, none, none, m, f, f m/, f m/ m/new, none, none",
                "the root went, /, none, none, f d/g, none, f d/ d/g, /, /",
                "the root went and one of one is missing, /, none, none, f, none, f, /, /",
                "the root is complete, /, none, none, f, f, f, none, none",
                "what is in an unknown one is not judged, m m/n, none, none, m/n/f, m/, m/n/f, m, m",
                "one in another went alone, m m/n, none, m, m/f m/n/f, m/ m/f m/n/, m/ m/f m/n/ m/n/f, m/n, m/n",
                "one came in an unknown one, m, none, m/n, m/f, m/ m/n/, m/f, m, m",
                "another one is not judged by it, m x, none, m, m/f x/f, m/ m/f x/, m/ m/f x/f, x, x",
                "it cannot be read, m, none, none, m/f, m?, m/ m/f, none, m",
                "it went and an earlier state is there, m, none, none, m/f m/g, m/ m/f m/g!, m/ m/f m/g, m, m",
                "it came with an earlier state, none, none, m, m/f m/g, m/ m/f! m/g, m/ m/f m/g, m, m",
                "an earlier state of what the other side has no more, m, none, none, m/f m/g, m/ m/f m/g!, m/ m/f, none, none",
                "it was in doubt and is there again, m, m, m, m/f, m/ m/f, m/ m/f, none, none",
                "it was in doubt and is still away, none, m, none, m/f, m/, m/ m/f, m, m",
                "it was in doubt and lacks less, none, m, none, m/f m/g, m/ m/f, m/ m/f m/g, m, m",
                "it was in doubt and went again, m, m, none, m/f m/g, m/, m/ m/f m/g, m, m",
                "it was in doubt and nobody has it any more, none, m, none, m/f, m/, none, none, none",
                "it was in doubt and the other side has a new one, none, m, none, f, f m/, f m/ m/new, m, m",
                "it was in doubt and is mounted and the other side has a new one, m, m, m, f, f m/, f m/ m/new, none, none",
                "it was in doubt and neither side has the directory any more, none, m, none, m/f, f, f, none, none",
                "what it lies in was in doubt, m/n, m, none, m/f m/n/g, m/ m/f m/n/, m/ m/f m/n/ m/n/g, m, m",
                "what it is in cannot be read, a/m, none, none, a/m/f, a?, a/ a/m/ a/m/f, none, a/m",
            })
    void one_that_came_or_went(
            String what,
            String before,
            String doubtedBefore,
            String now,
            String agreed,
            String ours,
            String theirs,
            String unknown,
            String doubted) {
        MountPoints points = MountPoints.of(
                held(agreed), told(paths(before), paths(doubtedBefore), paths(now), ours), still(theirs));
        assertThat(points.unknown()).isEqualTo(paths(unknown));
        assertThat(points.doubted()).isEqualTo(paths(doubted));
        assertThat(points.settled()).isEmpty();
    }

    @Test
    void what_a_filter_leaves_out_is_settled_without_it() {
        Told gone = told(paths("m"), Set.of(), Set.of(), "m/");
        MountPoints hidden = MountPoints.of(held("m/f", "m/f", false), gone, still("m/"));
        assertThat(hidden.unknown()).isEmpty();
        assertThat(hidden.doubted()).isEmpty();
        assertThat(hidden.settled()).isEqualTo(paths("m"));
        assertThat(MountPoints.of(held("m/f m/g", "m/g", false), gone, still("m/ m/f"))
                        .unknown())
                .isEqualTo(paths("m"));
        MountPoints other = MountPoints.of(held("m/g", "m/g", false), gone, still("m/ m/f"));
        assertThat(other.unknown())
                .as("f would be brought into the empty directory")
                .isEqualTo(paths("m"));
        assertThat(other.doubted()).isEqualTo(paths("m"));
    }

    @Test
    void what_this_run_alone_leaves_out_stays_in_doubt() {
        MountPoints points = MountPoints.of(
                held("m/f m/g", "m/g", true), told(Set.of(), Set.of(), paths("m"), "m/ m/f"), still("m/ m/f"));
        assertThat(points.unknown()).isEmpty();
        assertThat(points.doubted()).isEqualTo(paths("m"));
        assertThat(points.settled()).isEmpty();
    }

    @Test
    void directories_are_left_alone_though_a_run_leaves_all_files_in_them_out() {
        Told away = told(paths("m"), Set.of(), Set.of(), "m/");
        MountPoints points = MountPoints.of(held("m/f", "m/f", true), away, still("m/ m/d/"));
        assertThat(points.unknown()).isEqualTo(paths("m"));
        assertThat(points.doubted()).isEqualTo(paths("m"));
    }

    @Test
    void what_a_run_of_a_part_passes_over_is_not_gone() {
        for (Told one :
                List.of(told(paths("m"), Set.of(), Set.of(), "e/"), told(Set.of(), paths("m"), Set.of(), "e/"))) {
            MountPoints points = MountPoints.of(held("m/f e/g", "m/f", true), one, still("e/ e/g"));
            assertThat(points.unknown()).isEmpty();
            assertThat(points.doubted()).isEqualTo(paths("m"));
            assertThat(points.settled()).isEmpty();
        }
    }

    @Test
    void what_both_sides_have_unmounted_neither_has_deleted() {
        Held held = held("m/f a/b/f");
        Told ours = told(paths("m a"), Set.of(), Set.of(), "m/ a/");
        Told theirs = told(paths("m a/b"), Set.of(), Set.of(), "m/ a/ a/b/");
        assertThat(MountPoints.of(held, ours, theirs).unknown()).isEqualTo(paths("m a"));
        assertThat(MountPoints.of(held, theirs, ours).unknown()).isEqualTo(paths("m a/b"));
        assertThat(MountPoints.of(
                                held,
                                told(paths("m"), Set.of(), Set.of(), "f"),
                                told(paths("m"), Set.of(), Set.of(), "m/"))
                        .unknown())
                .isEqualTo(paths("m"));
        assertThat(MountPoints.of(
                                held,
                                told(paths("m"), Set.of(), Set.of(), "f"),
                                told(paths("m"), Set.of(), Set.of(), "f"))
                        .unknown())
                .isEmpty();
        Told doubted = told(Set.of(), paths("m a/b"), Set.of(), "m/ a/ a/b/");
        assertThat(MountPoints.of(held, ours, doubted).unknown()).isEqualTo(paths("m a"));
    }

    @Test
    void what_another_tree_has_found_holds_too() {
        MountPoints points = new MountPoints(paths("x/y"), paths("x/y"), paths("m/n z"));
        MountPoints both = points.and(paths("m x"));
        assertThat(both.unknown()).isEqualTo(paths("m x"));
        assertThat(both.doubted()).isEqualTo(paths("m/n x/y"));
        assertThat(both.settled()).isEqualTo(paths("z"));
        assertThat(points.and(Set.of())).isEqualTo(points);
    }

    private static Held held(String agreed) {
        return held(agreed, null, false);
    }

    private static Held held(String agreed, @Nullable String ignored, boolean isNarrowed) {
        return new Held(kinds(agreed), paths(ignored)::contains, isNarrowed);
    }

    private static Told still(String entries) {
        return told(Set.of(), Set.of(), Set.of(), entries);
    }

    private static NavigableSet<TreePath> paths(@Nullable String told) {
        return words(told).map(MountPointsTest::path).collect(Collectors.toCollection(TreeSet::new));
    }

    private static SortedMap<TreePath, EntryKind> kinds(@Nullable String told) {
        SortedMap<TreePath, EntryKind> kinds = new TreeMap<>();
        words(told).forEach(word -> {
            String name = word.substring(0, word.length() - 1);
            switch (word.charAt(word.length() - 1)) {
                case '/' -> kinds.put(path(name), EntryKind.DIRECTORY);
                case '@' -> kinds.put(path(name), EntryKind.LINK);
                case '!' -> kinds.put(path(name), EntryKind.FILE);
                case '?' -> kinds.put(path(name), EntryKind.UNREADABLE);
                default -> kinds.put(path(word), EntryKind.FILE);
            }
        });
        return kinds;
    }

    private static Told told(Set<TreePath> before, Set<TreePath> doubted, Set<TreePath> now, String entries) {
        Set<TreePath> old = words(entries)
                .filter(word -> word.endsWith("!"))
                .map(word -> path(word.substring(0, word.length() - 1)))
                .collect(Collectors.toSet());
        return new Told(before, doubted, now, kinds(entries), old::contains);
    }

    private static Stream<String> words(@Nullable String told) {
        return told == null ? Stream.of() : Stream.of(told.split(" "));
    }

    private static TreePath path(String told) {
        return told.equals("/") ? TreePath.ROOT : new TreePath(told);
    }
}
