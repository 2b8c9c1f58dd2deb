package cc.chitty.sync.gpusync.category.git;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What a person can set of the category {@code git}.
 *
 * @param fastForward whether a branch that is checked out moves forward with its files where the tree is clean; else it moves
 *     only where its files are those of the new commit already, and what came is kept beside it
 * @param verify whether the repositories that changed are looked through afterwards
 */
public record GitSettings(
        @DefaultValue("false") boolean fastForward,
        @DefaultValue("true") boolean verify) {

    public static final GitSettings DEFAULT = new GitSettings(false, true);
}
