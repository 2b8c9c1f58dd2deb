package cc.chitty.sync.gpusync.run;

import cc.chitty.sync.gpusync.manifest.Digest;
import cc.chitty.sync.gpusync.plan.ItemEnd;
import cc.chitty.sync.gpusync.plan.PlannedChange;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A parcel whose contents lie in a staging directory of the target's side.
 *
 * @param contents of each file that was brought, by the item's number
 * @param settled how items ended that are not published: their content did not come as planned, or they are done already
 */
record Brought(Parcel parcel, Tree tree, String staging, Map<Integer, StagedFile> contents, List<ItemEnd> settled) {

    /** A staged file: its size there, and the digest of its canonical form. */
    record StagedFile(long size, Digest digest) {}

    List<PlannedChange> ready() {
        Set<Integer> numbers = settled.stream().map(end -> end.item().seq()).collect(Collectors.toSet());
        return numbers.isEmpty()
                ? parcel.items()
                : parcel.items().stream()
                        .filter(item -> !numbers.contains(item.seq()))
                        .toList();
    }
}
