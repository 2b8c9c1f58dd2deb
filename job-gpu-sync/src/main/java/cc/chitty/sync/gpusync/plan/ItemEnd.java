package cc.chitty.sync.gpusync.plan;

import cc.chitty.sync.gpusync.manifest.Entry;
import org.jspecify.annotations.Nullable;

/**
 * How one planned change ended.
 *
 * @param outcome what the target has now, read back, with the digest of its canonical form; null: nothing
 * @param trouble why it is not done, in words; else null
 */
public record ItemEnd(
        PlannedChange item,
        ItemState state,
        @Nullable Entry outcome,
        @Nullable String trouble) {

    public static ItemEnd done(PlannedChange item, @Nullable Entry outcome) {
        return new ItemEnd(item, ItemState.DONE, outcome, null);
    }

    public static ItemEnd changed(PlannedChange item, String trouble) {
        return new ItemEnd(item, ItemState.CHANGED, null, trouble);
    }

    public static ItemEnd failed(PlannedChange item, String trouble) {
        return new ItemEnd(item, ItemState.FAILED, null, trouble);
    }
}
