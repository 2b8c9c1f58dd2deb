package cc.chitty.sync.consolidate.todo;

import static cc.chitty.sync.consolidate.todo.ASighting.KEY;
import static cc.chitty.sync.consolidate.todo.ASighting.at;
import static cc.chitty.sync.consolidate.todo.ASighting.by;
import static org.assertj.core.api.Assertions.assertThat;

import cc.chitty.sync.consolidate.todo.Claim.Details;
import cc.chitty.sync.consolidate.todo.Claim.Kind;
import cc.chitty.sync.consolidate.todo.LawSettings.Reopen;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RegistersApplyTest {

    private static final SessionId A = by("a").get().session();

    @Test
    void a_first_listing_begins_a_register() {
        assertThat(said(null, listed(Status.IN_PROGRESS, 3)))
                .isEqualTo(by("a").inProgress(3).first(3).get());
    }

    @Test
    void a_first_word_that_the_todo_is_gone_begins_none_but_a_deletion_does() {
        assertThat(said(null, gone(Kind.VANISHED, 3))).isNull();
        assertThat(said(null, gone(Kind.DROPPED, 3))).isNull();
        assertThat(said(null, gone(Kind.MOVED, 3))).isNull();
        assertThat(said(null, gone(Kind.DELETED, 3)))
                .isEqualTo(by("a").pending(3).deleted(3).first(3).get());
    }

    @Test
    void the_same_words_said_later_move_the_time_and_said_earlier_only_the_beginning() {
        assertThat(said(by("a").pending(1), listed(Status.PENDING, 5)))
                .isEqualTo(by("a").pending(5).first(1).get());
        assertThat(said(by("a").completed(5).first(5), listed(Status.COMPLETED, 1)))
                .isEqualTo(by("a").completed(5).first(1).get());
        assertThat(said(by("a").completed(5), listed(Status.COMPLETED, 5))).isNull();
    }

    @Test
    void a_repetition_does_not_follow_a_reopening_into_the_new_epoch() {
        Epochs reopened = new Epochs(1, at(4));
        assertThat(said(by("a").completed(1), listed(Status.COMPLETED, 5), reopened))
                .isNull();
    }

    @Test
    void a_repetition_may_fill_in_when_the_session_began_and_where_it_was_listed_first() {
        ASighting register = by("a").pending(5).first(5);
        Claim again = listed(Status.PENDING, 5);
        assertThat(apply(register, again, Epochs.NONE, Reopen.NEVER, 2))
                .isEqualTo(register.began(2).get());
        assertThat(said(register, listed(Status.PENDING, 3)))
                .isEqualTo(register.first(3).get());
    }

    @Test
    void other_details_are_something_new() {
        Claim claim = Claim.listed("Add retry", Status.PENDING, at(3), new Details(null, "high", null));
        assertThat(said(by("a").pending(1), claim))
                .isEqualTo(by("a").pending(3).details(null, "high", null).get());
    }

    @Test
    void a_dropped_todo_stays_dropped_since_then_until_it_is_listed_again() {
        ASighting dropped = by("a").pending(1).dropped(3).openAt(1);
        assertThat(said(by("a").pending(1), gone(Kind.DROPPED, 3))).isEqualTo(dropped.get());
        assertThat(said(dropped, gone(Kind.DROPPED, 5)))
                .isEqualTo(by("a").pending(1).dropped(5).openAt(1).get());
        assertThat(said(dropped, listed(Status.PENDING, 2)))
                .isEqualTo(dropped.openAt(2).get());
        assertThat(said(dropped, listed(Status.PENDING, 5)))
                .isEqualTo(by("a").pending(5).get());
    }

    @Test
    void dropping_means_nothing_for_a_completed_todo_and_for_a_listing_that_came_later() {
        assertThat(said(by("a").completed(1), gone(Kind.DROPPED, 3))).isNull();
        assertThat(said(by("a").pending(5), gone(Kind.DROPPED, 3))).isNull();
    }

    @Test
    void a_vanished_todo_keeps_the_time_of_its_last_word() {
        assertThat(said(by("a").completed(1), gone(Kind.VANISHED, 9)))
                .isEqualTo(by("a").completed(1).vanished().get());
        assertThat(said(by("a").pending(1), gone(Kind.VANISHED, 9)))
                .isEqualTo(by("a").pending(1).vanished().openAt(1).get());
    }

    @Test
    void only_what_is_listed_vanishes() {
        assertThat(said(by("a").dropped(3), gone(Kind.VANISHED, 9))).isNull();
        assertThat(said(by("a").deleted(3), gone(Kind.VANISHED, 9))).isNull();
    }

    @Test
    void a_moved_register_is_dropped_with_its_status_and_time_even_if_completed() {
        assertThat(said(by("a").completed(3), gone(Kind.MOVED, 9)))
                .isEqualTo(by("a").completed(3).dropped(3).get());
        assertThat(said(by("a").pending(3).vanished(), gone(Kind.MOVED, 9)))
                .isEqualTo(by("a").pending(3).dropped(3).get());
        assertThat(said(by("a").deleted(3), gone(Kind.MOVED, 9))).isNull();
    }

    @Test
    void a_todo_that_comes_back_after_its_completion_moved_away_is_not_hidden_by_it() {
        assertThat(said(by("a").completed(3).dropped(3), listed(Status.PENDING, 5)))
                .isEqualTo(by("a").epoch(1).pending(5).get());
    }

    @Test
    void a_deletion_keeps_the_status_and_takes_its_own_time() {
        assertThat(said(by("a").completed(1), gone(Kind.DELETED, 3)))
                .isEqualTo(by("a").completed(1).deleted(3).get());
        assertThat(said(by("a").completed(1).deleted(3), gone(Kind.DELETED, 5))).isNull();
    }

    @Test
    void a_deletion_after_a_reopening_does_not_bring_back_the_completion_that_was_undone() {
        assertThat(said(by("a").completed(1), gone(Kind.DELETED, 5), new Epochs(1, at(4))))
                .isEqualTo(by("a").epoch(1).pending(1).deleted(5).get());
        assertThat(said(by("a").completed(1).dropped(1), gone(Kind.DELETED, 5)))
                .isEqualTo(by("a").pending(1).deleted(5).get());
    }

    @Test
    void a_deletion_from_before_a_reopening_is_not_said_again_in_the_new_epoch() {
        assertThat(said(by("a").epoch(1).pending(4), gone(Kind.DELETED, 3))).isNull();
    }

    @Test
    void a_listing_of_a_deleted_todo_is_absorbed() {
        assertThat(said(by("a").deleted(3), listed(Status.IN_PROGRESS, 5))).isNull();
    }

    @Test
    void creating_anew_what_was_deleted_raises_the_epoch_once() {
        ASighting anew = by("a").epoch(1).pending(5);
        assertThat(said(by("a").deleted(3), claim(Kind.ANEW, Status.PENDING, 5)))
                .isEqualTo(anew.get());
        assertThat(said(anew, claim(Kind.ANEW, Status.PENDING, 5))).isNull();
        assertThat(said(anew, claim(Kind.ANEW, Status.PENDING, 6)))
                .isEqualTo(by("a").epoch(1).pending(6).get());
    }

    @Test
    void creating_anew_what_was_not_deleted_or_was_deleted_later_is_a_listing() {
        assertThat(said(by("a").pending(1), claim(Kind.ANEW, Status.IN_PROGRESS, 5)))
                .isEqualTo(by("a").inProgress(5).get());
        assertThat(said(by("a").deleted(7), claim(Kind.ANEW, Status.PENDING, 5)))
                .isNull();
    }

    @Test
    void a_person_raises_the_epoch_above_every_device() {
        Epochs known = new Epochs(2, at(4));
        Claim reopened = claim(Kind.REOPENED, Status.PENDING, 5);
        assertThat(said(null, reopened, known))
                .isEqualTo(by("a").epoch(3).pending(5).first(5).get());
        assertThat(said(by("a").completed(3), reopened, known))
                .isEqualTo(by("a").epoch(3).pending(5).get());
    }

    @Test
    void a_person_may_say_the_same_again_later_but_a_retry_is_nothing_new() {
        ASighting register = by("a").epoch(1).pending(5);
        assertThat(said(register, claim(Kind.REOPENED, Status.PENDING, 5))).isNull();
        assertThat(said(register, claim(Kind.REOPENED, Status.PENDING, 6)))
                .isEqualTo(by("a").epoch(2).pending(6).get());
        assertThat(said(register, claim(Kind.REOPENED, Status.PENDING, 5), new Epochs(2, at(5))))
                .isEqualTo(by("a").epoch(3).pending(5).get());
    }

    @Test
    void a_claim_made_since_a_reopening_joins_the_new_epoch_and_an_older_one_does_not() {
        Epochs known = new Epochs(1, at(4));
        assertThat(said(by("a").pending(1), listed(Status.COMPLETED, 4), known))
                .isEqualTo(by("a").epoch(1).completed(4).get());
        assertThat(said(by("a").pending(1), listed(Status.COMPLETED, 3), known))
                .isEqualTo(by("a").completed(3).get());
    }

    @Test
    void an_old_file_read_again_does_not_undo_a_reopening_that_its_register_has_followed() {
        assertThat(said(by("a").epoch(1).inProgress(5), listed(Status.COMPLETED, 3), new Epochs(1, at(4))))
                .isNull();
    }

    @Test
    void a_session_that_lists_its_completion_as_open_keeps_it_and_is_remembered_once() {
        ASighting reopened = by("a").completed(3).openAt(5);
        assertThat(said(by("a").completed(3), listed(Status.PENDING, 5))).isEqualTo(reopened.get());
        assertThat(said(reopened, listed(Status.IN_PROGRESS, 7))).isNull();
        assertThat(said(reopened, listed(Status.COMPLETED, 7)))
                .isEqualTo(by("a").completed(7).get());
    }

    @Test
    void a_session_may_be_allowed_to_reopen_its_own_completion() {
        Claim open = listed(Status.PENDING, 5);
        assertThat(apply(by("a").completed(3), open, Epochs.NONE, Reopen.SAME_SESSION, null))
                .isEqualTo(by("a").epoch(1).pending(5).get());
        assertThat(apply(by("a").completed(5), open, Epochs.NONE, Reopen.SAME_SESSION, null))
                .isNull();
    }

    @Test
    void what_was_open_before_the_last_reopening_reopens_nothing() {
        Epochs known = new Epochs(1, at(9));
        assertThat(apply(by("a").completed(3), listed(Status.PENDING, 5), known, Reopen.SAME_SESSION, null))
                .isEqualTo(by("a").completed(3).openAt(5).get());
    }

    private static Claim listed(Status status, int at) {
        return claim(Kind.LISTED, status, at);
    }

    private static Claim claim(Kind kind, Status status, int at) {
        return new Claim(kind, "Add retry", at(at), status, Details.NONE);
    }

    private static Claim gone(Kind kind, int at) {
        return Claim.gone(kind, "Add retry", at(at));
    }

    private static @Nullable Sighting said(@Nullable ASighting register, Claim claim) {
        return said(register, claim, Epochs.NONE);
    }

    private static @Nullable Sighting said(@Nullable ASighting register, Claim claim, Epochs known) {
        return apply(register, claim, known, Reopen.NEWER_SESSION, null);
    }

    private static @Nullable Sighting apply(
            @Nullable ASighting register, Claim claim, Epochs known, Reopen reopen, @Nullable Integer began) {
        return new Registers(new LawSettings(reopen))
                .apply(
                        register == null ? null : register.get(),
                        KEY,
                        A,
                        claim,
                        known,
                        began == null ? null : at(began));
    }
}
