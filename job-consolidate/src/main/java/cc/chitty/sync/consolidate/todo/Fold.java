package cc.chitty.sync.consolidate.todo;

import cc.chitty.sync.consolidate.todo.LawSettings.Reopen;
import cc.chitty.sync.consolidate.todo.TodoView.State;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The view of one todo over all its registers. Order and repetition of the registers do not matter.
 *
 * <p>Of the registers of the highest epoch, in this order: a tombstone later than every other sighting; any completed;
 * any in progress that stands; any that stands; else dropped.
 */
public final class Fold {

    /** The latest, then the smallest by code point; the first in the order of the sessions where even that is equal. */
    private static final Comparator<Sighting> WINS =
            Comparator.comparing(Sighting::at).reversed().thenComparing(Canonical.ORDER);

    private static final Comparator<Sighting> EARLIEST =
            Comparator.comparing(Sighting::first).thenComparing(Sighting::shown, CodePoints.ORDER);

    private final List<Sighting> all;
    private final List<Sighting> counted;
    private final LawSettings settings;

    private Fold(List<Sighting> all, LawSettings settings) {
        int epoch = Epochs.of(all).highest();
        this.all = all;
        this.counted = all.stream().filter(it -> it.epoch() == epoch).toList();
        this.settings = settings;
    }

    /**
     * What all sightings of one todo say together.
     *
     * @param sightings of one todo
     * @throws IllegalArgumentException if there are none, or they are of different todos
     */
    public static TodoView of(Collection<Sighting> sightings, LawSettings settings) {
        if (sightings.size() != 1
                && sightings.stream().map(Sighting::todo).distinct().count() != 1) {
            throw new IllegalArgumentException("not the sightings of one todo: " + sightings);
        }
        return new Fold(Registers.joined(sightings), settings).view();
    }

    /** Whether it is a completion: one that moved to another project with its register is none here. */
    static boolean completes(Sighting register) {
        return register.status() == Status.COMPLETED && register.presence() != Presence.DROPPED;
    }

    private TodoView view() {
        Optional<Sighting> tombstone = latestTombstone();
        if (tombstone.isPresent()) {
            return view(State.DELETED, Rule.LATEST_TOMBSTONE, tombstone.get());
        }
        boolean newWork = newWork();
        Optional<Sighting> completed = newWork ? Optional.empty() : winner(Fold::completes);
        if (completed.isPresent()) {
            return view(State.VISIBLE, Rule.COMPLETED, completed.get());
        }
        return openView(newWork);
    }

    private TodoView openView(boolean newWork) {
        Optional<Sighting> working = winner(it -> it.stands() && it.status() == Status.IN_PROGRESS);
        if (working.isPresent()) {
            return view(State.VISIBLE, newWork ? Rule.NEWER_SESSION : Rule.IN_PROGRESS, working.get());
        }
        Optional<Sighting> listed = winner(it -> it.stands() && it.status() == Status.PENDING);
        if (listed.isPresent()) {
            return view(State.VISIBLE, newWork ? Rule.NEWER_SESSION : Rule.LISTED, listed.get());
        }
        return view(State.DROPPED, Rule.DROPPED_BY_ALL, winner(it -> true).orElseThrow());
    }

    private Optional<Sighting> latestTombstone() {
        return winner(it -> it.presence() == Presence.DELETED)
                .filter(tombstone -> counted.stream()
                        .filter(it -> it.presence() != Presence.DELETED)
                        .allMatch(it -> it.lastSaid().isBefore(tombstone.at())));
    }

    /** Whether a session that began after the latest completion means to do the todo: then no completion counts. */
    private boolean newWork() {
        Optional<Instant> latest = completions(Comparator.reverseOrder());
        return settings.reopen() != Reopen.NEVER
                && latest.isPresent()
                && counted.stream().anyMatch(it -> begunAfter(it, latest.get()));
    }

    private static boolean begunAfter(Sighting register, Instant completion) {
        Instant began = register.began();
        return register.stands() && register.status().open() && began != null && began.isAfter(completion);
    }

    private Optional<Instant> completions(Comparator<Instant> order) {
        return counted.stream().filter(Fold::completes).map(Sighting::at).min(order);
    }

    private Optional<Sighting> winner(Predicate<Sighting> among) {
        return counted.stream().filter(among).min(WINS);
    }

    private TodoView view(State state, Rule reason, Sighting winner) {
        Sighting earliest = all.stream().min(EARLIEST).orElseThrow();
        Instant updated = counted.stream()
                .map(Sighting::at)
                .max(Comparator.naturalOrder())
                .orElseThrow();
        Instant completed = reason == Rule.COMPLETED
                ? completions(Comparator.naturalOrder()).orElseThrow()
                : null;
        return new TodoView(
                winner.todo(), state, reason, winner, earliest.shown(), earliest.first(), updated, completed, all);
    }
}
