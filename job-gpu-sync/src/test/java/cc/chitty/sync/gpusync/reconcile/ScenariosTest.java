package cc.chitty.sync.gpusync.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import cc.chitty.sync.gpusync.reconcile.DeletionGuard.Cause;
import cc.chitty.sync.gpusync.reconcile.DeletionGuard.Objection;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Two trees of six files that were synced, and what other tools get wrong with them; on the level of plans. */
class ScenariosTest {

    private static final String ALL = "=d f1=f1 f2=f1 f3=f1 f4=f1 f5=f1 f6=f1";
    private static final String REST = "f2=f1 f3=f1 f4=f1 f5=f1 f6=f1";

    @Test
    void s1_an_edit_of_both_keeps_both_under_the_name_and_is_told() {
        assertThat(plan(ALL, "=d f1=f2 " + REST, "=d f1=f3 " + REST)).isEqualTo("f1 conflict");
    }

    @Test
    void s2_an_edit_against_a_deletion_is_kept_and_told() {
        assertThat(plan(ALL, "=d f1=f2 " + REST, "=d " + REST)).isEqualTo("f1 theirs f2 change beats deletion");
    }

    /** Of the same size, in the same tick: contents are compared, so it is an edit as any other. */
    @Test
    void s3_an_edit_right_after_a_sync_against_a_deletion_is_kept() {
        assertThat(plan(ALL, "=d f1=f2@1 " + REST, "=d " + REST)).isEqualTo("f1 theirs f2 change beats deletion");
    }

    @Test
    void s4_a_side_that_was_emptied_is_refused() {
        assertThat(objections("=d", ALL)).containsExactly(new Objection(Cause.EMPTIED, "c r", Side.THEIRS, 6, 6));
        assertThat(objections("-", ALL)).containsExactly(new Objection(Cause.VANISHED, "c r", Side.THEIRS, 6, 6));
    }

    @Test
    void s5_four_of_six_deleted_is_refused() {
        assertThat(objections("=d f5=f1 f6=f1", ALL))
                .containsExactly(new Objection(Cause.SHARE, "c r", Side.THEIRS, 4, 6));
    }

    /** A rename is a deletion and a new file: nothing of it is guessed. */
    @Test
    void s6_a_rename_against_an_edit_keeps_both() {
        assertThat(plan(ALL, "=d g1=f1 " + REST, "=d f1=f2 " + REST))
                .isEqualTo("f1 ours f2 change beats deletion; g1 theirs f1 only ours changed");
    }

    /** That the content is read again although size and time are the same is shown where stamps are compared. */
    @Test
    void s7_a_content_changed_with_size_and_time_put_back_is_a_change() {
        assertThat(plan(ALL, "=d f1=f2 " + REST, ALL)).isEqualTo("f1 theirs f2 only ours changed");
    }

    @Test
    void s8_a_first_run_keeps_both_whichever_is_newer() {
        assertThat(plan("-", "f1=f1@10", "f1=f2@99")).isEqualTo("f1 conflict");
        assertThat(plan("-", "f1=f1 f2=f2", "f1=f1 f3=f3"))
                .isEqualTo("f1 agree f1; f2 theirs f2 only ours changed; f3 ours f3 only theirs changed");
    }

    private static String plan(String base, String ours, String theirs) {
        return Cast.text(Reconciliation.of(Cast.trees(base, ours, theirs), Rules.both()));
    }

    private static List<Objection> objections(String ours, String theirs) {
        Reconciled reconciled = Reconciliation.of(Cast.trees(ALL, ours, theirs), Rules.both());
        return DeletionGuard.DEFAULT.objections(Plan.of(List.of(new Plan.Part("c", "r", reconciled))));
    }
}
