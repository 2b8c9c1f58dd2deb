package cc.chitty.sync.gitpush;

/**
 * How one run was asked for.
 *
 * @param pullOnly take what others pushed; commit and push nothing
 * @param dryRun change nothing; only tell what would be committed
 * @param noPush commit, and leave the remote as it is
 */
public record GitPushOptions(boolean pullOnly, boolean dryRun, boolean noPush) {

    public static final GitPushOptions USUAL = new GitPushOptions(false, false, false);

    /** Fetch and merge are in every run. */
    boolean always() {
        return true;
    }

    boolean commits() {
        return !pullOnly;
    }

    boolean pushes() {
        return !pullOnly && !noPush && !dryRun;
    }
}
