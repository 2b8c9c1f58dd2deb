package cc.chitty.sync.consolidate.todo;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something an agent session says about one todo at one time, before it has an epoch: readers make claims, the merge
 * turns them into sightings.
 *
 * @param text the content as the agent wrote it
 * @param at from the source; for {@link Kind#VANISHED} when it was noticed, which no register takes over
 * @param status only of {@link Kind#LISTED}, {@link Kind#ANEW} and {@link Kind#REOPENED}; else {@link Status#PENDING}
 * @param details the agent's other words on it; {@link Details#NONE} where it said none
 */
public record Claim(Kind kind, String text, Instant at, Status status, Details details) {

    /** What is said. */
    public enum Kind {
        /** The session's list holds it with this status. */
        LISTED,
        /** The session created it explicitly after it had deleted it: the epoch is raised. */
        ANEW,
        /** A person reopened it or chose in a conflict: the epoch is raised. */
        REOPENED,
        /** The session's list is gone or was emptied. */
        VANISHED,
        /** The session rewrote its non-empty list without it. */
        DROPPED,
        /** The session's project is now known better and the todo is listed there. */
        MOVED,
        /** Explicitly deleted. */
        DELETED
    }

    /** The optional words of a listing. */
    public record Details(
            @Nullable String activeForm,
            @Nullable String priority,
            @Nullable String note) {
        public static final Details NONE = new Details(null, null, null);
    }

    public static Claim listed(String text, Status status, Instant at, Details details) {
        return new Claim(Kind.LISTED, text, at, status, details);
    }

    public static Claim gone(Kind kind, String text, Instant at) {
        return new Claim(kind, text, at, Status.PENDING, Details.NONE);
    }
}
