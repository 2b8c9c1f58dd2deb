package cc.chitty.sync.consolidate.view;

import cc.chitty.sync.consolidate.todo.CodePoints;
import java.time.Instant;
import java.util.Comparator;

/** Where a todo stands in {@code todos.json}. */
record ViewKey(String project, Instant firstSeen, String content) implements Comparable<ViewKey> {

    private static final Comparator<ViewKey> ORDER = Comparator.comparing(ViewKey::project, CodePoints.ORDER)
            .thenComparing(ViewKey::firstSeen)
            .thenComparing(ViewKey::content, CodePoints.ORDER);

    @Override
    public int compareTo(ViewKey other) {
        return ORDER.compare(this, other);
    }
}
