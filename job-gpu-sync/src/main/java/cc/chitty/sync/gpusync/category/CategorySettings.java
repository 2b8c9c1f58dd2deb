package cc.chitty.sync.gpusync.category;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a person can set of a category. A built-in one keeps what is not set; a list that is set takes the place of the
 * default one, but {@code exclude} and {@code named}, which add to it. All patterns are in the syntax of {@code .gitignore}.
 *
 * @param enabled false drops it
 * @param order smaller ones are transferred first: config 10, git 20, workspace 30, sessions 40, env 50, cache 60; else 70
 * @param paths files and directories below the home directory, as {@code .config/nvim}; a leading {@code ~/} may stand
 * @param workspace whether it looks into the workspace roots
 * @param only the only paths below the workspace roots that belong to it
 * @param exclude what is left out
 * @param named what is synced although it looks like a credential or a private key
 * @param ignoreFiles whether {@code .gitignore} and {@code .chittyignore} count
 */
public record CategorySettings(
        @Nullable Boolean enabled,
        @Nullable Integer order,
        @Nullable List<String> paths,
        @Nullable Boolean workspace,
        @Nullable List<String> only,
        @Nullable List<String> exclude,
        @Nullable List<String> named,
        @Nullable Boolean ignoreFiles,
        @Nullable Direction direction,
        @Nullable Rules rules) {

    /** Files that are more than bytes; see {@link FileRules}. */
    public record Rules(
            @Nullable List<String> corrected,
            @Nullable List<String> appended,
            @Nullable List<String> joined,
            @Nullable List<String> secret,
            @Nullable List<String> sanitised) {}

    /** Nothing set. */
    public static final CategorySettings UNSET =
            new CategorySettings(null, null, null, null, null, null, null, null, null, null);
}
