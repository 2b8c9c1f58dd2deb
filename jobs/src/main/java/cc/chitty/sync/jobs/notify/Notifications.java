package cc.chitty.sync.jobs.notify;

import cc.chitty.sync.consolidate.todo.Conflict;
import cc.chitty.sync.consolidate.view.ConflictsView;
import cc.chitty.sync.kernel.launch.Ended;
import cc.chitty.sync.kernel.launch.RunListener;
import cc.chitty.sync.kernel.launch.Trigger;
import cc.chitty.sync.kernel.run.Failure;
import cc.chitty.sync.kernel.state.StateDirectory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Tells of runs as the settings want it. */
final class Notifications implements RunListener {

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
        this.desktop = settings.desktop() ? new Desktop(settings.limit()) : null;
        this.conflicts = state.conflictsView();
        this.nanos = nanos;
        this.told = nanos.getAsLong() - BETWEEN;
        if (desktop != null) {
            known.addAll(conflicts());
        }
    }

    @Override
    public void began(String job, Trigger trigger) {
        if (ping != null && trigger != Trigger.WATCHER) {
            ping.send("start");
        }
    }

    @Override
    public synchronized void ended(String job, Trigger trigger, Ended run) {
        int code = run.exitCode().code();
        Failure failure = run.failure();
        if (ping != null && (failure != null || trigger != Trigger.WATCHER || nanos.getAsLong() - told >= BETWEEN)) {
            told = nanos.getAsLong();
            ping.send(code == 0 ? "" : Integer.toString(code));
        }
        if (desktop != null) {
            if (failure != null) {
                desktop.show(job + " failed: " + failure.getMessage());
            }
            tellConflicts(desktop);
        }
    }

    private void tellConflicts(Desktop on) {
        Set<String> now = conflicts();
        long fresh = now.stream().filter(id -> !known.contains(id)).count();
        known.clear();
        known.addAll(now);
        if (fresh > 0) {
            on.show(fresh == 1
                    ? "A new conflict; `chittysync conflicts` shows it"
                    : fresh + " new conflicts; `chittysync conflicts` lists them");
        }
    }

    private Set<String> conflicts() {
        return ConflictsView.read(conflicts).stream().map(Conflict::id).collect(Collectors.toSet());
    }
}
