package cc.chitty.sync.consolidate.todo;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One todo as one side of a three-way merge shows it.
 *
 * @param text as that side writes it
 * @param updated when it last changed there: the side's {@code updated_at}, or its commit's time if that did not move
 */
public record TodoSide(
        String text,
        Status status,
        @Nullable String activeForm,
        @Nullable String priority,
        Instant updated) {

    /** Whether both say the same; neither the spelling nor the time is what they say. */
    public boolean agrees(TodoSide other) {
        return status == other.status && compareDetails(other) == 0;
    }

    int compareDetails(TodoSide other) {
        int byForm = Canonical.compare(activeForm, other.activeForm);
        return byForm != 0 ? byForm : Canonical.compare(priority, other.priority);
    }

    Claim.Details details() {
        return new Claim.Details(activeForm, priority, null);
    }
}
