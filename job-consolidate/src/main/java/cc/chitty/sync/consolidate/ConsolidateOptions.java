package cc.chitty.sync.consolidate;

/**
 * How one run was asked for.
 *
 * @param full read every file from its beginning and make the views anew
 * @param dryRun only tell what would be done
 */
public record ConsolidateOptions(boolean full, boolean dryRun) {

    public static final ConsolidateOptions USUAL = new ConsolidateOptions(false, false);
}
