package cc.chitty.sync.gpusync.run;

import cc.chitty.sync.gpusync.manifest.TreePath;
import cc.chitty.sync.gpusync.plan.PlanTable;
import cc.chitty.sync.gpusync.plan.PlannedChange;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Takes what is not done of a plan in its order, in parcels of at most so many changes and bytes; a larger file goes alone. */
public final class Parcels {

    /** How large a parcel may be. */
    public record Size(int items, long bytes) {}

    private final PlanTable table;
    private final long instance;
    private final Size size;
    private final List<PlannedChange> ahead = new ArrayList<>();
    private int behind;

    public Parcels(PlanTable table, long instance, Size size) {
        this.table = table;
        this.instance = instance;
        this.size = size;
    }

    /** The next one; null: there is nothing left. */
    public @Nullable Parcel next() {
        if (ahead.size() < size.items()) {
            fill();
        }
        if (ahead.isEmpty()) {
            return null;
        }
        Parcel parcel = new Parcel(ahead.subList(0, length()));
        ahead.subList(0, parcel.items().size()).clear();
        return parcel;
    }

    private void fill() {
        List<PlannedChange> more = table.next(instance, behind, size.items());
        ahead.addAll(more);
        if (!more.isEmpty()) {
            behind = more.get(more.size() - 1).seq();
        }
    }

    private int length() {
        PlannedChange first = ahead.get(0);
        Set<TreePath> paths = new HashSet<>();
        long bytes = 0;
        int length = 0;
        for (PlannedChange item : ahead) {
            bytes += item.bytes();
            boolean fits = length < size.items()
                    && item.target() == first.target()
                    && item.place().root().equals(first.place().root())
                    && paths.add(item.path()); // what is changed twice is looked at in between
            if (!fits || (length > 0 && bytes > size.bytes())) {
                break;
            }
            length++;
        }
        return length;
    }
}
