package cc.chitty.sync.jobs.watch;

import cc.chitty.sync.consolidate.source.Focus;
import cc.chitty.sync.kernel.run.Interruption;
import cc.chitty.sync.kernel.state.StateDirectory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/**
 * Syncs with peers: once changes here have settled, and every now and then, since nobody tells of changes there. All times are
 * elapsed ones, so that a set clock changes nothing.
 */
public final class PeerWatch {

    private static final long REFRESH = Duration.ofSeconds(2).toNanos();

    /** What came of a sync. */
    public enum Outcome {
        /** It is done, but for what a person has to decide. */
        DONE,
        /** It could not be done now: the peer is away or busy, or a guard has refused. */
        LATER,
        /** It will never be done so: a wrong option or setting. */
        NEVER
    }

    /** Syncs with one peer, to its end, and tells the person. */
    @FunctionalInterface
    public interface Syncing {
        /**
         * One sync.
         *
         * @param next how long until the next attempt, if it cannot be done now
         */
        Outcome with(String peer, Duration next);
    }

    /**
     * When.
     *
     * @param settle so long after the last change
     * @param longest so long after the first one, however many come
     * @param poll how often in any case
     * @param away how often, at the least, while a sync cannot be done
     */
    public record Times(Duration settle, Duration longest, Duration poll, Duration away) {}

    private final Sight sight;
    private final Changes changes;
    private final Predicate<Path> concerned;
    private final Times times;
    private final LongSupplier nanos;
    private final List<Appointment> peers = new ArrayList<>();

    private long nextRefresh;
    private boolean waiting;
    private long first;
    private long last;
    private String told = "";

    private PeerWatch(Sight sight, Changes changes, Predicate<Path> concerned, Times times, LongSupplier nanos) {
        this.sight = sight;
        this.changes = changes;
        this.concerned = concerned;
        this.times = times;
        this.nanos = nanos;
    }

    /**
     * Watches directories with all below them.
     *
     * @param concerned whether a change of a path below them matters
     */
    public static PeerWatch of(
            StateDirectory state, Collection<Path> directories, Predicate<Path> concerned, Times times) {
        Changes changes = new Changes();
        Signs signs = new Signs(state);
        Sight sight = new Sight(Roots.of(directories), DirectoryFeed::open, () -> new Intake(changes, signs));
        return new PeerWatch(sight, changes, concerned, times, System::nanoTime);
    }

    /** When a peer is synced with next. */
    private final class Appointment {
        private final String peer;
        private long next;
        private int inVain;

        Appointment(String peer, long now) {
            this.peer = peer;
            this.next = now;
        }

        /** @param settled when changes here have settled */
        long due(long settled) {
            return inVain > 0 || next - settled < 0 ? next : settled;
        }

        Outcome keep(Syncing syncing) {
            Outcome outcome = syncing.with(peer, pause(inVain + 1));
            inVain = outcome == Outcome.DONE ? 0 : inVain + 1;
            next = nanos.getAsLong() + pause(inVain).toNanos();
            return outcome;
        }

        private Duration pause(int failures) {
            Duration pause = times.poll();
            for (int i = 1; i < failures && pause.compareTo(times.away()) < 0; i++) {
                pause = pause.multipliedBy(2);
            }
            return pause.compareTo(times.away()) < 0 ? pause : times.away();
        }
    }

    /**
     * Syncs with all of them, and then whenever there is a reason to, until it is told to stop.
     *
     * @param chores done every two seconds
     * @param watching is told how changes here are noticed, in words
     * @return whether it was told to stop; else no sync can ever be done
     */
    public boolean run(
            List<String> names,
            Syncing syncing,
            List<Runnable> chores,
            Consumer<String> watching,
            Interruption interruption) {
        nextRefresh = nanos.getAsLong();
        names.forEach(name -> peers.add(new Appointment(name, nextRefresh)));
        try (Interruption.Following following = interruption.whenRaised(changes::wake)) {
            assert following != null;
            while (!interruption.raised()) {
                if (round(syncing, chores, watching) == Outcome.NEVER) {
                    return false;
                }
                if (Thread.currentThread().isInterrupted()) {
                    interruption.raise();
                }
            }
            return true;
        } finally {
            sight.close();
        }
    }

    private Outcome round(Syncing syncing, List<Runnable> chores, Consumer<String> watching) {
        long now = nanos.getAsLong();
        if (now - nextRefresh >= 0) {
            refresh(now, chores, watching);
        }
        note(now);
        long settled = settled(now);
        List<Appointment> due =
                peers.stream().filter(it -> it.due(settled) - now <= 0).toList();
        if (due.isEmpty()) {
            long wait = nextRefresh - now;
            for (Appointment peer : peers) {
                wait = Math.min(wait, peer.due(settled) - now);
            }
            changes.await(wait);
            return Outcome.DONE;
        }
        return keep(due, syncing, settled - now <= 0);
    }

    private Outcome keep(List<Appointment> due, Syncing syncing, boolean settled) {
        if (settled) {
            waiting = false;
        }
        for (Appointment peer : due) {
            if (peer.keep(syncing) == Outcome.NEVER) {
                return Outcome.NEVER;
            }
        }
        return Outcome.DONE;
    }

    private void refresh(long now, List<Runnable> chores, Consumer<String> watching) {
        nextRefresh = now + REFRESH;
        if (sight.refresh() && !told.isEmpty()) {
            changes.everything(); // directories came or went: what changed until now may not have been told
        }
        String how = sight.text();
        if (!how.equals(told)) {
            told = how;
            watching.accept(how);
        }
        chores.forEach(Runnable::run);
    }

    private void note(long now) {
        Focus seen = changes.take();
        if (seen.isEverything() || seen.paths().stream().anyMatch(concerned)) {
            first = waiting ? first : now;
            last = now;
            waiting = true;
        }
    }

    /** Far away where nothing waits. */
    private long settled(long now) {
        if (!waiting) {
            return now + Long.MAX_VALUE / 4;
        }
        long quiet = last + times.settle().toNanos();
        long latest = first + times.longest().toNanos();
        return quiet - latest < 0 ? quiet : latest;
    }
}
