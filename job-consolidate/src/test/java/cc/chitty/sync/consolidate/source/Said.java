package cc.chitty.sync.consolidate.source;

import cc.chitty.sync.consolidate.todo.Status;

/** One line of a list which a test lets an agent write. */
public record Said(String text, Status status) {

    public static Said pending(String text) {
        return new Said(text, Status.PENDING);
    }

    public static Said inProgress(String text) {
        return new Said(text, Status.IN_PROGRESS);
    }

    public static Said completed(String text) {
        return new Said(text, Status.COMPLETED);
    }
}
