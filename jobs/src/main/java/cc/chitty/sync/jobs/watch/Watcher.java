package cc.chitty.sync.jobs.watch;

import cc.chitty.sync.consolidate.Consolidate;
import cc.chitty.sync.kernel.launch.Ended;
import cc.chitty.sync.kernel.owner.Identity;
import cc.chitty.sync.kernel.owner.OwnerLock;
import cc.chitty.sync.kernel.owner.OwnerNote;
import cc.chitty.sync.kernel.run.Failure;
import cc.chitty.sync.kernel.run.FailureCategory;
import cc.chitty.sync.kernel.run.Interruption;
import cc.chitty.sync.kernel.state.DurableFile;
import cc.chitty.sync.kernel.state.StateDirectory;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The watcher of one state directory, in the process that owns it. */
public final class Watcher {

    /** Of this process, which is the owner of each of them. */
    private static final Set<Path> WATCHED = new HashSet<>();

    private final StateDirectory state;
    private final Consolidate consolidate;
    private final WatchSettings settings;
    private final Clock clock;
    private final WatchReport report;
    private final Replacement replacement;

    /**
     * The watcher.
     *
     * @param replacement of the program and its settings: once one is replaced, it ends
     */
    public Watcher(
            StateDirectory state,
            Consolidate consolidate,
            WatchSettings settings,
            Clock clock,
            WatchReport report,
            Replacement replacement) {
        this.state = state;
        this.consolidate = consolidate;
        this.settings = settings;
        this.clock = clock;
        this.report = report;
        this.replacement = replacement;
    }

    /**
     * What to start when.
     *
     * @param times cron expressions of six fields by command; see {@link Schedule}
     * @param commands runs one to its end
     */
    public record Timetable(Map<String, String> times, Consumer<String> commands) {}

    /**
     * Watches until it is told to stop.
     *
     * @throws Failure BUSY if another watcher is at work here, and RETRYABLE if consolidating fails again and again
     */
    public void run(@Nullable Timetable timetable, Interruption interruption) {
        claim();
        try {
            watch(timetable, interruption);
        } finally {
            synchronized (WATCHED) {
                WATCHED.remove(state.root());
            }
        }
    }

    private void claim() {
        synchronized (WATCHED) {
            if (!WATCHED.add(state.root())) {
                throw busy(OwnerLock.describe(state).map(OwnerNote::text).orElse("another process"));
            }
        }
    }

    /**
     * Looks for one in another process.
     *
     * @throws Failure BUSY if there is one
     */
    static void requireNone(StateDirectory state) {
        Optional<WatcherNote> note = WatcherNote.read(new Signs(state).note());
        if (note.isPresent() && !note.get().isDead()) {
            throw busy("process " + note.get().identity().pid());
        }
    }

    private static Failure busy(String who) {
        return new Failure(
                FailureCategory.BUSY,
                "watch",
                "a watcher runs already: " + who,
                "One is enough. To replace it, end that process first.");
    }

    private void watch(@Nullable Timetable timetable, Interruption interruption) {
        Signs signs = new Signs(state);
        signs.prepare();
        Changes changes = new Changes();
        List<Path> directories = new ArrayList<>(consolidate.roots());
        directories.addAll(signs.roots());
        Trimming trimming = new Trimming(System::nanoTime);
        Sight sight = new Sight(Roots.of(directories), DirectoryFeed::open, () -> new Intake(changes, signs));
        Reporting reporting = new Reporting(trimming);
        Looking looking = new Draining(
                new RunsIfChanged(consolidate, interruption, reporting, System::nanoTime), signs, reporting);
        List<Runnable> chores = new ArrayList<>(List.of(
                trimming::tend,
                () -> leaveIf(interruption),
                new Wake(changes, clock, System::nanoTime)::tend,
                new Telling(sight, signs, timetable != null)::tend));
        try (Starter starter = new Starter(timetable == null ? command -> {} : timetable.commands())) {
            if (timetable != null) {
                chores.add(new Schedule(timetable.times(), Signs.schedule(state), clock, starter::start)::tick);
            }
            boolean told = new Watch(sight, changes, looking, chores, settings, System::nanoTime).run(interruption);
            if (!told) {
                throw new Failure(
                        FailureCategory.RETRYABLE,
                        "go on watching",
                        "consolidating failed again and again",
                        "`chittysync doctor` may tell why.");
            }
            requireSame();
        } finally {
            DurableFile.delete(signs.note());
        }
    }

    private void leaveIf(Interruption interruption) {
        if (replacement.happened()) {
            interruption.raise();
        }
    }

    /** Whoever keeps a watcher running starts the new one. */
    private void requireSame() {
        if (replacement.happened()) {
            throw new Failure(
                    FailureCategory.RETRYABLE,
                    "go on watching",
                    "the program or its settings were replaced",
                    "Start it again: chittysync watch");
        }
    }

    /** Keeps the note about this watcher as it is. */
    private final class Telling {
        private final Sight sight;
        private final Signs signs;
        private final boolean schedules;
        private String told = "";

        Telling(Sight sight, Signs signs, boolean schedules) {
            this.sight = sight;
            this.signs = signs;
            this.schedules = schedules;
        }

        void tend() {
            String how = sight.text();
            if (!how.equals(told)) {
                told = how;
                new WatcherNote(Identity.ofThisProcess("", ""), how, schedules).write(signs.note());
                report.watching(how);
            }
        }
    }

    /** Work leaves garbage. */
    private final class Reporting implements WatchReport {
        private final Trimming trimming;

        Reporting(Trimming trimming) {
            this.trimming = trimming;
        }

        @Override
        public void watching(String how) {
            report.watching(how);
        }

        @Override
        public void ran(Ended run, boolean news) {
            trimming.worked();
            report.ran(run, news);
        }

        @Override
        public void failed(Failure failure) {
            trimming.worked();
            report.failed(failure);
        }
    }
}
