package cc.chitty.sync.consolidate;

import cc.chitty.sync.consolidate.journal.JournalSet;
import cc.chitty.sync.consolidate.journal.Spool;
import cc.chitty.sync.consolidate.journal.SpooledClaim;
import cc.chitty.sync.consolidate.todo.Claim;
import cc.chitty.sync.consolidate.todo.Presence;
import cc.chitty.sync.consolidate.todo.SessionId;
import cc.chitty.sync.consolidate.todo.Sighting;
import cc.chitty.sync.consolidate.todo.Status;
import cc.chitty.sync.consolidate.todo.TodoId;
import cc.chitty.sync.consolidate.todo.TodoKey;
import cc.chitty.sync.kernel.run.Failure;
import cc.chitty.sync.kernel.run.FailureCategory;
import cc.chitty.sync.kernel.secret.SecretFiles;
import cc.chitty.sync.kernel.state.StorageFailure;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes what a person decides about todos into the journal: as claims of an agent of our own, later than everything that
 * was said before, in a run that begins at once.
 */
public final class Decisions {

    /** The agent in whose name a person speaks. */
    public static final String AGENT = "chittysync";

    /** Its one session on each device. */
    public static final String SESSION = "person";

    private final Consolidate consolidate;
    private final ConsolidatePlace place;

    Decisions(Consolidate consolidate, ConsolidatePlace place) {
        this.consolidate = consolidate;
        this.place = place;
    }

    /**
     * One decision.
     *
     * @param details what is said beside the status; null to leave that as the todo's sightings have it
     */
    public record Decision(TodoKey todo, Kind kind, Status status, Claim.@Nullable Details details) {

        /** What is decided. */
        public enum Kind {
            /** It is done. */
            COMPLETE,
            /** This status from now on, whatever anybody said before. */
            SETTLE,
            /** It is not to be done. */
            DELETE
        }

        public static Decision complete(TodoKey todo) {
            return new Decision(todo, Kind.COMPLETE, Status.COMPLETED, null);
        }

        public static Decision reopen(TodoKey todo) {
            return settle(todo, Status.PENDING, null);
        }

        public static Decision settle(TodoKey todo, Status status, Claim.@Nullable Details details) {
            return new Decision(todo, Kind.SETTLE, status, details);
        }

        public static Decision delete(TodoKey todo) {
            return new Decision(todo, Kind.DELETE, Status.PENDING, null);
        }
    }

    /** Writes the decisions down and consolidates, as one: no other run comes in between. */
    public Consolidated take(List<Decision> decisions, Consolidate.Asked asked) {
        return taken(() -> claims(decisions), asked);
    }

    /** The same with what an agent session says by itself, instead of in a file. */
    public Consolidated say(List<SpooledClaim> claims, Consolidate.Asked asked) {
        return taken(() -> claims, asked);
    }

    /** Makes claims. */
    private interface Claims {
        List<SpooledClaim> make() throws IOException;
    }

    private Consolidated taken(Claims claims, Consolidate.Asked asked) {
        return consolidate.exclusively(() -> {
            try {
                new Spool(place.state().spool(), SecretFiles.of(place.state())).add(claims.make());
            } catch (IOException e) {
                throw StorageFailure.of("write claims to", place.state().spool(), e);
            }
            return consolidate.consolidate(asked);
        });
    }

    /** The journals are read forward only, so the todos are asked for in their order. */
    private List<SpooledClaim> claims(List<Decision> decisions) throws IOException {
        List<SpooledClaim> claims = new ArrayList<>();
        try (JournalSet journals = JournalSet.open(place.state().devices(), place.device())) {
            List<Decision> sorted = decisions.stream()
                    .sorted(Comparator.comparing(Decision::todo))
                    .toList();
            for (Decision decision : sorted) {
                List<Sighting> known = journals.sightings(decision.todo());
                if (known.isEmpty()) {
                    throw unknown(decision.todo());
                }
                new Deciding(decision, known).claims(claims);
            }
        }
        return claims;
    }

    /** It was there when the person named it. */
    private static Failure unknown(TodoKey todo) {
        return new Failure(
                FailureCategory.USAGE,
                "decide about \"" + todo.content() + "\"",
                "todo " + TodoId.of(todo) + " is not in the journal any more; a rollback?",
                "Nothing was changed. `chittysync todos --status all` lists what there is now.");
    }

    private final class Deciding {
        private final Decision decision;
        private final List<Sighting> known;
        private final Sighting latest;
        private final Instant at;

        Deciding(Decision decision, List<Sighting> known) {
            this.decision = decision;
            this.known = known;
            this.latest = known.stream()
                    .max(Comparator.comparingInt(Sighting::epoch).thenComparing(Sighting::lastSaid))
                    .orElseThrow();
            this.at = laterThanAll();
        }

        void claims(List<SpooledClaim> claims) {
            switch (decision.kind()) {
                case COMPLETE -> add(hasEndedIt() ? Claim.Kind.REOPENED : Claim.Kind.LISTED, at, claims);
                case SETTLE -> add(Claim.Kind.REOPENED, at, claims);
                case DELETE -> {
                    if (hasEndedIt()) {
                        add(Claim.Kind.REOPENED, at, claims);
                    }
                    add(Claim.Kind.DELETED, at.plusMillis(1), claims);
                }
            }
        }

        /** The person completed or deleted it before, which would absorb the same said again: only a new epoch counts. */
        private boolean hasEndedIt() {
            SessionId person = new SessionId(place.device(), AGENT, SESSION);
            return known.stream()
                    .filter(it -> it.session().equals(person))
                    .anyMatch(it -> !it.status().open() || it.presence() == Presence.DELETED);
        }

        private void add(Claim.Kind kind, Instant when, List<SpooledClaim> claims) {
            Claim claim = kind == Claim.Kind.DELETED
                    ? Claim.gone(kind, latest.shown(), when)
                    : new Claim(kind, latest.shown(), when, decision.status(), details());
            claims.add(new SpooledClaim(decision.todo(), AGENT, SESSION, claim, null));
        }

        private Claim.Details details() {
            Claim.Details chosen = decision.details();
            return chosen == null ? new Claim.Details(latest.activeForm(), latest.priority(), latest.note()) : chosen;
        }

        /** Clocks of devices differ; a decision must not lose against what it was made about. */
        private Instant laterThanAll() {
            Instant now = place.clock().instant().truncatedTo(ChronoUnit.MILLIS);
            Instant after = known.stream()
                    .map(Sighting::lastSaid)
                    .max(Comparator.naturalOrder())
                    .orElse(Instant.MIN)
                    .plusMillis(1);
            return now.isAfter(after) ? now : after;
        }
    }
}
