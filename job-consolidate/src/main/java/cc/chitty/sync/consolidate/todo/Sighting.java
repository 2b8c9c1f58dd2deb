package cc.chitty.sync.consolidate.todo;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One register: what one agent session on one device last said about one todo.
 *
 * <p>Two versions of a register join to one (see {@code Registers#join}). The main value (epoch, status, at, presence,
 * activeForm, priority, note) is the greater of the two by the total order of the merge law; {@code first}, {@code
 * shown}, {@code began} and {@code openAt} each join on their own, so that nothing that a view shows depends on the
 * order in which sightings arrived.
 *
 * @param epoch how often a person (or an explicit creation anew) has reopened the todo, 0 to begin with
 * @param at when the session said so, from the source, never from the merge
 * @param first when the session first listed the todo; the earliest of all versions
 * @param shown the text as it was first written; the one that came with {@code first}
 * @param began when the session is known to have begun; the earliest of all versions
 * @param openAt when the session last listed the todo as open in this epoch, kept only where {@code at} does not tell
 *     it; later than a completion it means that the session reopened what it had completed
 */
public record Sighting(
        TodoKey todo,
        SessionId session,
        int epoch,
        Status status,
        Instant at,
        Presence presence,
        @Nullable String activeForm,
        @Nullable String priority,
        @Nullable String note,
        Instant first,
        String shown,
        @Nullable Instant began,
        @Nullable Instant openAt) {

    /** When the session last said something of the todo, a reopening of what it had completed included. */
    public Instant lastSaid() {
        return openAt != null && openAt.isAfter(at) ? openAt : at;
    }

    /** Listed, or gone without a decision: what a session means to do still stands. */
    public boolean stands() {
        return presence == Presence.LISTED || presence == Presence.VANISHED;
    }

    /** The same register with other words, such as those that are left without a secret. */
    public Sighting worded(TodoKey todo, String shown, Claim.Details details) {
        return new Sighting(
                todo,
                session,
                epoch,
                status,
                at,
                presence,
                details.activeForm(),
                details.priority(),
                details.note(),
                first,
                shown,
                began,
                openAt);
    }

    /** The same register said in another epoch: what its session did counts among what was done since. */
    public Sighting inEpoch(int epoch) {
        return saying(epoch, status, at, presence);
    }

    /** The same register with another main value; its details stay. */
    Sighting saying(int epoch, Status status, Instant at, Presence presence) {
        return new Sighting(
                todo, session, epoch, status, at, presence, activeForm, priority, note, first, shown, began, openAt);
    }

    /** The same main value with other parts of those that join on their own. */
    Sighting carrying(Instant first, String shown, @Nullable Instant began, @Nullable Instant openAt) {
        return new Sighting(
                todo, session, epoch, status, at, presence, activeForm, priority, note, first, shown, began, openAt);
    }
}
