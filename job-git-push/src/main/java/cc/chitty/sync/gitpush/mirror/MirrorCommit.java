package cc.chitty.sync.gitpush.mirror;

import org.jspecify.annotations.Nullable;

/**
 * What became of a commit.
 *
 * @param id the branch's commit now; null where nothing was ever committed
 * @param commits how many were made: none if nothing has changed, more than one where it was too much for one
 * @param changes the files in them
 * @param leftOut files of the mirror that are not in it as they are now, each named as a problem
 */
public record MirrorCommit(@Nullable String id, int commits, Changes changes, int leftOut) {

    /**
     * Files.
     *
     * @param bytes the size of those added or changed
     */
    public record Changes(int added, int changed, int deleted, long bytes) {

        static final Changes NONE = new Changes(0, 0, 0, 0);
    }

    /** Whether there is anything new in the history. */
    public boolean isNew() {
        return commits > 0;
    }
}
