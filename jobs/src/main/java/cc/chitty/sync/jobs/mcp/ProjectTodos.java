package cc.chitty.sync.jobs.mcp;

import cc.chitty.sync.consolidate.todo.Content;
import cc.chitty.sync.consolidate.todo.TodoId;
import cc.chitty.sync.consolidate.todo.TodoKey;
import cc.chitty.sync.consolidate.view.ListedTodo;
import cc.chitty.sync.consolidate.view.TodosFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The todos of one project as they were published last. */
final class ProjectTodos {

    private final Path view;
    private final String project;

    ProjectTodos(Path view, String project) {
        this.view = view;
        this.project = project;
    }

    String project() {
        return project;
    }

    List<ListedTodo> all(Predicate<ListedTodo> wanted) {
        List<ListedTodo> found = new ArrayList<>();
        TodosFile.forEach(view, todo -> {
            if (todo.project().equals(project) && wanted.test(todo)) {
                found.add(todo);
            }
        });
        return found;
    }

    /** The todo as it is published; null where it is not, as one that was deleted. */
    @Nullable ListedTodo published(TodoKey key) {
        List<ListedTodo> found = all(todo -> todo.key().equals(key));
        return found.isEmpty() ? null : found.get(0);
    }

    /**
     * The todo that an agent means: by its content, else by its id or the beginning of it.
     *
     * @throws IllegalArgumentException if there is none or more than one
     */
    ListedTodo find(String typed) {
        String content = Content.compared(typed);
        List<ListedTodo> same = all(todo -> Content.compared(todo.content()).equals(content));
        if (!same.isEmpty()) {
            return same.get(0);
        }
        String prefix = typed.strip().toLowerCase(Locale.ROOT);
        List<ListedTodo> found = prefix.length() < 4 ? List.of() : all(todo -> id(todo).startsWith(prefix));
        if (found.size() != 1) {
            String seen = found.isEmpty() ? "there is no todo " : found.size() + " todos begin with ";
            throw new IllegalArgumentException(seen + "'" + Wording.shown(typed) + "' in project " + project
                    + "; list_todos shows all with their ids");
        }
        return found.get(0);
    }

    static String id(ListedTodo todo) {
        return TodoId.of(todo.key());
    }
}
