package cc.chitty.sync.consolidate.view;

import cc.chitty.sync.consolidate.todo.Content;
import cc.chitty.sync.consolidate.todo.Presence;
import cc.chitty.sync.consolidate.todo.SessionId;
import cc.chitty.sync.consolidate.todo.Sighting;
import cc.chitty.sync.consolidate.todo.Status;
import cc.chitty.sync.consolidate.todo.TodoKey;
import cc.chitty.sync.consolidate.todo.TodoView;
import java.time.Instant;
import java.util.Comparator;
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

    /** The order of {@code todos.json}. */
    public static final Comparator<ListedTodo> ORDER = Comparator.comparing(ListedTodo::viewKey);

    /** What one agent session last said about it. */
    public record Mention(SessionId session, Status status, Instant at, Presence presence) {
        static Mention of(Sighting sighting) {
            return new Mention(sighting.session(), sighting.status(), sighting.at(), sighting.presence());
        }
    }

    public ListedTodo {
        sessions = List.copyOf(sessions);
    }

    /** A visible todo as the view would show it. */
    public static ListedTodo of(TodoView view) {
        return new ListedTodo(
                view.shown(),
                view.status(),
                view.activeForm(),
                view.priority(),
                view.key().project(),
                view.firstSeen(),
                view.updatedAt(),
                view.completedAt(),
                view.registers().stream().map(Mention::of).toList());
    }

    public TodoKey key() {
        return new TodoKey(project, Content.compared(content));
    }

    ViewKey viewKey() {
        return new ViewKey(project, firstSeen, Content.compared(content));
    }
}
