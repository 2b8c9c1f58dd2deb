package cc.chitty.sync.gpusync.run;

import cc.chitty.sync.gpusync.manifest.TreePath;
import cc.chitty.sync.gpusync.plan.ItemEnd;
import cc.chitty.sync.gpusync.plan.ItemState;
import cc.chitty.sync.gpusync.plan.PlannedChange;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Copies beside that are not made: as long as one is not, nothing is changed where it comes from. */
final class PendingCopies {

    private static final String WORDS = "what is there could not be kept beside it; left as it is";

    private final Map<Integer, PlannedChange> pending = new HashMap<>();

    /** @param copies those of the plan that are not done, whatever became of them */
    PendingCopies(List<PlannedChange> copies) {
        copies.forEach(copy -> pending.put(copy.seq(), copy));
    }

    /** The ends of those changes that may not be made. */
    List<ItemEnd> withheld(List<PlannedChange> changes) {
        List<ItemEnd> withheld = new ArrayList<>();
        for (PlannedChange change : changes) {
            if (pending.values().stream().anyMatch(copy -> isOf(copy, change))) {
                withheld.add(ItemEnd.failed(change, WORDS));
            }
        }
        return withheld;
    }

    /** Hears how changes ended. */
    void ended(List<ItemEnd> ends) {
        for (ItemEnd end : ends) {
            if (end.state() == ItemState.DONE) {
                pending.remove(end.item().seq());
            }
        }
    }

    /** Whether it changes what is copied, what that lies in, or what lies in that. */
    private static boolean isOf(PlannedChange copy, PlannedChange change) {
        TreePath from = copy.source();
        TreePath at = change.destination();
        return change.target() == copy.target().other()
                && change.place().root().equals(copy.place().root())
                && (at.isIn(from) || from.isBelow(at));
    }
}
