package cc.chitty.sync.consolidate.todo;

import static cc.chitty.sync.consolidate.todo.ASighting.at;
import static cc.chitty.sync.consolidate.todo.ASighting.by;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cc.chitty.sync.consolidate.todo.LawSettings.Reopen;
import cc.chitty.sync.consolidate.todo.TodoView.State;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FoldTest {

    @Test
    void a_tombstone_later_than_every_other_sighting_deletes() {
        TodoView view = fold(by("a").completed(3), by("b").dropped(4), by("c").deleted(5));
        assertThat(view.state()).isEqualTo(State.DELETED);
        assertThat(view.reason()).isEqualTo(Rule.LATEST_TOMBSTONE);
        assertThat(view.completedAt()).isNull();
    }

    @Test
    void a_tombstone_as_late_as_another_sighting_does_not_delete() {
        assertVisible(Status.PENDING, fold(by("a").pending(5), by("b").deleted(5)));
        assertThat(fold(by("a").dropped(5), by("b").deleted(5)).state()).isEqualTo(State.DROPPED);
    }

    @Test
    void tombstones_do_not_contradict_each_other() {
        assertThat(fold(by("a").deleted(5), by("b").deleted(5), by("c").deleted(3))
                        .state())
                .isEqualTo(State.DELETED);
    }

    @Test
    void a_listing_as_open_after_the_tombstone_counts_even_of_a_completed_register() {
        assertVisible(Status.COMPLETED, fold(by("a").completed(3).openAt(7), by("b").deleted(5)));
    }

    @Test
    void any_completed_completes() {
        assertVisible(Status.COMPLETED, fold(by("a").completed(1), by("b").inProgress(9)));
        assertVisible(Status.COMPLETED, fold(by("a").completed(1).vanished(), by("b").inProgress(9)));
    }

    @Test
    void a_completion_that_was_deleted_too_early_still_counts() {
        assertVisible(Status.COMPLETED, fold(by("a").completed(1).deleted(2), by("b").pending(9)));
    }

    @Test
    void a_completion_that_moved_to_another_project_does_not_count() {
        assertVisible(Status.PENDING, fold(by("a").completed(1).dropped(1), by("b").pending(9)));
        assertThat(fold(by("a").completed(1).dropped(1)).state()).isEqualTo(State.DROPPED);
    }

    @Test
    void else_any_in_progress_that_is_listed_or_vanished() {
        assertVisible(Status.IN_PROGRESS, fold(by("a").inProgress(1), by("b").pending(9)));
        assertVisible(Status.IN_PROGRESS, fold(by("a").inProgress(1).vanished(), by("b").pending(9)));
        assertVisible(Status.PENDING, fold(by("a").inProgress(1).dropped(2), by("b").pending(1)));
    }

    @Test
    void else_any_listed_or_vanished_is_pending() {
        assertVisible(Status.PENDING, fold(by("a").pending(1).vanished(), by("b").dropped(9)));
    }

    @Test
    void else_dropped() {
        TodoView view =
                fold(by("a").pending(1).dropped(2), by("b").inProgress(1).dropped(3));
        assertThat(view.state()).isEqualTo(State.DROPPED);
        assertThat(view.reason()).isEqualTo(Rule.DROPPED_BY_ALL);
        assertThat(view.winner().session().id()).isEqualTo("b");
    }

    @Test
    void only_the_highest_epoch_counts_but_every_register_is_shown() {
        TodoView view = fold(by("a").completed(9), by("p").epoch(1).pending(5));
        assertVisible(Status.PENDING, view);
        assertThat(view.updatedAt()).isEqualTo(at(5));
        assertThat(view.completedAt()).isNull();
        assertThat(view.registers()).hasSize(2);
    }

    @Test
    void a_session_that_began_after_the_latest_completion_and_lists_it_as_open_is_new_work() {
        TodoView view = fold(by("a").completed(3), by("b").pending(7).began(4));
        assertVisible(Status.PENDING, view);
        assertThat(view.reason()).isEqualTo(Rule.NEWER_SESSION);
    }

    @Test
    void new_work_does_not_end_because_its_list_is_gone_but_because_it_is_dropped() {
        ASighting newer = by("b").inProgress(7).began(4);
        assertVisible(Status.IN_PROGRESS, fold(by("a").completed(3), newer.vanished()));
        assertVisible(Status.COMPLETED, fold(by("a").completed(3), newer.dropped(8)));
    }

    @Test
    void a_session_that_began_with_or_before_a_completion_or_nobody_knows_when_is_no_new_work() {
        assertVisible(
                Status.COMPLETED, fold(by("a").completed(3), by("b").pending(7).began(3)));
        assertVisible(Status.COMPLETED, fold(by("a").completed(3), by("b").pending(7)));
        assertVisible(
                Status.COMPLETED,
                fold(
                        by("a").completed(3),
                        by("c").completed(5),
                        by("b").pending(7).began(4)));
    }

    @Test
    void new_work_can_be_turned_off_and_the_widest_setting_includes_it() {
        List<Sighting> registers =
                sightings(by("a").completed(3), by("b").pending(7).began(4));
        assertVisible(Status.COMPLETED, Fold.of(registers, new LawSettings(Reopen.NEVER)));
        assertVisible(Status.PENDING, Fold.of(registers, new LawSettings(Reopen.SAME_SESSION)));
    }

    @Test
    void first_seen_and_the_spelling_come_from_the_earliest_of_all_registers() {
        TodoView view = fold(
                by("a").completed(9).first(2, "add  retry"),
                by("p").epoch(1).pending(10).first(10));
        assertThat(view.firstSeen()).isEqualTo(at(2));
        assertThat(view.shown()).isEqualTo("add  retry");
    }

    @Test
    void completed_at_is_the_earliest_completion_that_counts() {
        TodoView view = fold(
                by("a").completed(5), by("b").completed(7), by("m").completed(2).dropped(2));
        assertThat(view.completedAt()).isEqualTo(at(5));
        assertThat(view.updatedAt()).isEqualTo(at(7));
    }

    @Test
    void the_winner_among_equals_is_the_latest_then_the_smallest() {
        assertThat(fold(
                                by("a").pending(5).details(null, "low", null),
                                by("b").pending(6).details(null, "high", null))
                        .priority())
                .isEqualTo("high");
        assertThat(fold(
                                by("a").pending(5).details("b", null, null),
                                by("b").pending(5).details("a", null, null))
                        .activeForm())
                .isEqualTo("a");
    }

    @Test
    void registers_are_sorted_by_session_and_each_is_there_once() {
        TodoView view = fold(by("b"), by("a").pending(1), by("a").completed(2));
        assertThat(view.registers()).extracting(it -> it.session().id()).containsExactly("a", "b");
        assertThat(view.registers().get(0).status()).isEqualTo(Status.COMPLETED);
    }

    @Test
    void there_is_no_view_of_nothing_or_of_two_todos() {
        assertThatThrownBy(() -> fold()).isInstanceOf(IllegalArgumentException.class);
        Sighting other = SmallDomain.of(new TodoKey("general", "Other"), by("b").get());
        List<Sighting> mixed = List.of(by("a").get(), other);
        assertThatThrownBy(() -> Fold.of(mixed, LawSettings.DEFAULT)).isInstanceOf(IllegalArgumentException.class);
    }

    private static TodoView fold(ASighting... registers) {
        return Fold.of(sightings(registers), LawSettings.DEFAULT);
    }

    private static List<Sighting> sightings(ASighting... registers) {
        return Stream.of(registers).map(ASighting::get).toList();
    }

    private static void assertVisible(Status status, TodoView view) {
        assertThat(view.state()).isEqualTo(State.VISIBLE);
        assertThat(view.status()).isEqualTo(status);
    }
}
