package cc.chitty.sync.consolidate;

import cc.chitty.sync.consolidate.view.ChangedTodo;
import cc.chitty.sync.kernel.launch.Ended;
import java.util.List;

/**
 * What came of one request to consolidate.
 *
 * @param changed todos that were added, are gone or have another status, as far as they are listed; of a dry run those
 *     that would be
 */
public record Consolidated(Ended ended, List<ChangedTodo> changed) {

    public Consolidated {
        changed = List.copyOf(changed);
    }

    /** Whether there was nothing to do at all: no file was read and no todo was looked at. */
    public boolean isIdle() {
        return ended.failure() == null && !ended.report().counts().containsKey("todos_looked_at");
    }
}
