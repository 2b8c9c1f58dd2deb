package cc.chitty.sync.gpusync.peer;

import cc.chitty.sync.gpusync.manifest.Entry;
import cc.chitty.sync.gpusync.manifest.TreePath;
import org.jspecify.annotations.Nullable;

/**
 * What became of one change.
 *
 * @param before what was there and is kept now; null: nothing
 * @param now what is there now, read back; null: nothing
 * @param trouble in words, where it is not done; else null
 */
public record Outcome(
        TreePath path,
        Result result,
        @Nullable Entry before,
        @Nullable Entry now,
        @Nullable String trouble) {

    /** How it ended. */
    public enum Result {
        /** It is as wanted; also where it was so before. */
        DONE,
        /** Something else was there than the plan had seen; it was left alone. */
        CHANGED_MEANWHILE,
        /** It could not be done; what was there is there. */
        FAILED
    }
}
