package cc.chitty.sync.jobs.watch;

import cc.chitty.sync.consolidate.source.Focus;
import cc.chitty.sync.jobs.watch.Looking.Outcome;
import cc.chitty.sync.kernel.run.Interruption;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Waits for changes and looks at them: a moment after the first one, and then again as long as more come. All times are
 * elapsed ones, so that a set clock changes nothing.
 */
final class Watch {

    /** After so many failures in a row it is better to begin anew, as whoever started us does. */
    private static final int MOST_FAILURES = 10;

    private static final Duration LONGEST_REST = Duration.ofMinutes(1);
    /** A look that takes long is not repeated all the time by polling. */
    private static final int POLL_SHARE = 200;

    private final Sight sight;
    private final Changes changes;
    private final Looking looking;
    private final List<Runnable> chores;
    private final WatchSettings settings;
    private final LongSupplier nanos;
    private final Pace pace = new Pace();

    private long nextRefresh;
    private long nextEverything;
    private long nextPoll;
    private boolean waiting;
    private long since;
    private int failures;

    /**
     * Nothing is watched yet.
     *
     * @param chores done between looks, at each refresh
     */
    Watch(
            Sight sight,
            Changes changes,
            Looking looking,
            List<Runnable> chores,
            WatchSettings settings,
            LongSupplier nanos) {
        this.sight = sight;
        this.changes = changes;
        this.looking = looking;
        this.chores = List.copyOf(chores);
        this.settings = settings;
        this.nanos = nanos;
    }

    /** Watches until it is told to stop, or until looking fails again and again; returns whether it was told to. */
    boolean run(Interruption interruption) {
        nextRefresh = nextPoll = nextEverything = nanos.getAsLong();
        try (Interruption.Following told = interruption.whenRaised(changes::wake)) {
            assert told != null;
            while (!interruption.raised() && failures < MOST_FAILURES) {
                round(nanos.getAsLong());
                if (Thread.currentThread().isInterrupted()) {
                    interruption.raise();
                }
            }
            return interruption.raised();
        } finally {
            sight.close();
        }
    }

    private void round(long now) {
        if (now - nextRefresh >= 0) {
            refresh(now);
        }
        long due = due(now);
        if (waiting && due - now <= 0) {
            look();
        } else {
            changes.await(Math.min(due - now, nextRefresh - now));
        }
    }

    private void refresh(long now) {
        nextRefresh = now + settings.refresh().toNanos();
        boolean unseen = sight.refresh();
        boolean polled = sight.mustPoll() && now - nextPoll >= 0;
        if (unseen || polled || now - nextEverything >= 0) {
            changes.everything();
        }
        chores.forEach(Runnable::run);
    }

    /** When to look next; nothing that waits makes it the next refresh. */
    private long due(long now) {
        if (changes.isEmpty()) {
            waiting = false;
            return nextRefresh;
        }
        if (!waiting) {
            waiting = true;
            since = now;
        }
        long settled = since + settings.settle().toNanos() + rest();
        return pace.due(changes.seen().paths(), settled);
    }

    private long rest() {
        return failures == 0
                ? 0
                : Math.min(LONGEST_REST.toNanos(), Duration.ofSeconds(1).toNanos() << failures);
    }

    private void look() {
        waiting = false;
        Focus focus = changes.take();
        long began = nanos.getAsLong();
        Outcome outcome = looking.at(focus);
        long now = nanos.getAsLong();
        if (focus.isEverything()) {
            nextEverything = now + settings.everything().toNanos();
            nextPoll = now + Math.max(settings.poll().toNanos(), POLL_SHARE * (now - began));
        }
        switch (outcome) {
            case FRUITFUL -> pace.worthIt(focus.paths());
            case IDLE, FRUITLESS -> pace.inVain(focus.paths(), now);
            case FAILED -> changes.everything();
        }
        failures = outcome == Outcome.FAILED ? failures + 1 : 0;
    }
}
