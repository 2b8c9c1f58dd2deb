package cc.chitty.sync.consolidate.todo;

import static cc.chitty.sync.consolidate.todo.ASighting.at;
import static cc.chitty.sync.consolidate.todo.ASighting.by;
import static org.assertj.core.api.Assertions.assertThat;

import cc.chitty.sync.consolidate.todo.Conflict.Kind;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ConflictsTest {

    @Test
    void who_agrees_has_no_conflict() {
        assertNone(find(by("a").completed(3), by("b").completed(2)));
        assertNone(find(by("a").pending(3)));
    }

    @Test
    void open_at_or_after_anothers_completion_at_overlapping_times_needs_a_person() {
        Conflict conflict =
                only(find(by("a").completed(5).first(1), by("b").inProgress(6).first(4)));
        assertThat(conflict.kind()).isEqualTo(Kind.DIFFERENT_STATUS);
        assertThat(conflict.rule()).isEqualTo(Rule.COMPLETED);
        assertThat(conflict.before()).isNull();
        assertThat(conflict.kept().status()).isEqualTo("completed");
        assertThat(conflict.kept().at()).isEqualTo(at(5));
        assertThat(conflict.other().status()).isEqualTo("in_progress");
        assertThat(conflict.other().session()).isEqualTo(by("b").get().session());
        only(find(by("a").completed(5).first(1), by("b").pending(5).first(4)));
    }

    @Test
    void a_completion_that_is_the_later_word_settles_it() {
        assertSettled(find(by("a").completed(5).first(1), by("b").inProgress(4).first(3)));
    }

    @Test
    void who_works_on_what_another_only_lists_disagrees_in_nothing_that_matters() {
        assertSettled(find(by("a").inProgress(5).first(1), by("b").pending(6).first(3)));
    }

    @Test
    void one_after_the_other_is_no_conflict() {
        assertNone(find(by("a").completed(5).first(1), by("b").inProgress(9).first(6)));
        assertNone(find(by("a").completed(5).first(4), by("b").inProgress(3).first(1)));
    }

    @Test
    void what_is_not_listed_any_more_does_not_disagree() {
        ASighting open = by("b").inProgress(6).first(4);
        assertNone(find(by("a").completed(5).first(1), open.vanished()));
        assertNone(find(by("a").completed(5).first(1), open.dropped(7)));
        only(find(by("a").completed(5).first(1).vanished(), open));
    }

    @Test
    void a_completion_put_aside_for_a_newer_session_is_reported_where_an_old_one_went_on() {
        Conflict conflict = only(find(
                by("a").completed(5).first(1),
                by("b").inProgress(8).first(4),
                by("c").pending(7).first(7).began(6)));
        assertThat(conflict.kind()).isEqualTo(Kind.DIFFERENT_STATUS);
        assertThat(conflict.rule()).isEqualTo(Rule.NEWER_SESSION);
        assertThat(conflict.other().status()).isEqualTo("completed");
    }

    @Test
    void other_priorities_and_notes_of_one_status_are_reported_at_any_time() {
        Conflict priority = only(find(
                by("a").pending(1).details(null, "high", null),
                by("b").pending(9).first(9).details(null, "low", null)));
        assertThat(priority.kind()).isEqualTo(Kind.DIFFERENT_DETAILS);
        assertThat(priority.rule()).isEqualTo(Rule.LATEST);
        assertThat(priority.kept().details().priority()).isEqualTo("low");
        assertThat(priority.other().details().priority()).isEqualTo("high");
        only(find(
                by("a").pending(1).details(null, null, "one"),
                by("b").pending(9).details(null, null, "two")));
    }

    @Test
    void to_say_nothing_is_no_other_detail() {
        assertNone(find(by("a").pending(1).details(null, "high", null), by("b").pending(9)));
    }

    @Test
    void active_forms_matter_only_between_agents_that_wrote_the_todo_alike() {
        ASighting claude = by("a").pending(1).details("Adding retry", null, null);
        assertNone(find(claude, by("b").pending(2).details("Adding a retry", null, null)));
        ASighting codex = by("b", "codex").pending(2).details("Adding a retry", null, null);
        only(find(claude, codex));
        assertNone(find(claude, codex.first(1, "add retry")));
    }

    @Test
    void a_session_that_lists_as_open_what_it_had_completed_is_reported() {
        Conflict conflict = only(find(by("a").completed(3).openAt(5)));
        assertThat(conflict.kind()).isEqualTo(Kind.REOPENED_UPSTREAM);
        assertThat(conflict.kept().status()).isEqualTo("completed");
        assertThat(conflict.other().status()).isEqualTo("open");
        assertThat(conflict.other().at()).isEqualTo(at(5));
    }

    @Test
    void a_reopening_upstream_is_settled_by_a_later_completion_an_open_view_or_a_deletion() {
        ASighting reopened = by("a").completed(3).openAt(5);
        assertSettled(find(reopened, by("b").completed(5).first(5)));
        assertSettled(find(reopened, by("b").pending(9).first(9).began(8)));
        assertSettled(find(reopened, by("b").deleted(9)));
        only(find(reopened, by("b").completed(4).first(4)));
    }

    @Test
    void a_change_at_or_after_a_deletion_is_reported() {
        Conflict conflict = only(find(by("a").deleted(5), by("b").pending(5)));
        assertThat(conflict.kind()).isEqualTo(Kind.DELETED_VERSUS_CHANGED);
        assertThat(conflict.rule()).isEqualTo(Rule.CHANGE_BEATS_DELETION);
        assertThat(conflict.kept().status()).isEqualTo("pending");
        assertThat(conflict.other().status()).isEqualTo("deleted");
        only(find(by("a").deleted(5), by("b").pending(6).vanished(), by("c").pending(4)));
    }

    @Test
    void a_deletion_after_every_change_or_of_what_was_completed_or_dropped_needs_nobody() {
        assertNone(find(by("a").deleted(5), by("b").pending(4)));
        assertNone(find(by("a").deleted(5), by("b").dropped(6)));
        assertSettled(find(by("a").deleted(5), by("b").completed(6)));
    }

    @Test
    void a_later_epoch_settles_everything_before_it() {
        assertNone(find(
                by("a").completed(5).first(1).openAt(7),
                by("b").inProgress(6).first(4),
                by("c").deleted(3),
                by("p").epoch(1).pending(9)));
    }

    @Test
    void the_id_stays_while_only_times_and_the_kept_side_change() {
        ASighting a = by("a").pending(1).details(null, "high", null);
        ASighting b = by("b").pending(2).details(null, "low", null);
        Conflict before = only(find(a, b));
        Conflict after = only(find(a.pending(7), b));
        assertThat(after.kept()).isNotEqualTo(before.kept());
        assertThat(after.id()).isEqualTo(before.id()).matches("[0-9a-f]{12}");
        Conflict other = only(find(a, b.details(null, "medium", null)));
        assertThat(other.id()).isNotEqualTo(before.id());
    }

    @Test
    void conflicts_are_listed_by_kind_and_id() {
        Conflicts found = find(
                by("a").completed(5).first(1).openAt(7),
                by("b").inProgress(6).first(4),
                by("c").inProgress(6).first(3),
                by("d").deleted(4));
        assertThat(found.open())
                .extracting(Conflict::kind)
                .containsExactly(
                        Kind.DIFFERENT_STATUS,
                        Kind.DIFFERENT_STATUS,
                        Kind.REOPENED_UPSTREAM,
                        Kind.DELETED_VERSUS_CHANGED);
        assertThat(found.open().get(0).id())
                .isLessThan(Objects.requireNonNull(found.open().get(1).id()));
    }

    private static Conflicts find(ASighting... registers) {
        return Conflicts.of(Stream.of(registers).map(ASighting::get).toList(), LawSettings.DEFAULT);
    }

    private static Conflict only(Conflicts found) {
        assertThat(found.open()).hasSize(1);
        return found.open().get(0);
    }

    private static void assertNone(Conflicts found) {
        assertThat(found.open()).isEmpty();
        assertThat(found.autoResolved()).isZero();
    }

    private static void assertSettled(Conflicts found) {
        assertThat(found.open()).isEmpty();
        assertThat(found.autoResolved()).isEqualTo(1);
    }
}
