package cc.chitty.sync.consolidate.source;

import cc.chitty.sync.consolidate.todo.Claim.Details;
import cc.chitty.sync.consolidate.todo.Content;
import cc.chitty.sync.consolidate.todo.Status;

/**
 * One line of an agent's list, its status in our words.
 *
 * @param text as the agent wrote it; may be blank, and is then no todo
 * @param deleted the list itself says that the agent deleted it
 */
public record ListEntry(String text, Status status, Details details, boolean deleted) {

    public static ListEntry of(String text, Status status, Details details) {
        return new ListEntry(text, status, details, false);
    }

    /** The text in the form in which two texts are compared; empty where it is blank. */
    public String content() {
        return Content.compared(text);
    }

    /** Of two lines with the same content the further one counts; of equals the first. */
    public ListEntry orFurther(ListEntry other) {
        if (deleted != other.deleted) {
            return deleted ? other : this;
        }
        return other.status.compareTo(status) > 0 ? other : this;
    }
}
