package cc.chitty.sync.consolidate.view;

import cc.chitty.sync.consolidate.todo.Content;
import cc.chitty.sync.consolidate.todo.Presence;
import cc.chitty.sync.consolidate.todo.SessionId;
import cc.chitty.sync.consolidate.todo.Status;
import cc.chitty.sync.consolidate.todo.TodoKey;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One todo as {@code todos.json} shows it.
 *
 * @param content as it was first written
 * @param firstSeen when a session first listed it
 * @param updatedAt when a session last said something new about it
 * @param completedAt when it was completed; null while it is open
 */
public record ListedTodo(
        String content,
        Status status,
        @Nullable String activeForm,
        @Nullable String priority,
        String project,
        Instant firstSeen,
        Instant updatedAt,
        @Nullable Instant completedAt,
        List<Mention> sessions) {

    /** What one agent session last said about it. */
    public record Mention(SessionId session, Status status, Instant at, Presence presence) {}

    public ListedTodo {
        sessions = List.copyOf(sessions);
    }

    public TodoKey key() {
        return new TodoKey(project, Content.compared(content));
    }

    ViewKey viewKey() {
        return new ViewKey(project, firstSeen, Content.compared(content));
    }
}
