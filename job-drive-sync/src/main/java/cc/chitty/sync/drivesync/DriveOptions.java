package cc.chitty.sync.drivesync;

/**
 * How one run was asked for.
 *
 * @param dryRun change nothing; only tell what would be done
 * @param agreed fingerprint of deletions to which a person agrees; empty: none
 * @param anew make a new plan even if one is open
 * @param noPush commit, and leave the git remote as it is
 * @param commitOnly look at no remote; commit the mirror as it is
 */
public record DriveOptions(boolean dryRun, String agreed, boolean anew, boolean noPush, boolean commitOnly) {

    public static final DriveOptions USUAL = new DriveOptions(false, "", false, false, false);

    static final DriveOptions COMMIT_ONLY = new DriveOptions(false, "", false, false, true);

    /** The remote follows the mirror, whatever that deletes there. */
    static final DriveOptions ALL_AGREED = new DriveOptions(false, DriveOptions.ALL_DELETIONS, true, false, false);

    /** Agrees to whatever is to be deleted; for what a person has asked for in so many words. */
    static final String ALL_DELETIONS = "*";
}
