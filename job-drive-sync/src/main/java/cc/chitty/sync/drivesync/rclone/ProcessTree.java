package cc.chitty.sync.drivesync.rclone;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.commons.exec.ExecuteWatchdog;
import org.jspecify.annotations.Nullable;

/**
 * Watches one process: ends it with everything it started, when nothing happens for too long or when it is told to. Commons
 * Exec's own watchdog ends the process alone, after a fixed time.
 */
final class ProcessTree extends ExecuteWatchdog {

    private static final Duration POLITE = Duration.ofSeconds(3);
    private static final Duration PACE = Duration.ofMillis(200);

    /** Why it was ended; null: it was not. */
    enum Cause {
        SILENCE,
        INTERRUPTION
    }

    private final long silence;
    private final RunningProcesses running;
    private final Set<ProcessHandle> children = ConcurrentHashMap.newKeySet();
    private volatile long active = System.nanoTime();
    private volatile @Nullable ProcessHandle process;
    private volatile @Nullable Cause cause;
    private volatile boolean over;

    @SuppressWarnings("deprecation") // its builder makes no subclasses
    ProcessTree(Duration silence, RunningProcesses running) {
        super(INFINITE_TIMEOUT);
        this.silence = silence.toNanos();
        this.running = running;
    }

    /** Something happened. */
    void alive() {
        active = System.nanoTime();
    }

    @Nullable Cause cause() {
        return cause;
    }

    @Override
    public synchronized void start(Process started) {
        process = started.toHandle();
        remember(started.toHandle());
        alive();
        Thread watcher = new Thread(this::watch, "rclone-watch");
        watcher.setDaemon(true);
        watcher.start();
        if (cause != null) { // told to end before it began
            endAll(started.toHandle());
        }
        super.start(started);
    }

    /** A process that could not be found again must not run. */
    private void remember(ProcessHandle started) {
        try {
            running.add(started);
        } catch (RuntimeException e) {
            endAll(started);
            throw e;
        }
    }

    @Override
    public synchronized void stop() {
        over = true;
        notifyAll();
        if (process != null) {
            running.remove(process);
        }
        super.stop();
    }

    /** Ends the process and all that it started. A second time does nothing. */
    void end(Cause why) {
        synchronized (this) {
            if (cause != null || over) {
                return;
            }
            cause = why;
        }
        ProcessHandle tree = process;
        if (tree != null) {
            endAll(tree);
        }
    }

    private synchronized void watch() {
        try {
            while (!over) {
                wait(PACE.toMillis());
                ProcessHandle watched = process;
                if (watched != null) {
                    watched.descendants().forEach(children::add);
                }
                if (!over && cause == null && System.nanoTime() - active > silence && watched != null) {
                    cause = Cause.SILENCE;
                    endAll(watched);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Those that it started are asked for first: they have no parent any more once it is gone. */
    private void endAll(ProcessHandle tree) {
        Set<ProcessHandle> all = new LinkedHashSet<>(children);
        tree.descendants().forEach(all::add);
        all.add(tree);
        endAll(all);
    }

    /** First politely, as a remote may have something to tidy up; then by force. */
    static void endAll(Set<ProcessHandle> all) {
        all.forEach(ProcessHandle::destroy);
        CompletableFuture<?> ended =
                CompletableFuture.allOf(all.stream().map(ProcessHandle::onExit).toArray(CompletableFuture<?>[]::new));
        try {
            ended.get(POLITE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            all.forEach(ProcessHandle::destroyForcibly);
        } catch (ExecutionException e) {
            throw new IllegalStateException("the end of a process cannot fail", e);
        } catch (InterruptedException e) {
            all.forEach(ProcessHandle::destroyForcibly);
            Thread.currentThread().interrupt();
        }
    }
}
