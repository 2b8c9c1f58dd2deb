package cc.chitty.sync.jobs.gitpush;

import cc.chitty.sync.consolidate.todo.Status;
import cc.chitty.sync.gitpush.GitPush;
import cc.chitty.sync.jobs.command.Json;
import cc.chitty.sync.jobs.command.Plain;
import cc.chitty.sync.jobs.command.Words;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a rollback of git-push did, todo by todo: all that it takes away is named.
 *
 * @param run what was rolled back
 * @param columns how wide a line may be
 */
record PutBackWords(GitPush.RolledBack done, String run, int columns) {

    private static final int SHOWN = 20;
    private static final int LISTED = 1_000;
    private static final int SHOWN_DIGITS = 8;

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        List<GitPush.PutBack> todos = done.todos();
        lines.add(
                todos.isEmpty()
                        ? "No todo was put back to what was before run " + run + "."
                        : Words.count(todos.size(), "todo") + " put back to what was before run " + run + ":");
        todos.stream().limit(SHOWN).map(this::line).forEach(lines::add);
        if (todos.size() > SHOWN) {
            lines.add("  and " + Words.number(todos.size() - SHOWN) + " more");
        }
        if (done.unshared() > 0) {
            lines.add(Words.count(done.unshared(), "todo") + " had never been shared and "
                    + (done.unshared() == 1 ? "stays." : "stay."));
        }
        if (done.undo() != null) {
            lines.add("`chittysync rollback git-push " + done.undo() + "` takes this back.");
        }
        return lines;
    }

    private String line(GitPush.PutBack todo) {
        String text = "  " + todo.id().substring(0, SHOWN_DIGITS) + "  "
                + String.format("%-26s", word(todo.from()) + " -> " + word(todo.to())) + "  "
                + Plain.of(todo.content());
        return Plain.fit(text, columns);
    }

    private static String word(@Nullable Status status) {
        return status == null ? "deleted" : status.word();
    }

    void write(Json json) {
        json.number("put_back_count", done.todos().size())
                .list(
                        "put_back",
                        done.todos().stream().limit(LISTED).toList(),
                        todo -> json.text("id", todo.id())
                                .text("project", todo.project())
                                .text("content", todo.content())
                                .text("before", status(todo.from()))
                                .text("after", status(todo.to())))
                .number("unshared", done.unshared());
        Long undo = done.undo();
        if (undo != null) {
            json.number("undo", undo);
        }
    }

    private static @Nullable String status(@Nullable Status status) {
        return status == null ? null : status.word();
    }
}
