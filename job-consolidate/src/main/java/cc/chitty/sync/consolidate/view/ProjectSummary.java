package cc.chitty.sync.consolidate.view;

import org.jspecify.annotations.Nullable;

/**
 * One project as {@code project-coordination.json} sums it up.
 *
 * @param remote the git remote, without its protocol; null where the project is not named by one
 */
public record ProjectSummary(
        String name, @Nullable String remote, long sessions, long todos, long open, long completed) {}
