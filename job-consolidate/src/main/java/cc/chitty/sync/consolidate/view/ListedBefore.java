package cc.chitty.sync.consolidate.view;

import cc.chitty.sync.consolidate.journal.LineCursor;
import cc.chitty.sync.consolidate.journal.SortedFile;
import cc.chitty.sync.consolidate.todo.CodePoints;
import cc.chitty.sync.consolidate.todo.TodoKey;
import cc.chitty.sync.kernel.run.Failure;
import cc.chitty.sync.kernel.run.FailureCategory;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The todos that the published {@code todos.json} lists, held against those of the journals when the view is made anew: a
 * journal that lost a todo must not pass for one that never had it.
 */
final class ListedBefore implements Closeable {

    private final SortedFile file;
    private final @Nullable LineCursor cursor;
    private @Nullable ViewKey upcoming;

    private ListedBefore(SortedFile file) {
        this.file = file;
        this.cursor = file.cursor();
        advance();
    }

    static ListedBefore nothing() {
        return new ListedBefore(SortedFile.empty());
    }

    /** Of a view that is as it was published. */
    static ListedBefore in(Path todosView) throws IOException {
        return new ListedBefore(TodosFile.open(todosView));
    }

    /**
     * Demands that every listed todo of this project, and none of a project before it, is known. Projects come in ascending
     * order.
     *
     * @param visible compared contents in the new view
     * @param hidden compared contents that are in a journal, but not to be shown
     */
    void demand(String project, Set<String> visible, Set<String> hidden) {
        for (ViewKey key = upcoming; key != null && isUpTo(project, key); key = upcoming) {
            boolean known = key.project().equals(project)
                    && (visible.contains(key.content()) || hidden.contains(key.content()));
            if (!known) {
                throw lost(new TodoKey(key.project(), key.content()));
            }
            advance();
        }
    }

    /** Demands that no project is left of which nothing was known. */
    void end() {
        ViewKey key = upcoming;
        if (key != null) {
            throw lost(new TodoKey(key.project(), key.content()));
        }
    }

    private static boolean isUpTo(String project, ViewKey key) {
        return CodePoints.compare(key.project(), project) <= 0;
    }

    private void advance() {
        LineCursor lines = cursor;
        upcoming = lines != null && lines.next() ? TodoLine.key(lines.array(), lines.offset(), lines.length()) : null;
    }

    private static Failure lost(TodoKey key) {
        return new Failure(
                FailureCategory.REFUSED,
                "publish todos.json",
                "the todo \"" + key.content() + "\" of project " + key.project()
                        + " was listed and is in no journal any more",
                "Nothing was replaced. Put the journals in devices/ back, from `snapshots`, from git history or from"
                        + " another device; to go on without such todos, delete published.properties beside todos.json.");
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
