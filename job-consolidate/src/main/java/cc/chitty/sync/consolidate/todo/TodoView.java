package cc.chitty.sync.consolidate.todo;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What all registers of one todo say together.
 *
 * @param reason the rule that decided the state
 * @param winner the register whose status and details are shown
 * @param shown the text as it was first written
 * @param firstSeen over all registers
 * @param updatedAt the latest {@code at} of the registers of the highest epoch
 * @param completedAt the earliest completion that counts; null unless the todo is visible and completed
 * @param registers one version of each, sorted by session, those of lower epochs included
 */
public record TodoView(
        TodoKey key,
        State state,
        Rule reason,
        Sighting winner,
        String shown,
        Instant firstSeen,
        Instant updatedAt,
        @Nullable Instant completedAt,
        List<Sighting> registers) {

    /** Only visible todos are in a view's file; the others are in the journal for ever. */
    public enum State {
        VISIBLE,
        DROPPED,
        DELETED
    }

    public TodoView {
        registers = List.copyOf(registers);
    }

    public boolean visible() {
        return state == State.VISIBLE;
    }

    /** Of a dropped or deleted todo the last one known. */
    public Status status() {
        return winner.status();
    }

    public @Nullable String activeForm() {
        return winner.activeForm();
    }

    public @Nullable String priority() {
        return winner.priority();
    }
}
