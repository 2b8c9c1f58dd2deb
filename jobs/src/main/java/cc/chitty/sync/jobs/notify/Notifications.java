package cc.chitty.sync.jobs.notify;

import cc.chitty.sync.consolidate.todo.Conflict;
import cc.chitty.sync.consolidate.view.ConflictsView;
import cc.chitty.sync.kernel.launch.RunListener;
import cc.chitty.sync.kernel.launch.Trigger;
import cc.chitty.sync.kernel.run.ExitCode;
import cc.chitty.sync.kernel.run.Failure;
import cc.chitty.sync.kernel.state.StateDirectory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Tells of runs as the settings want it. A person who starts a run sees how it ends, and is not told here. */
final class Notifications implements RunListener, AutoCloseable {

    /** A watcher's runs come in bursts; that it lives need not be told more often. */
    private static final long BETWEEN = Duration.ofMinutes(10).toNanos();

    private final @Nullable Ping ping;
    private final @Nullable Desktop desktop;
    private final Path conflicts;
    private final LongSupplier nanos;
    private final Set<String> known = new HashSet<>();
    private long told;

    Notifications(NotifySettings settings, StateDirectory state, LongSupplier nanos) {
        this.ping = settings.ping() == null ? null : new Ping(settings.ping(), settings.limit());
        this.desktop = settings.desktop() ? new Desktop(settings.limit(), System.getProperty("os.name")) : null;
        this.conflicts = state.conflictsView();
        this.nanos = nanos;
        this.told = nanos.getAsLong() - BETWEEN;
        if (desktop != null) {
            known.addAll(conflicts());
        }
    }

    @Override
    public void began(String job, Trigger trigger) {
        if (ping != null && trigger != Trigger.PERSON && trigger != Trigger.WATCHER) {
            ping.send("start");
        }
    }

    @Override
    public synchronized void ended(String job, Trigger trigger, ExitCode code, @Nullable Failure failure) {
        if (ping != null && isWorthAPing(trigger, failure)) {
            told = nanos.getAsLong();
            ping.send(code == ExitCode.DONE ? "" : Integer.toString(code.code()));
        }
        if (desktop != null) {
            if (failure != null && trigger != Trigger.PERSON) {
                desktop.show(job + " failed: " + failure.getMessage());
            }
            tellConflicts(desktop, trigger);
        }
    }

    private boolean isWorthAPing(Trigger trigger, @Nullable Failure failure) {
        return switch (trigger) {
            case PERSON -> false;
            case CRON, HOOK -> true;
            case WATCHER -> failure != null || nanos.getAsLong() - told >= BETWEEN;
        };
    }

    private void tellConflicts(Desktop on, Trigger trigger) {
        Set<String> now = conflicts();
        long fresh = now.stream().filter(id -> !known.contains(id)).count();
        known.clear();
        known.addAll(now);
        if (fresh > 0 && trigger != Trigger.PERSON) {
            on.show(
                    fresh == 1
                            ? "A new conflict; `chittysync conflicts` shows it"
                            : fresh + " new conflicts; `chittysync conflicts` lists them");
        }
    }

    private Set<String> conflicts() {
        return ConflictsView.read(conflicts).stream().map(Conflict::id).collect(Collectors.toSet());
    }

    @Override
    public void close() {
        if (ping != null) {
            ping.close();
        }
    }
}
