package cc.chitty.sync.consolidate.source;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a source knows of an agent session; null where it does not know.
 *
 * @param directory the working directory in which the session began
 * @param remote the URL of the git remote, where the agent itself wrote it down
 * @param branch the git branch last seen
 * @param began when the session began
 * @param active when it last did something; from the source, never the clock
 */
public record SessionFacts(
        @Nullable String directory,
        @Nullable String remote,
        @Nullable String branch,
        @Nullable Instant began,
        @Nullable Instant active) {

    public static final SessionFacts NONE = new SessionFacts(null, null, null, null, null);
}
