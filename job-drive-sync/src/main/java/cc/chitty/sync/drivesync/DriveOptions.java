package cc.chitty.sync.drivesync;

/**
 * How one run was asked for.
 *
 * @param dryRun change nothing; only tell what would be done
 * @param agreed fingerprint of deletions to which a person agrees; empty: none
 * @param anew make a new plan even if one is open
 * @param noPush commit, and leave the git remote as it is
 */
public record DriveOptions(boolean dryRun, String agreed, boolean anew, boolean noPush) {

    public static final DriveOptions USUAL = new DriveOptions(false, "", false, false);

    /** Agrees to whatever is to be deleted; for what a person has asked for in so many words. */
    static final String ALL_DELETIONS = "*";
}
