package cc.chitty.sync.gpusync.run;

import cc.chitty.sync.gpusync.plan.ItemEnd;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** How one parcel is carried. */
final class Carrying {

    private final Map<String, Tree> trees;
    private final Bringing bringing;
    private final Publishing publishing;
    private final Arrived arrived;
    private final PendingCopies copies;
    private final String snapshot;

    /** @param snapshot names what is kept, and with a parcel's first number its staging directory */
    Carrying(
            Map<String, Tree> trees,
            Bringing bringing,
            Publishing publishing,
            Arrived arrived,
            PendingCopies copies,
            String snapshot) {
        this.trees = trees;
        this.bringing = bringing;
        this.publishing = publishing;
        this.arrived = arrived;
        this.copies = copies;
        this.snapshot = snapshot;
    }

    /** @param again whether an earlier attempt may have published a part of it */
    Brought bring(Parcel parcel, boolean again) {
        Tree tree = Objects.requireNonNull(trees.get(parcel.root()), parcel.root());
        List<ItemEnd> there = again ? arrived.of(parcel, tree) : List.of();
        Set<Integer> numbers = new HashSet<>();
        there.forEach(end -> numbers.add(end.item().seq()));
        // of its own for each parcel: what is published moves whole directories, and the next one is being brought
        // meanwhile
        String staging = snapshot + "-" + parcel.first();
        Brought brought = bringing.bring(parcel, tree, staging, numbers);
        List<ItemEnd> settled = new ArrayList<>(there);
        settled.addAll(brought.settled());
        return new Brought(parcel, tree, brought.staging(), brought.contents(), settled);
    }

    /** All of it but what waits for a copy; parcels are published one after the other, in the order of the plan. */
    List<ItemEnd> publish(Brought brought) {
        brought.settled().addAll(copies.withheld(brought.ready()));
        List<ItemEnd> ends = publishing.publish(brought, snapshot);
        copies.ended(ends);
        return ends; // what stays in staging goes at the end, of all parcels together
    }
}
