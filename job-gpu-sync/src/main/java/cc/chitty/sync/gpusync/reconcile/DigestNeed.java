package cc.chitty.sync.gpusync.reconcile;

import cc.chitty.sync.gpusync.manifest.Content;
import cc.chitty.sync.gpusync.manifest.Entry;
import cc.chitty.sync.gpusync.manifest.EntryKind;
import org.jspecify.annotations.Nullable;

/** Which files have to be read before a plan can be made. */
public final class DigestNeed {

    private DigestNeed() {}

    /**
     * Whether a side's file has to be read: it has no digest yet, and it may turn out to be as it was, or as the other side's.
     *
     * @param other what the other side has at the path; null: nothing
     * @param corrected whether contents are compared in a form that may have another size
     */
    public static boolean of(Entry mine, @Nullable Content base, @Nullable Entry other, boolean corrected) {
        if (mine.kind() != EntryKind.FILE || mine.digest() != null) {
            return false;
        }
        boolean wasFile = base != null && base.isFile();
        boolean maybeSame = other != null
                && other.kind() == EntryKind.FILE
                && (corrected || other.stamp().size() == mine.stamp().size());
        return wasFile || maybeSame;
    }
}
