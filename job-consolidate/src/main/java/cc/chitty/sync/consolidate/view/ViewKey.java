package cc.chitty.sync.consolidate.view;

import cc.chitty.sync.consolidate.todo.CodePoints;
import java.time.Instant;

/** Where a todo stands in {@code todos.json}. */
record ViewKey(String project, Instant firstSeen, String content) implements Comparable<ViewKey> {

    @Override
    public int compareTo(ViewKey other) {
        int byProject = CodePoints.compare(project, other.project);
        int byTime = byProject != 0 ? byProject : firstSeen.compareTo(other.firstSeen);
        return byTime != 0 ? byTime : CodePoints.compare(content, other.content);
    }
}
