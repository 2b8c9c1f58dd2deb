package cc.chitty.sync.gpusync.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import cc.chitty.sync.gpusync.manifest.EntryKind;
import cc.chitty.sync.gpusync.manifest.TreePath;
import cc.chitty.sync.gpusync.reconcile.MountPoints.Held;
import cc.chitty.sync.gpusync.reconcile.MountPoints.Told;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
                // what, before, now, agreed, ours, theirs, unknown, remembered
                "nothing changed, m, m, m/f, m/, m/ m/f, none, m",
                "it went and is empty, m, none, m/f, m/, m/ m/f, m, m",
                "it went with its directory, m, none, m/f, none, m/ m/f, m, m",
                "it went and lacks one, m, none, m/f m/g, m/ m/f, m/ m/f m/g, m, m",
                "its files are in the directory now, m, none, m/f m/d/l@, m/ m/f m/d/ m/d/l@, m/ m/f, none, none",
                "a link is a file now, m, none, m/l@, m/ m/l, m/ m/l@, m, m",
                "a neighbour's files are not its own, m, none, m/f, m-/f m/, m/ m/f, m, m",
                "the other side has nothing of it any more, m, none, m/f m/g, m/ m/f, m/ m/d/, none, none",
                "the other side cannot tell, m, none, m/f, m/, m/f?, m, m",
                "the other side cannot tell of the directory, m, none, m/f, m/, m?, m, m",
                "nothing was agreed on and nothing is there, m, none, f, f m/, f m/, none, none",
                "nothing was agreed on and the other side has one, m, none, f, f m/, f m/ m/new, m, m",
                "nothing was agreed on and both have it, m, none, f, f m/ m/new, f m/ m/new, none, none",
                "it came and hides what was there, none, m, m/f, m/, m/ m/f, m, none",
                "it came with all that was there, none, m, m/f, m/ m/f m/more, m/ m/f, none, m",
                "it came without one that the other side has not either, none, m, m/f m/g, m/ m/f, m/ m/f, none, m",
                "it went and all that is there is new, m, none, m/f, m/, m/ m/new, m, m",
                "it came where nothing was agreed on, none, m, f, f m/, f m/ m/new, none, m",
                "the root went, /, none, f d/g, none, f d/ d/g, /, /",
                "the root went and one of one is missing, /, none, f, none, f, /, /",
                "the root is complete, /, none, f, f, f, none, none",
                "what is in an unknown one is not judged, m m/n, none, m/n/f, m/, m/n/f, m, m m/n",
                "one in another went alone, m m/n, m, m/f m/n/f, m/ m/f m/n/, m/ m/f m/n/ m/n/f, m/n, m m/n",
                "one came in an unknown one, m, m/n, m/f, m/ m/n/, m/f, m, m",
                "another one is not judged by it, m x, m, m/f x/f, m/ m/f x/, m/ m/f x/f, x, m x",
                "it cannot be read, m, none, m/f, m?, m/ m/f, none, m",
                "it went and an earlier state is there, m, none, m/f m/g, m/ m/f m/g!, m/ m/f m/g, m, m",
                "it came with an earlier state, none, m, m/f m/g, m/ m/f! m/g, m/ m/f m/g, m, none",
                "an earlier state of what the other side has no more, m, none, m/f m/g, m/ m/f m/g!, m/ m/f, none, none",
                "what it is in cannot be read, a/m, none, a/m/f, a?, a/ a/m/ a/m/f, none, a/m",
            })
    void one_that_came_or_went(
            String what,
            String before,
            String now,
            String agreed,
            String ours,
            String theirs,
            String unknown,
            String remembered) {
        MountPoints points = MountPoints.of(
                new Held(kinds(agreed), path -> false),
                told(paths(before), paths(now), ours),
                told(Set.of(), Set.of(), theirs));
        assertThat(points.unknown()).isEqualTo(paths(unknown));
        assertThat(points.remembered()).isEqualTo(paths(remembered));
    }

    @Test
    void what_this_run_leaves_out_is_remembered_as_it_was() {
        Told theirs = told(Set.of(), Set.of(), "m/ m/f");
        Told gone = told(paths("m"), Set.of(), "m/");
        Held hidden = new Held(kinds("m/f"), path -> true);
        MountPoints points = MountPoints.of(hidden, gone, told(Set.of(), Set.of(), "m/"));
        assertThat(points.unknown()).isEmpty();
        assertThat(points.remembered()).isEqualTo(paths("m"));
        Held partly = new Held(kinds("m/f m/g"), path -> path.equals(new TreePath("m/g")));
        assertThat(MountPoints.of(partly, gone, theirs).unknown()).isEqualTo(paths("m"));
        Held other = new Held(kinds("m/g"), path -> path.equals(new TreePath("m/g")));
        assertThat(MountPoints.of(other, gone, theirs).unknown())
                .as("f would be brought into the empty directory")
                .isEqualTo(paths("m"));
        assertThat(MountPoints.of(other, gone, theirs).remembered()).isEqualTo(paths("m"));
    }

    @Test
    void what_both_sides_have_unmounted_neither_has_deleted() {
        Held held = new Held(kinds("m/f a/b/f"), path -> false);
        Told ours = told(paths("m a"), Set.of(), "m/ a/");
        Told theirs = told(paths("m a/b"), Set.of(), "m/ a/ a/b/");
        assertThat(MountPoints.of(held, ours, theirs).unknown()).isEqualTo(paths("m a"));
        assertThat(MountPoints.of(held, theirs, ours).unknown()).isEqualTo(paths("m a/b"));
    }

    @Test
    void what_another_tree_has_found_holds_too() {
        Held held = new Held(kinds("f"), path -> false);
        Told ours = told(paths("m m/n x"), paths("y"), "f m/");
        MountPoints points = MountPoints.of(held, ours, told(Set.of(), Set.of(), "f"));
        assertThat(points.unknown()).isEmpty();
        assertThat(points.remembered()).isEqualTo(paths("y"));
        MountPoints both = points.and(paths("m y/z"), ours);
        assertThat(both.unknown()).isEqualTo(paths("m y/z"));
        assertThat(both.remembered()).isEqualTo(paths("m m/n y"));
        assertThat(both.and(paths("/"), ours).unknown()).isEqualTo(paths("/"));
        assertThat(both.and(paths("/"), ours).remembered()).isEqualTo(paths("m m/n x"));
    }

    private static Set<TreePath> paths(String told) {
        return words(told).map(MountPointsTest::path).collect(Collectors.toCollection(TreeSet::new));
    }

    private static SortedMap<TreePath, EntryKind> kinds(String told) {
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

    private static Told told(Set<TreePath> before, Set<TreePath> now, String entries) {
        Set<TreePath> old = words(entries)
                .filter(word -> word.endsWith("!"))
                .map(word -> path(word.substring(0, word.length() - 1)))
                .collect(Collectors.toSet());
        return new Told(before, now, kinds(entries), old::contains);
    }

    private static Stream<String> words(String told) {
        return told == null ? Stream.of() : Stream.of(told.split(" "));
    }

    private static TreePath path(String told) {
        return told.equals("/") ? TreePath.ROOT : new TreePath(told);
    }
}
