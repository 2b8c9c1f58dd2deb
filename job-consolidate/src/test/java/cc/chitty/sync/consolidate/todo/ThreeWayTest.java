package cc.chitty.sync.consolidate.todo;

import static cc.chitty.sync.consolidate.todo.ASighting.KEY;
import static cc.chitty.sync.consolidate.todo.ASighting.at;
import static org.assertj.core.api.Assertions.assertThat;

import cc.chitty.sync.consolidate.todo.Claim.Details;
import cc.chitty.sync.consolidate.todo.Claim.Kind;
import cc.chitty.sync.consolidate.todo.ThreeWay.Merged;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ThreeWayTest {

    private static final TodoSide PENDING = side(Status.PENDING, null, 1);
    private static final TodoSide WORKING = side(Status.IN_PROGRESS, null, 2);
    private static final TodoSide COMPLETED = side(Status.COMPLETED, null, 3);

    @Test
    void the_merge_is_symmetric_and_loses_no_change_over_every_triple() {
        List<@Nullable TodoSide> sides = everySide();
        for (TodoSide base : sides) {
            for (TodoSide ours : sides) {
                for (TodoSide theirs : sides) {
                    Merged merged = merge(base, ours, theirs);
                    assertThat(merge(base, theirs, ours)).isEqualTo(merged);
                    assertNothingLost(base, ours, theirs, merged);
                }
            }
        }
    }

    /** A side that the result does not hold was unchanged, or it is in the conflict. */
    private static void assertNothingLost(
            @Nullable TodoSide base, @Nullable TodoSide ours, @Nullable TodoSide theirs, Merged merged) {
        for (TodoSide side : Arrays.asList(ours, theirs)) {
            boolean unchanged = new Merged(base, null, null).holds(side);
            if (!merged.holds(side) && !unchanged && merged.conflict() == null) {
                throw new AssertionError("lost " + side + " of " + base + ", " + ours + ", " + theirs);
            }
        }
    }

    @Test
    void sides_that_agree_need_no_word() {
        assertThat(merge(PENDING, COMPLETED, COMPLETED)).isEqualTo(new Merged(COMPLETED, null, null));
        assertThat(merge(PENDING, null, null)).isEqualTo(new Merged(null, null, null));
        assertThat(merge(PENDING, PENDING, side(Status.PENDING, null, 9)).claim())
                .isNull();
    }

    @Test
    void what_only_one_changed_is_said_at_the_time_of_the_commit() {
        assertThat(merge(PENDING, PENDING, COMPLETED))
                .isEqualTo(new Merged(COMPLETED, said(Kind.LISTED, Status.COMPLETED, null), null));
        TodoSide high = side(Status.PENDING, "high", 2);
        assertThat(merge(PENDING, PENDING, high).claim()).isEqualTo(said(Kind.LISTED, Status.PENDING, "high"));
    }

    @Test
    void what_one_added_is_said() {
        assertThat(merge(null, null, PENDING))
                .isEqualTo(new Merged(PENDING, said(Kind.LISTED, Status.PENDING, null), null));
    }

    @Test
    void an_edit_that_takes_a_status_back_reopens() {
        assertThat(merge(COMPLETED, COMPLETED, PENDING).claim()).isEqualTo(said(Kind.REOPENED, Status.PENDING, null));
    }

    @Test
    void of_two_changes_completed_beats_and_both_are_in_the_conflict() {
        Merged merged = merge(PENDING, side(Status.IN_PROGRESS, "high", 9), COMPLETED);
        assertThat(merged.todo()).isEqualTo(COMPLETED);
        Conflict conflict = conflict(merged);
        assertThat(conflict.kind()).isEqualTo(Conflict.Kind.DIFFERENT_STATUS);
        assertThat(conflict.rule()).isEqualTo(Rule.COMPLETED);
        assertThat(Objects.requireNonNull(conflict.before()).status()).isEqualTo("pending");
        assertThat(conflict.kept().status()).isEqualTo("completed");
        assertThat(conflict.other().status()).isEqualTo("in_progress");
        assertThat(conflict.other().details().priority()).isEqualTo("high");
        assertThat(conflict.other().at()).isEqualTo(at(9));
    }

    @Test
    void then_in_progress_beats_though_the_other_is_later() {
        Merged merged = merge(COMPLETED, WORKING, side(Status.PENDING, null, 9));
        assertThat(merged.todo()).isEqualTo(WORKING);
        assertThat(conflict(merged).rule()).isEqualTo(Rule.IN_PROGRESS);
        assertThat(Objects.requireNonNull(merged.claim()).kind()).isEqualTo(Kind.REOPENED);
    }

    @Test
    void then_the_later_then_the_smaller() {
        TodoSide high = side(Status.PENDING, "high", 5);
        TodoSide low = side(Status.PENDING, "low", 6);
        assertThat(merge(PENDING, high, low).todo()).isEqualTo(low);
        assertThat(conflict(merge(PENDING, high, low)).kind()).isEqualTo(Conflict.Kind.DIFFERENT_DETAILS);
        assertThat(conflict(merge(PENDING, high, low)).rule()).isEqualTo(Rule.LATEST);
        assertThat(merge(PENDING, high, side(Status.PENDING, "low", 5)).todo()).isEqualTo(high);
    }

    @Test
    void a_removal_of_what_is_unchanged_is_a_tombstone() {
        assertThat(merge(PENDING, PENDING, null))
                .isEqualTo(new Merged(null, Claim.gone(Kind.DELETED, "Add retry", at(10)), null));
    }

    @Test
    void a_removal_of_what_was_changed_is_kept_and_reported() {
        Merged merged = merge(PENDING, WORKING, null);
        assertThat(merged.todo()).isEqualTo(WORKING);
        assertThat(merged.claim()).isEqualTo(said(Kind.LISTED, Status.IN_PROGRESS, null));
        assertThat(conflict(merged).kind()).isEqualTo(Conflict.Kind.DELETED_VERSUS_CHANGED);
        assertThat(conflict(merged).other().status()).isEqualTo("deleted");
        assertThat(conflict(merged).other().session()).isNull();
    }

    private static Conflict conflict(Merged merged) {
        return Objects.requireNonNull(merged.conflict(), "no conflict");
    }

    private static Merged merge(@Nullable TodoSide base, @Nullable TodoSide ours, @Nullable TodoSide theirs) {
        return ThreeWay.merge(KEY, base, ours, theirs, at(10));
    }

    private static Claim said(Kind kind, Status status, @Nullable String priority) {
        return new Claim(kind, "Add retry", at(10), status, new Details(null, priority, null));
    }

    private static TodoSide side(Status status, @Nullable String priority, int updated) {
        return new TodoSide("Add retry", status, null, priority, at(updated));
    }

    private static List<@Nullable TodoSide> everySide() {
        List<@Nullable TodoSide> sides = new ArrayList<>();
        sides.add(null);
        for (Status status : Status.values()) {
            for (int updated = 1; updated <= 2; updated++) {
                for (String text : List.of("Add retry", "add  retry")) {
                    sides.add(new TodoSide(text, status, null, null, at(updated)));
                    sides.add(new TodoSide(text, status, "a", null, at(updated)));
                    sides.add(new TodoSide(text, status, null, "a", at(updated)));
                }
            }
        }
        return sides;
    }
}
