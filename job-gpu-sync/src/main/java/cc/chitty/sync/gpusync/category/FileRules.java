package cc.chitty.sync.gpusync.category;

import cc.chitty.sync.gpusync.manifest.TreePath;

/**
 * Which files of a category are more than bytes.
 *
 * @param corrected names of the machine in them (home directory, project folders) are rewritten on their way
 * @param appended only ever grow at their end: of two versions one that continues the other is the newer one
 * @param joined both sides' lines are put together
 * @param secret mode 0600 whatever it was, on both sides
 * @param sanitised histories of which no secret leaves a machine
 */
public record FileRules(Patterns corrected, Patterns appended, Patterns joined, Patterns secret, Patterns sanitised) {

    public static final FileRules NONE =
            new FileRules(Patterns.NONE, Patterns.NONE, Patterns.NONE, Patterns.NONE, Patterns.NONE);

    /** What holds for one file. */
    public FileRule of(TreePath file) {
        return new FileRule(
                corrected.contain(file, false),
                appended.contain(file, false),
                joined.contain(file, false),
                secret.contain(file, false),
                sanitised.contain(file, false));
    }
}
