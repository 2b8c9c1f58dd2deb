package cc.chitty.sync.consolidate.merge;

import cc.chitty.sync.consolidate.journal.JournalSet;
import cc.chitty.sync.consolidate.journal.JournalSplice;
import cc.chitty.sync.consolidate.journal.Lifecycle;
import cc.chitty.sync.consolidate.journal.Spool;
import cc.chitty.sync.consolidate.journal.SpooledClaim;
import cc.chitty.sync.consolidate.todo.Epochs;
import cc.chitty.sync.consolidate.todo.LawSettings;
import cc.chitty.sync.consolidate.todo.Registers;
import cc.chitty.sync.consolidate.todo.SessionId;
import cc.chitty.sync.consolidate.todo.Sighting;
import cc.chitty.sync.consolidate.todo.TodoKey;
import cc.chitty.sync.consolidate.view.ChangedSightings;
import cc.chitty.sync.consolidate.view.Views;
import cc.chitty.sync.kernel.state.StateDirectory;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One pass over the todos of which the spool speaks, ascending: looks up what all devices say of each, applies the
 * claims, and hands the todo on to journal, lifecycle and views, which are made in a thread of their own. Everything is
 * written to the staging directory.
 *
 * <p>Where the views have to be made anew, the pass goes over all todos instead.
 */
public final class Merge {

    private final StateDirectory state;
    private final Workplace place;
    private final String device;
    private final LawSettings law;
    private final Registers registers;
    private final Mode mode;
    private long todos;
    private long sightings;
    private @Nullable Instant newest;

    private enum Mode {
        /** What changed is spliced into the views. */
        SPLICED,
        /** The views are made anew, and those that were there count for nothing. */
        ANEW,
        /** The views are made anew, and no todo that was listed may be unknown now. */
        DEMANDING;

        boolean anew() {
            return this != SPLICED;
        }
    }

    private Merge(
            StateDirectory state,
            Workplace place,
            String device,
            LawSettings law,
            Mode mode,
            @Nullable Instant newest) {
        this.state = state;
        this.place = place;
        this.device = device;
        this.law = law;
        this.registers = new Registers(law);
        this.mode = mode;
        this.newest = newest;
    }

    /**
     * Makes the views anew from all journals.
     *
     * @param listed whether {@code todos.json} is as it was published: then no todo of it may be in no journal any more
     */
    public static MergeResult ofEverything(
            StateDirectory state, Workplace place, String device, LawSettings law, boolean listed) throws IOException {
        return new Merge(state, place, device, law, listed ? Mode.DEMANDING : Mode.ANEW, null).run();
    }

    /**
     * Splices what changed into the old views.
     *
     * @param newest the latest time in any journal, as the last merge left it
     */
    public static MergeResult ofChanges(
            StateDirectory state, Workplace place, String device, LawSettings law, @Nullable Instant newest)
            throws IOException {
        Merge merge = new Merge(state, place, device, law, Mode.SPLICED, newest);
        try {
            return merge.run();
        } catch (NewestIsGone e) {
            return ofEverything(state, place, device, law, true);
        }
    }

    private MergeResult run() throws IOException {
        List<Path> spooled = new Spool(place.spool()).gathered();
        Path newJournal = place.staging().resolve("journal.new");
        try (Spool.Claims claims = Spool.open(spooled);
                JournalSet journals = JournalSet.open(state.devices(), device);
                JournalSplice journal = new JournalSplice(journals.own(), newJournal);
                Lifecycle lifecycle = new Lifecycle(place.staging());
                Views views = mode.anew()
                        ? Views.anew(state, place.staging(), device, law, mode == Mode.DEMANDING)
                        : Views.spliced(state, place.staging(), device, law);
                Conveyor<ChangedSightings> changes = new Conveyor<>("views", views::take)) {
            for (TodoKey key = upcoming(claims, journals); key != null; key = upcoming(claims, journals)) {
                todo(key, claims, journals, new Outputs(journal, lifecycle, changes));
            }
            changes.finish();
            Map<Path, Path> replaced = new LinkedHashMap<>();
            if (sightings > 0) {
                journal.finish();
                replaced.put(JournalSet.file(state.devices(), device), newJournal);
            }
            replaced.putAll(views.finish(newest));
            return new MergeResult(replaced, lifecycle.finish(), spooled, todos, sightings, newest, views.changes());
        }
    }

    private record Outputs(JournalSplice journal, Lifecycle lifecycle, Conveyor<ChangedSightings> changes) {}

    private @Nullable TodoKey upcoming(Spool.Claims claims, JournalSet journals) {
        TodoKey claimed = claims.isEmpty() ? null : claims.peek().todo();
        TodoKey known = mode.anew() ? journals.upcoming() : null;
        if (claimed == null || known == null) {
            return claimed == null ? known : claimed;
        }
        return claimed.compareTo(known) <= 0 ? claimed : known;
    }

    private void todo(TodoKey key, Spool.Claims claims, JournalSet journals, Outputs outputs) throws IOException {
        todos++;
        List<Sighting> before = journals.sightings(key);
        Map<SessionId, Sighting> own = own(before);
        long changedBefore = sightings;
        List<Sighting> others = before.stream().filter(it -> !isOwn(it)).toList();
        apply(key, claims, own, others, outputs.lifecycle);
        if (sightings > changedBefore) {
            outputs.journal.replace(own.values());
        } else if (!mode.anew() || before.isEmpty()) {
            return;
        }
        List<Sighting> after = sightings > changedBefore ? together(own, others) : before;
        after.forEach(this::see);
        outputs.changes.put(new ChangedSightings(key, before, after));
    }

    private void apply(
            TodoKey key, Spool.Claims claims, Map<SessionId, Sighting> own, List<Sighting> others, Lifecycle lifecycle)
            throws IOException {
        Epochs epochs = Epochs.of(together(own, others));
        while (!claims.isEmpty() && claims.peek().todo().equals(key)) {
            SpooledClaim spooled = claims.next();
            SessionId session = new SessionId(device, spooled.agent(), spooled.session());
            Sighting before = own.get(session);
            Sighting after = registers.apply(before, key, session, spooled.claim(), epochs, spooled.began());
            if (after != null) {
                own.put(session, after);
                epochs = known(epochs, after, own, others);
                changed(before, after, lifecycle);
            }
        }
    }

    /**
     * Over the registers as they are now, as a later merge will find them: what one was in between must not count, or
     * the journal would depend on which claims are merged together.
     */
    private static Epochs known(Epochs before, Sighting after, Map<SessionId, Sighting> own, List<Sighting> others) {
        boolean plain = before.highest() == 0 && after.epoch() == 0;
        return plain ? before : Epochs.of(together(own, others));
    }

    private static List<Sighting> together(Map<SessionId, Sighting> own, List<Sighting> others) {
        List<Sighting> all = new ArrayList<>(own.values());
        all.addAll(others);
        return all;
    }

    private void changed(@Nullable Sighting before, Sighting after, Lifecycle lifecycle) throws IOException {
        sightings++;
        if (before == null
                || before.status() != after.status()
                || before.presence() != after.presence()
                || before.epoch() != after.epoch()) {
            lifecycle.changed(before, after);
        }
        if (!mode.anew()
                && before != null
                && before.at().equals(newest)
                && after.at().isBefore(before.at())) {
            throw new NewestIsGone();
        }
    }

    private void see(Sighting sighting) {
        Instant latest = newest;
        if (latest == null || sighting.at().isAfter(latest)) {
            newest = sighting.at();
        }
    }

    private Map<SessionId, Sighting> own(List<Sighting> sightings) {
        Map<SessionId, Sighting> own = new TreeMap<>();
        sightings.stream().filter(this::isOwn).forEach(it -> own.put(it.session(), it));
        return own;
    }

    private boolean isOwn(Sighting sighting) {
        return sighting.session().device().equals(device);
    }

    /**
     * The register with the latest time of all was replaced by an older one (a completion that came to light late): only
     * a pass over everything tells which is the latest now.
     */
    private static final class NewestIsGone extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
