package cc.chitty.sync.consolidate.view;

import cc.chitty.sync.consolidate.todo.Status;
import cc.chitty.sync.consolidate.todo.TodoView;
import org.jspecify.annotations.Nullable;

/** Counts what a merge changed in {@code todos.json}, for the run's record and the person who reads it. */
public final class ViewChanges {

    private long added;
    private long completed;
    private long reopened;
    private long removed;
    private long otherwise;

    void count(@Nullable TodoView then, TodoView now) {
        boolean was = then != null && then.visible();
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
