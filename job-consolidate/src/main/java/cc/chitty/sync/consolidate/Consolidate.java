package cc.chitty.sync.consolidate;

import cc.chitty.sync.consolidate.merge.Workplace;
import cc.chitty.sync.consolidate.source.Focus;
import cc.chitty.sync.kernel.launch.Ended;
import cc.chitty.sync.kernel.launch.JobRunner;
import cc.chitty.sync.kernel.launch.RunReport;
import cc.chitty.sync.kernel.launch.Trigger;
import cc.chitty.sync.kernel.run.Interruption;
import cc.chitty.sync.kernel.run.Progress;
import cc.chitty.sync.kernel.state.StateDirectory;
import cc.chitty.sync.kernel.state.StorageFailure;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs the job, one run at a time. Requests that come while a run is going on share the one that follows it: it sees
 * every change made before they came, and is over at once if there is none.
 */
public final class Consolidate {

    /**
     * Who asks, and how.
     *
     * @param walk begun by who asks, in a process in which nothing had run before
     */
    public record Asked(
            ConsolidateOptions options,
            boolean fresh,
            Trigger trigger,
            Interruption interruption,
            Progress progress,
            @Nullable Walk walk) {

        public Asked(
                ConsolidateOptions options,
                boolean fresh,
                Trigger trigger,
                Interruption interruption,
                Progress progress) {
            this(options, fresh, trigger, interruption, progress, null);
        }

        public Asked with(@Nullable Walk begun) {
            return new Asked(options, fresh, trigger, interruption, progress, begun);
        }

        boolean canShare() {
            return options.equals(ConsolidateOptions.USUAL) && !fresh;
        }
    }

    private final JobRunner runner;
    private final CurrentRun current;
    private final StateDirectory state;
    private final Glance glance;
    private final ReentrantLock oneAtATime = new ReentrantLock(true);
    private @Nullable CompletableFuture<Consolidated> following;
    /** Whether somebody who came later waits for the run that follows. */
    private boolean joined;
    /** Whether any run has begun in this process. Guarded by {@link #oneAtATime}. */
    private boolean begun;

    public Consolidate(JobRunner runner, CurrentRun current, StateDirectory state, Glance glance) {
        this.runner = runner;
        this.current = current;
        this.state = state;
        this.glance = glance;
    }

    public Ended run(Asked asked) {
        return consolidate(asked).ended();
    }

    /** The directories, there or not, in which sources find files. */
    public List<Path> roots() {
        return glance.roots();
    }

    /**
     * Looks first, by stamps alone, and runs only where there is something to do: a look that finds nothing leaves no
     * record.
     *
     * @param focus what may have changed
     */
    public Optional<Ended> runIfChanged(Asked asked, Focus focus) {
        oneAtATime.lock();
        try {
            Workplace place = Workplace.of(state);
            Discovery.Found found = glance.look(false, focus);
            return glance.isIdle(found, place.spool()) && glance.disbelief().isEmpty()
                    ? Optional.empty()
                    : Optional.of(start(asked, place, found).ended());
        } catch (IOException e) {
            throw StorageFailure.of("look into", state.root(), e);
        } finally {
            oneAtATime.unlock();
        }
    }

    /** Also tells which todos changed. */
    public Consolidated consolidate(Asked asked) {
        return asked.canShare() && !oneAtATime.isHeldByCurrentThread() ? shared(asked) : alone(asked);
    }

    /** Does this while no run is going on; it may itself {@link #consolidate}. */
    public <T> T exclusively(Supplier<T> action) {
        oneAtATime.lock();
        try {
            return action.get();
        } finally {
            oneAtATime.unlock();
        }
    }

    private Consolidated shared(Asked asked) {
        CompletableFuture<Consolidated> mine = new CompletableFuture<>();
        CompletableFuture<Consolidated> result;
        synchronized (this) {
            joined = following != null;
            result = following == null ? mine : following;
            following = result;
        }
        if (result == mine) {
            lead(asked, result);
        }
        try {
            return result.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    private void lead(Asked asked, CompletableFuture<Consolidated> result) {
        oneAtATime.lock();
        try {
            boolean forOthersToo;
            synchronized (this) {
                following = null; // who comes from now on may know of a change that this run does not see
                forOthersToo = joined; // and who joined may know of one that a walk begun before did not see
            }
            result.complete(start(forOthersToo ? asked.with(null) : asked, Workplace.of(state), null));
        } catch (RuntimeException | Error e) {
            result.completeExceptionally(e);
        } finally {
            oneAtATime.unlock();
        }
    }

    private Consolidated alone(Asked asked) {
        oneAtATime.lock();
        try {
            return asked.options.dryRun() ? dryRun(asked) : start(asked, Workplace.of(state), null);
        } finally {
            oneAtATime.unlock();
        }
    }

    /** Works in a private directory outside the state directory, which is removed again. */
    private Consolidated dryRun(Asked asked) {
        try {
            Path scratch = Files.createTempDirectory("chittysync-dry-run-");
            try {
                Path spool = Files.createDirectory(scratch.resolve("spool"));
                Path staging = Files.createDirectory(scratch.resolve("staging"));
                return start(asked, new Workplace(spool, staging), null);
            } finally {
                remove(scratch.resolve("spool"));
                remove(scratch.resolve("staging"));
                Files.delete(scratch);
            }
        } catch (IOException e) {
            throw StorageFailure.of(
                    "use a directory for temporary files in", Path.of(System.getProperty("java.io.tmpdir")), e);
        }
    }

    private static void remove(Path directory) throws IOException {
        if (Files.exists(directory)) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
                for (Path file : files) {
                    Files.delete(file);
                }
            }
            Files.delete(directory);
        }
    }

    private Consolidated start(Asked asked, Workplace place, Discovery.@Nullable Found found) {
        ConsolidateRun run = new ConsolidateRun(asked.options, place, asked.progress);
        if (found != null) {
            run.glanced(found);
        }
        Walk walk = asked.walk;
        if (walk != null && !begun) { // after another run it would show less than that one has stored
            run.walk(walk);
        }
        begun = true;
        current.set(run);
        try {
            Ended ended = runner.run(new JobRunner.Order(
                    ConsolidateJobConfiguration.NAME,
                    asked.fresh || asked.options.dryRun(),
                    asked.trigger,
                    asked.interruption,
                    () -> new RunReport(run.counts(), run.problems())));
            return new Consolidated(ended, run.changed());
        } finally {
            asked.progress.end();
        }
    }
}
