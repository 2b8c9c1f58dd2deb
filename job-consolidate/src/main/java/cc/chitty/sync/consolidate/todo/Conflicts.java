package cc.chitty.sync.consolidate.todo;

import cc.chitty.sync.consolidate.todo.Conflict.Kind;
import cc.chitty.sync.consolidate.todo.Conflict.Value;
import cc.chitty.sync.consolidate.todo.TodoView.State;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The disagreements among the registers of one todo, derived from them alone, so that every device finds the same.
 *
 * <p>Only registers of the highest epoch can disagree: raising the epoch is how a conflict is settled. Each one is held
 * against what the view keeps, not each against each, since a quarrel between two that both lost needs nobody.
 *
 * @param open those that need a person, by kind and id
 * @param autoResolved how many the law settled without one
 */
public record Conflicts(List<Conflict> open, int autoResolved) {

    private static final Comparator<Conflict> ORDER =
            Comparator.comparing(Conflict::kind).thenComparing(Conflict::id);

    private static final Conflicts NONE = new Conflicts(List.of(), 0);

    public Conflicts {
        open = List.copyOf(open);
    }

    /**
     * The disagreements of one todo; the order and repetition of its sightings do not matter.
     *
     * @param sightings of one todo, at least one
     */
    public static Conflicts of(Collection<Sighting> sightings, LawSettings settings) {
        return of(Fold.of(sightings, settings));
    }

    /** The disagreements of one todo of which the view is known already. */
    public static Conflicts of(TodoView view) {
        if (view.registers().size() == 1 && view.winner().openAt() == null) {
            return NONE; // nearly all todos: one session, which never took anything back
        }
        List<Dispute> disputes = new Finder(view).disputes();
        List<Conflict> open = disputes.stream()
                .filter(Dispute::needsPerson)
                .map(Dispute::conflict)
                .sorted(ORDER)
                .toList();
        return new Conflicts(open, disputes.size() - open.size());
    }

    private record Dispute(Conflict conflict, boolean needsPerson) {}

    private record Finder(TodoView view, List<Sighting> counted) {

        Finder(TodoView view) {
            this(
                    view,
                    view.registers().stream()
                            .filter(it -> it.epoch() == view.winner().epoch())
                            .toList());
        }

        List<Dispute> disputes() {
            List<Dispute> found = new ArrayList<>();
            for (Sighting register : counted) {
                Stream.of(status(register), details(register), reopened(register))
                        .flatMap(Optional::stream)
                        .forEach(found::add);
            }
            deleted().ifPresent(found::add);
            return found;
        }

        /** A session that was at the todo at the same time lists it with another status than the one kept. */
        private Optional<Dispute> status(Sighting other) {
            Sighting kept = view.winner();
            if (!opposes(other) || other.status() == kept.status() || !overlap(kept, other)) {
                return Optional.empty();
            }
            boolean completion = kept.status() == Status.COMPLETED;
            boolean later = completion
                    ? !other.at().isBefore(kept.at())
                    : other.status() == Status.COMPLETED && !kept.at().isBefore(other.at());
            return dispute(Kind.DIFFERENT_STATUS, Value.of(kept), Value.of(other), view.reason(), later);
        }

        private Optional<Dispute> details(Sighting other) {
            Sighting kept = view.winner();
            if (!opposes(other) || other.status() != kept.status() || !differ(kept, other)) {
                return Optional.empty();
            }
            return dispute(Kind.DIFFERENT_DETAILS, Value.of(kept), Value.of(other), Rule.LATEST, true);
        }

        /** Somebody's completion at or after the reopening settles it, and so does a view that is open or gone. */
        private Optional<Dispute> reopened(Sighting register) {
            if (register.openAt() == null || register.status().open()) {
                return Optional.empty();
            }
            Value kept = Value.of(register);
            Value open = new Value(register.session(), Value.OPEN, kept.details(), register.openAt());
            boolean settled = view.state() == State.DELETED || viewIsOpen() || completedSince(register.lastSaid());
            return dispute(Kind.REOPENED_UPSTREAM, kept, open, Rule.COMPLETED, !settled);
        }

        private boolean viewIsOpen() {
            return view.visible() && view.status().open();
        }

        private boolean completedSince(Instant reopening) {
            return counted.stream()
                    .filter(Fold::completes)
                    .anyMatch(it -> !it.at().isBefore(reopening));
        }

        /** The latest tombstone against the last one who says otherwise; that it was completed is no change of mind. */
        private Optional<Dispute> deleted() {
            Optional<Sighting> tombstone = counted.stream()
                    .filter(it -> it.presence() == Presence.DELETED)
                    .min(Comparator.comparing(Sighting::at).reversed().thenComparing(Canonical.ORDER));
            Optional<Sighting> change = counted.stream()
                    .filter(Sighting::stands)
                    .min(Comparator.comparing(Sighting::lastSaid).reversed().thenComparing(Canonical.ORDER));
            if (tombstone.isEmpty()
                    || change.isEmpty()
                    || change.get().lastSaid().isBefore(tombstone.get().at())) {
                return Optional.empty();
            }
            boolean matters = change.get().status().open() || change.get().openAt() != null;
            Value kept = Value.of(change.get());
            Value lost = Value.of(tombstone.get());
            return dispute(Kind.DELETED_VERSUS_CHANGED, kept, lost, Rule.CHANGE_BEATS_DELETION, matters);
        }

        /** Only what is listed now can disagree, and only with a value that still stands. */
        private boolean opposes(Sighting other) {
            Sighting kept = view.winner();
            return other.presence() == Presence.LISTED
                    && kept.stands()
                    && !other.session().equals(kept.session());
        }

        private Optional<Dispute> dispute(Kind kind, Value kept, Value other, Rule rule, boolean needsPerson) {
            return Optional.of(new Dispute(Conflict.of(kind, view.key(), null, kept, other, rule), needsPerson));
        }

        /** From the first listing to the last change, both included; when a session merely began does not matter. */
        private static boolean overlap(Sighting a, Sighting b) {
            return !a.first().isAfter(b.at()) && !b.first().isAfter(a.at());
        }

        /**
         * Both said something and not the same: that an agent has no priorities is no disagreement. Two sessions of one
         * agent word the active form anew each time, as do two agents that wrote the todo differently.
         */
        private static boolean differ(Sighting a, Sighting b) {
            return contradicts(a.priority(), b.priority())
                    || contradicts(a.note(), b.note())
                    || (contradicts(a.activeForm(), b.activeForm())
                            && a.shown().equals(b.shown())
                            && !a.session().agent().equals(b.session().agent()));
        }

        private static boolean contradicts(@Nullable String a, @Nullable String b) {
            return a != null && b != null && !Objects.equals(a, b);
        }
    }
}
