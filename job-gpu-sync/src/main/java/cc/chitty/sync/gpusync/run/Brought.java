package cc.chitty.sync.gpusync.run;

import cc.chitty.sync.gpusync.manifest.Digest;
import cc.chitty.sync.gpusync.plan.ItemEnd;
import cc.chitty.sync.gpusync.plan.PlannedChange;
import java.util.List;
import java.util.Map;

/**
 * A parcel whose contents lie in a staging directory of the target's side.
 *
 * @param contents of each file that was brought, by the item's number
 * @param refused items whose content did not come as it was planned
 */
record Brought(
        Parcel parcel, Tree tree, String staging, Map<Integer, StagedFile> contents, List<ItemEnd> refused) {

    /** A staged file: its size there, and the digest of its canonical form. */
    record StagedFile(long size, Digest digest) {}

    List<PlannedChange> ready() {
        List<Integer> refusedNumbers =
                refused.stream().map(end -> end.item().seq()).toList();
        return refusedNumbers.isEmpty()
                ? parcel.items()
                : parcel.items().stream()
                        .filter(item -> !refusedNumbers.contains(item.seq()))
                        .toList();
    }
}
