package cc.chitty.sync.consolidate.todo;

/**
 * What makes two todos the same one: the project and the content in its compared form.
 *
 * @param project as {@code github.com/owner/repository}, a directory's name, a keyword or {@code general}
 * @param content in the compared form, see {@link Content#compared}
 */
public record TodoKey(String project, String content) implements Comparable<TodoKey> {

    @Override
    public int compareTo(TodoKey other) {
        int byProject = CodePoints.compare(project, other.project);
        return byProject != 0 ? byProject : CodePoints.compare(content, other.content);
    }
}
