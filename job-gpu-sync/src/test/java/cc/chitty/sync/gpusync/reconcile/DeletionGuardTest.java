package cc.chitty.sync.gpusync.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cc.chitty.sync.gpusync.manifest.Content;
import cc.chitty.sync.gpusync.manifest.TreePath;
import cc.chitty.sync.gpusync.reconcile.DeletionGuard.Cause;
import cc.chitty.sync.gpusync.reconcile.DeletionGuard.Objection;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeletionGuardTest {

    private static final DeletionGuard GUARD = new DeletionGuard(0.5, 20);

    @ParameterizedTest(name = "{0} files, {1} deleted: {2}")
    @CsvSource(nullValues = "-", textBlock = """
        1,  1, -
        2,  2, EMPTIED
        2,  1, -
        3,  2, -
        4,  3, SHARE
        6,  3, -
        6,  4, SHARE
        6,  6, EMPTIED
        40, 20, -
        50, 21, COUNT
        """)
    void a_deletion_is_refused_by_share_and_count(int files, int deleted, Cause cause) {
        NavigableMap<TreePath, Content> base = files(files);
        NavigableMap<TreePath, Seen> ours = seen(base);
        base.keySet().stream().limit(deleted + 1L).skip(1).toList().forEach(ours::remove);
        Plan plan = plan(base, ours, seen(base), Rules.both());
        assertThat(GUARD.objections(plan).stream().map(Objection::cause))
                .isEqualTo(cause == null ? List.of() : List.of(cause));
    }

    @Test
    void a_root_that_is_not_there_is_refused_however_small_it_was() {
        NavigableMap<TreePath, Content> base = files(1);
        Plan plan = plan(base, new TreeMap<>(), seen(base), Rules.both());
        Objection objection = GUARD.objections(plan).get(0);
        assertThat(objection.cause()).isEqualTo(Cause.VANISHED);
        assertThat(objection.side()).isEqualTo(Side.THEIRS);
        assertThat(objection.sentence())
                .isEqualTo("c r: the root is not there any more on this machine; the peer would lose 1 of 1 files");
    }

    @Test
    void what_nobody_would_lose_is_not_refused() {
        NavigableMap<TreePath, Content> base = files(10);
        assertThat(GUARD.objections(plan(base, new TreeMap<>(), new TreeMap<>(), Rules.both())))
                .as("gone on both sides")
                .isEmpty();
        Rules push = Rules.oneWay(Rules.Direction.PUSH);
        assertThat(GUARD.objections(plan(base, new TreeMap<>(), seen(base), push)))
                .as("deletions are not pushed")
                .isEmpty();
        assertThat(GUARD.objections(plan(new TreeMap<>(), seen(base), new TreeMap<>(), Rules.both())))
                .as("the first sync")
                .isEmpty();
    }

    @Test
    void it_is_the_same_for_either_side() {
        NavigableMap<TreePath, Content> base = files(6);
        NavigableMap<TreePath, Seen> few = seen(base);
        base.keySet().stream().skip(1).limit(4).toList().forEach(few::remove);
        Objection theirs =
                GUARD.objections(plan(base, few, seen(base), Rules.both())).get(0);
        Objection ours =
                GUARD.objections(plan(base, seen(base), few, Rules.both())).get(0);
        assertThat(theirs).isEqualTo(new Objection(Cause.SHARE, "c r", Side.THEIRS, 4, 6));
        assertThat(ours).isEqualTo(new Objection(Cause.SHARE, "c r", Side.OURS, 4, 6));
        assertThat(ours.sentence()).isEqualTo("c r: this machine would lose 4 of 6 files");
    }

    @Test
    void parts_that_each_lose_little_may_lose_too_much_together() {
        NavigableMap<TreePath, Content> base = files(40);
        NavigableMap<TreePath, Seen> ours = seen(base);
        base.keySet().stream().skip(1).limit(15).toList().forEach(ours::remove);
        Reconciled part = Reconciliation.of(Trees.of(base, ours, seen(base)), Rules.both());
        assertThat(GUARD.objections(Plan.of(List.of(new Plan.Part("a", "r", part)))))
                .isEmpty();
        Plan both = Plan.of(List.of(new Plan.Part("a", "r", part), new Plan.Part("b", "s", part)));
        assertThat(GUARD.objections(both)).containsExactly(new Objection(Cause.COUNT, "all", Side.THEIRS, 30, 80));
    }

    @Test
    void files_that_suddenly_hold_little_are_refused() {
        NavigableMap<TreePath, Content> base = files(4);
        NavigableMap<TreePath, Seen> theirs = sized(base, "f1", 1 << 20);
        NavigableMap<TreePath, Seen> ours = sized(base, "f2", 10);
        Objection objection =
                GUARD.objections(plan(base, ours, theirs, Rules.both())).get(0);
        assertThat(objection.cause()).isEqualTo(Cause.SHRUNK);
        assertThat(objection.sentence()).isEqualTo("c r: files on the peer would shrink by 4194264 of 4194304 bytes");
        assertThat(GUARD.objections(plan(base, sized(base, "f2", 1 << 19), theirs, Rules.both())))
                .as("half of it may go")
                .isEmpty();
        NavigableMap<TreePath, Content> two = files(2);
        assertThat(GUARD.objections(plan(two, sized(two, "f2", 10), sized(two, "f1", 1 << 20), Rules.both())))
                .as("so few files may always")
                .isEmpty();
    }

    @Test
    void a_share_is_one() {
        assertThatThrownBy(() -> new DeletionGuard(1.1, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new DeletionGuard(Double.NaN, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new DeletionGuard(0.5, -1)).isInstanceOf(IllegalArgumentException.class);
        assertThat(DeletionGuard.DEFAULT).isEqualTo(new DeletionGuard(0.5, 1_000));
    }

    private static NavigableMap<TreePath, Content> files(int count) {
        TreeMap<TreePath, Content> files = new TreeMap<>();
        files.put(TreePath.ROOT, Cast.content("d"));
        for (int i = 0; i < count; i++) {
            files.put(new TreePath("f" + i), Cast.content("f1"));
        }
        return files;
    }

    private static NavigableMap<TreePath, Seen> seen(NavigableMap<TreePath, Content> base) {
        NavigableMap<TreePath, Seen> seen = new TreeMap<>();
        base.forEach((path, content) -> seen.put(path, Seen.of(content)));
        return seen;
    }

    private static NavigableMap<TreePath, Seen> sized(NavigableMap<TreePath, Content> base, String word, long size) {
        NavigableMap<TreePath, Seen> seen = seen(base);
        seen.replaceAll((path, was) -> path.isRoot() ? was : Seen.of(Cast.content(word), size, 0));
        return seen;
    }

    private static Plan plan(
            NavigableMap<TreePath, Content> base,
            NavigableMap<TreePath, Seen> ours,
            NavigableMap<TreePath, Seen> theirs,
            Rules rules) {
        Reconciled reconciled = Reconciliation.of(Trees.of(base, ours, theirs), rules);
        return Plan.of(List.of(new Plan.Part("c", "r", reconciled)));
    }
}
