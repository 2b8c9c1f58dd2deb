package cc.chitty.sync.consolidate.view;

import cc.chitty.sync.consolidate.todo.Status;
import cc.chitty.sync.consolidate.todo.TodoKey;
import cc.chitty.sync.consolidate.todo.TodoView;
import org.jspecify.annotations.Nullable;

/**
 * One todo of which a merge changed what {@code todos.json} shows.
 *
 * @param content as it was first written
 * @param before null where the view did not show it
 * @param after null where the view shows it no more
 */
public record ChangedTodo(
        TodoKey todo,
        String content,
        @Nullable Status before,
        @Nullable Status after) {

    static ChangedTodo of(@Nullable TodoView then, TodoView now) {
        return new ChangedTodo(
                now.key(),
                now.shown(),
                then != null && then.visible() ? then.status() : null,
                now.visible() ? now.status() : null);
    }
}
