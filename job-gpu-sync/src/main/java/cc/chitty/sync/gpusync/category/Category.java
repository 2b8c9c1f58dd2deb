package cc.chitty.sync.gpusync.category;

import cc.chitty.sync.gpusync.manifest.TreePath;
import java.util.List;

/**
 * One kind of things that are synced, in its final form: the defaults with the settings applied.
 *
 * @param name as it is printed, stored and given on the command line
 * @param order smaller ones are transferred first
 * @param kind how it is synced
 * @param home paths below the home directories, each with everything below
 * @param workspace whether it looks into the workspace roots
 * @param chosen the only paths below a workspace root that belong to it; empty: all
 * @param others what belongs to other categories, or to none, if no setting says otherwise
 * @param excluded what a setting leaves out of it
 * @param named what is synced although it is on the list of {@link NeverSynced}
 * @param pruned names that a scan of a workspace root does not enter for it
 * @param ignoreFiles whether {@code .gitignore} and {@code .chittyignore} files below a workspace root count
 */
public record Category(
        String name,
        int order,
        Kind kind,
        List<TreePath> home,
        boolean workspace,
        Patterns chosen,
        Patterns others,
        Patterns excluded,
        Patterns named,
        List<String> pruned,
        boolean ignoreFiles,
        Direction direction,
        FileRules rules) {

    /** How a category is synced. */
    public enum Kind {
        /** Its files, by {@code reconcile}. */
        FILES,
        /** The refs and objects of the repositories below the workspace roots. */
        GIT
    }

    public Category {
        home = List.copyOf(home);
        pruned = List.copyOf(pruned);
    }
}
