package cc.chitty.sync.kernel.state;

import cc.chitty.sync.kernel.run.Failure;
import cc.chitty.sync.kernel.run.FailureCategory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Waits for the disk in several threads. Threads of our own, since those of the common pool help each other while they wait,
 * which costs more processor time than a small run has besides.
 */
final class SyncTogether {

    private static final int MOST = 8;
    private static final long IDLE_SECONDS = 10;

    /** Where all are busy, who asks does it. */
    private static final ThreadPoolExecutor THREADS = new ThreadPoolExecutor(
            0,
            MOST,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            SyncTogether::thread,
            new ThreadPoolExecutor.CallerRunsPolicy());

    private SyncTogether() {}

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "sync");
        thread.setDaemon(true);
        return thread;
    }

    static void sync(Collection<Path> paths) {
        Iterator<Path> all = paths.iterator();
        if (!all.hasNext()) {
            return;
        }
        Path own = all.next();
        List<Future<?>> others = new ArrayList<>();
        all.forEachRemaining(path -> others.add(THREADS.submit(() -> DurableFile.sync(path))));
        DurableFile.sync(own);
        others.forEach(SyncTogether::await);
    }

    /** Throws what it failed with as if this thread had done it. */
    private static void await(Future<?> other) {
        try {
            other.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failure(
                    FailureCategory.INTERRUPTED, "make files durable", "interrupted", "Start again to go on.", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failed) {
                throw failed;
            }
            throw new IllegalStateException(e.getCause());
        }
    }
}
