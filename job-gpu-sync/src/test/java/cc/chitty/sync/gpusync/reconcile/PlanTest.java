package cc.chitty.sync.gpusync.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import cc.chitty.sync.gpusync.manifest.Content;
import cc.chitty.sync.gpusync.manifest.TreePath;
import cc.chitty.sync.gpusync.reconcile.Plan.Volume;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class PlanTest {

    @Test
    void what_is_made_comes_parents_first_then_what_goes_children_first() {
        Plan plan = plan("a=d a/x=f1 z=f1", "n=d n/x=f1 z=f2", "a=d a/x=f1 z=f1");
        assertThat(words(plan)).containsExactly("put n", "put n/x", "put z", "remove a/x", "remove a");
    }

    @Test
    void categories_are_made_in_their_order_before_any_is_removed_from() {
        Reconciled first = reconciled("a=f1", "b=f1", "a=f1");
        Reconciled second = reconciled("c=f1", "d=f1", "c=f1");
        Plan plan = Plan.of(List.of(new Plan.Part("config", "home", first), new Plan.Part("files", "work", second)));
        assertThat(plan.items().stream().map(it -> it.category() + " " + it.root() + " " + it.path()))
                .containsExactly("config home b", "files work d", "config home a", "files work c");
    }

    @Test
    void a_file_takes_the_place_of_a_directory_when_that_is_empty() {
        Plan plan = plan("p=d p/x=f1", "p=f2", "p=d p/x=f1");
        assertThat(words(plan)).containsExactly("remove p/x", "put p");
    }

    @Test
    void a_directory_takes_the_place_of_a_file_before_it_is_filled() {
        Plan plan = plan("p=f1", "p=d p/x=f2", "p=f1");
        assertThat(words(plan)).containsExactly("put p", "put p/x");
    }

    @Test
    void a_directory_that_its_owner_cannot_fill_is_closed_at_the_end() {
        Plan plan = plan("q=d", "p=dr p/x=f1 q=dr", "q=d");
        assertThat(words(plan)).containsExactly("put p", "put p/x", "mode q");
        PlanItem made = plan.items().get(0);
        assertThat(made.settles()).isTrue();
        assertThat(made.firstMode()).isEqualTo(0755);
        assertThat(plan.items().get(1).settles()).isFalse();
        assertThat(plan.items().get(2).settles()).isFalse();
        assertThat(plan.items().get(2).firstMode()).isEqualTo(0555);
    }

    @Test
    void it_counts_what_is_made_replaced_changed_and_removed_on_each_side() {
        Plan plan = plan("a=f1 b=f1 c=f1 d=f1", "a=f2 b=f1+x n=f3 d=f1", "a=f1 b=f1 c=f1 d=f3");
        assertThat(plan.volume(Side.THEIRS)).isEqualTo(new Volume(1, 1, 1, 1, 20 + 30));
        assertThat(plan.volume(Side.OURS)).isEqualTo(new Volume(0, 1, 0, 0, 30));
        assertThat(plan.isIdle()).isFalse();
        assertThat(plan("a=f1", "a=f1", "a=f1").isIdle()).isTrue();
    }

    @Test
    void a_fingerprint_tells_plans_apart_and_not_times() {
        String print = plan("a=f1", "a=f2@1", "a=f1@2").fingerprint();
        assertThat(print).matches("[0-9a-f]{64}");
        assertThat(plan("a=f1", "a=f2@9", "a=f1@8").fingerprint()).isEqualTo(print);
        assertThat(plan("a=f1 b=f1", "a=f2 b=f2", "a=f1 b=f2").fingerprint())
                .as("what is only recorded is no part of it")
                .isEqualTo(print);
        assertThat(List.of(
                        plan("a=f1", "a=f3", "a=f1").fingerprint(),
                        plan("b=f1", "b=f2", "b=f1").fingerprint(),
                        plan("a=f1", "a=f1", "a=f2").fingerprint(),
                        plan("a=f1", "-", "a=f1").fingerprint(),
                        plan("a=f1+x", "a=f2", "a=f1+x").fingerprint(),
                        plan("a=f1", "a=f2", "a=f3").fingerprint()))
                .doesNotContain(print)
                .doesNotHaveDuplicates();
        Plan other = Plan.of(List.of(new Plan.Part("c", "other", reconciled("a=f1", "a=f2", "a=f1"))));
        assertThat(other.fingerprint()).isNotEqualTo(print);
    }

    /** Fields are parted by what no name holds. */
    @Test
    void names_do_not_run_into_each_other_in_a_fingerprint() {
        Seen file = Cast.seen("f1");
        Plan one = planOf(Map.of(new TreePath("a"), file, new TreePath("b"), file));
        Plan other = planOf(Map.of(new TreePath("a\nb"), file));
        assertThat(one.fingerprint()).isNotEqualTo(other.fingerprint());
    }

    @Test
    void the_walk_of_200_000_files_holds_little_more_than_what_is_to_be_done() {
        int files = 200_000;
        TreeMap<TreePath, Content> base = new TreeMap<>();
        TreeMap<TreePath, Seen> ours = new TreeMap<>();
        for (int i = 0; i < files; i++) {
            TreePath path = new TreePath("d" + i / 100);
            base.put(path, Cast.content("d"));
            ours.put(path, Cast.seen("d"));
            base.put(path.child("f" + i), Cast.content("f1"));
            ours.put(path.child("f" + i), Cast.seen("f1"));
        }
        Reconciled reconciled = Reconciliation.of(Trees.of(base, ours, new TreeMap<>(ours)), Rules.both());
        assertThat(reconciled.decisions()).isEmpty();
        assertThat(reconciled.tally().unchanged()).isEqualTo(files + files / 100);
        assertThat(reconciled.tally().base()).isEqualTo(files);
    }

    private static Plan planOf(Map<TreePath, Seen> ours) {
        Trees trees = Trees.of(Map.of(), new TreeMap<>(ours), Map.of());
        return Plan.of(List.of(new Plan.Part("c", "r", Reconciliation.of(trees, Rules.both()))));
    }

    private static Reconciled reconciled(String base, String ours, String theirs) {
        return Reconciliation.of(Cast.trees(base, ours, theirs), Rules.both());
    }

    private static Plan plan(String base, String ours, String theirs) {
        return Plan.of(List.of(new Plan.Part("c", "r", reconciled(base, ours, theirs))));
    }

    private static List<String> words(Plan plan) {
        return plan.items().stream()
                .map(it -> it.action().name().toLowerCase(java.util.Locale.ROOT) + " " + it.path())
                .toList();
    }
}
