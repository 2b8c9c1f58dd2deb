package cc.chitty.sync.kernel.run;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A request to stop at the next safe point. A signal or a guest raises it, jobs poll it between chunks and end as resumable with
 * {@link ExitCode#INTERRUPTED}. Once raised it stays so. Safe for use by several threads.
 */
public final class Interruption {

    private final CountDownLatch raised = new CountDownLatch(1);
    private final List<Runnable> followers = new CopyOnWriteArrayList<>();

    public boolean raised() {
        return raised.getCount() == 0;
    }

    /** Raises it; a second time does nothing. The followers run in the calling thread. */
    public void raise() {
        synchronized (followers) {
            if (raised()) {
                return;
            }
            raised.countDown();
        }
        followers.forEach(Runnable::run);
    }

    /** Runs this when it is raised, at once if it is raised already; until the returned registration is closed. */
    public Following whenRaised(Runnable follower) {
        boolean already;
        synchronized (followers) {
            already = raised();
            if (!already) {
                followers.add(follower);
            }
        }
        if (already) {
            follower.run();
        }
        return () -> followers.remove(follower);
    }

    /** Waits until it is raised, at most this long; an interrupt of the thread raises it. Returns whether it is raised. */
    public boolean await(Duration limit) {
        try {
            return raised.await(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            raise();
            return true;
        }
    }

    /** Somebody who wants to be told; closing ends that. */
    @FunctionalInterface
    public interface Following extends AutoCloseable {
        @Override
        void close();
    }
}
