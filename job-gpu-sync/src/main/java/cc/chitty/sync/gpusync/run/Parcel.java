package cc.chitty.sync.gpusync.run;

import cc.chitty.sync.gpusync.plan.PlannedChange;
import cc.chitty.sync.gpusync.reconcile.Side;
import java.util.List;

/** Changes that are made together: of one tree, on one side, next to one another in the plan. Never empty. */
public record Parcel(List<PlannedChange> items) {

    public Parcel {
        items = List.copyOf(items);
        if (items.isEmpty()) {
            throw new IllegalArgumentException("a parcel of nothing");
        }
    }

    String root() {
        return items.get(0).place().root();
    }

    Side target() {
        return items.get(0).target();
    }

    int first() {
        return items.get(0).seq();
    }

    public int last() {
        return items.get(items.size() - 1).seq();
    }

    long bytes() {
        return items.stream().mapToLong(PlannedChange::bytes).sum();
    }
}
