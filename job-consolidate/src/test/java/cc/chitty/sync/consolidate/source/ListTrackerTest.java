package cc.chitty.sync.consolidate.source;

import static org.assertj.core.api.Assertions.assertThat;

import cc.chitty.sync.consolidate.todo.Claim.Details;
import cc.chitty.sync.consolidate.todo.Status;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ListTrackerTest {

    private static final Instant AT = Instant.parse("2026-03-01T10:00:00Z");

    @Test
    void a_rewritten_list_drops_what_it_lacks() {
        ListTracker tracker = new ListTracker(List.of("A", "B"));
        tracker.rewrite(AT, List.of(pending("B"), pending("C")));
        assertThat(said(tracker)).containsExactly("DROPPED A", "LISTED B", "LISTED C");
        assertThat(tracker.listed()).containsExactly("B", "C");
    }

    @Test
    void an_emptied_list_vanishes() {
        ListTracker tracker = new ListTracker(List.of("A", "B"));
        tracker.rewrite(AT, List.of(pending(" ")));
        assertThat(said(tracker)).containsExactly("VANISHED A", "VANISHED B");
        assertThat(tracker.listed()).isEmpty();
    }

    @Test
    void a_line_that_the_list_calls_deleted_is_deleted() {
        ListTracker tracker = new ListTracker(List.of("A"));
        tracker.rewrite(AT, List.of(new ListEntry("A", Status.PENDING, Details.NONE, true), pending("B")));
        assertThat(said(tracker)).containsExactly("DELETED A", "LISTED B");
    }

    @Test
    void a_list_of_which_a_line_could_not_be_understood_drops_nothing() {
        ListTracker tracker = new ListTracker(List.of("A"));
        tracker.take(AT, new TodoWords.TodoList(List.of(pending("B")), List.of("line 2: strange")));
        assertThat(said(tracker)).containsExactly("LISTED B");
        assertThat(tracker.listed()).containsExactly("A", "B");
    }

    @Test
    void a_renamed_line_drops_its_former_content_only_if_that_differs() {
        ListTracker tracker = new ListTracker(List.of("A"));
        tracker.rename(AT, "A", pending(" A  "));
        tracker.rename(AT, "A", pending("B"));
        assertThat(said(tracker)).containsExactly("LISTED  A  ", "DROPPED A", "LISTED B");
    }

    @Test
    void what_a_reading_from_the_start_never_mentions_has_vanished() {
        ListTracker tracker = new ListTracker(List.of());
        tracker.put(AT, pending("A"));
        tracker.put(AT, pending("B"));
        tracker.delete(AT, "B");
        tracker.vanishUnmentioned(AT, List.of("A", "B", "C"));
        assertThat(said(tracker)).containsExactly("LISTED A", "LISTED B", "DELETED B", "VANISHED C");
        assertThat(tracker.listed()).containsExactly("A");
    }

    @Test
    void what_is_not_listed_is_neither_dropped_nor_vanished_again() {
        ListTracker tracker = new ListTracker(List.of());
        tracker.drop(AT, "A");
        tracker.vanish(AT, "A");
        tracker.clear(AT);
        tracker.delete(AT, " ");
        assertThat(said(tracker)).isEmpty();
    }

    private static ListEntry pending(String text) {
        return ListEntry.of(text, Status.PENDING, Details.NONE);
    }

    private static List<String> said(ListTracker tracker) {
        return tracker.claims().stream()
                .map(claim -> claim.kind() + " " + claim.text())
                .toList();
    }
}
