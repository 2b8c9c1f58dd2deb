package cc.chitty.sync.consolidate.todo;

import java.util.Comparator;

/**
 * What makes two todos the same one: the project and the content in its compared form.
 *
 * @param project as {@code github.com/owner/repository}, a directory's name, a keyword or {@code general}
 * @param content in the compared form, see {@link Content#compared}
 */
public record TodoKey(String project, String content) implements Comparable<TodoKey> {

    private static final Comparator<TodoKey> ORDER =
            Comparator.comparing(TodoKey::project, CodePoints.ORDER).thenComparing(TodoKey::content, CodePoints.ORDER);

    @Override
    public int compareTo(TodoKey other) {
        return ORDER.compare(this, other);
    }
}
