package cc.chitty.sync.consolidate.view;

import cc.chitty.sync.consolidate.todo.Status;
import cc.chitty.sync.consolidate.todo.TodoView;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a merge changed in {@code todos.json}, for the run's record and the person who reads it. */
public final class ViewChanges {

    /** More changed todos than this are counted, not listed. */
    public static final int LISTED = 1_000;

    private final List<ChangedTodo> listed = new ArrayList<>();
    private long newConflicts;
    private long added;
    private long completed;
    private long reopened;
    private long removed;
    private long otherwise;

    void count(@Nullable TodoView then, TodoView now) {
        boolean was = then != null && then.visible();
        list(then, now);
        if (!was || !now.visible()) {
            added += !was && now.visible() ? 1 : 0;
            removed += was && !now.visible() ? 1 : 0;
        } else if (then != null && then.status() != now.status()) {
            completed += now.status() == Status.COMPLETED ? 1 : 0;
            reopened += then.status() == Status.COMPLETED ? 1 : 0;
            otherwise += now.status() != Status.COMPLETED && then.status() != Status.COMPLETED ? 1 : 0;
        } else if (then != null && !then.registers().equals(now.registers())) {
            otherwise++;
        }
    }

    private void list(@Nullable TodoView then, TodoView now) {
        ChangedTodo changed = ChangedTodo.of(then, now);
        if (changed.before() != changed.after() && listed.size() < LISTED) {
            listed.add(changed);
        }
    }

    void conflicts(Set<String> now, Set<String> before) {
        newConflicts = now.stream().filter(id -> !before.contains(id)).count();
    }

    /** Those added, gone or of another status than before, at most {@link #LISTED}. */
    public List<ChangedTodo> listed() {
        return List.copyOf(listed);
    }

    /** Conflicts that were not listed before. */
    public long newConflicts() {
        return newConflicts;
    }

    public long added() {
        return added;
    }

    public long completed() {
        return completed;
    }

    public long reopened() {
        return reopened;
    }

    /** No longer shown, for a reason the law gives; still in the journal. */
    public long removed() {
        return removed;
    }

    /** Started, reworded, or said anew by a session. */
    public long otherwise() {
        return otherwise;
    }
}
