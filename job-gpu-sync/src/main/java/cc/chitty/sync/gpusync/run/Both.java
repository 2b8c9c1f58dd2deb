package cc.chitty.sync.gpusync.run;

import cc.chitty.sync.gpusync.reconcile.Side;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Function;
import java.util.function.Supplier;

/** Two answers, one of each side. */
record Both<T>(T ours, T theirs) {

    /** Asks both sides at once; the peer's from this thread, since its connection may be bound to it. */
    static <T> Both<T> atOnce(Function<Side, T> asked) {
        return atOnce("ours", () -> asked.apply(Side.OURS), () -> asked.apply(Side.THEIRS));
    }

    /** Does the first in a thread of its own while this one does the second. Both have ended when it returns or throws. */
    static <T> Both<T> atOnce(String name, Supplier<T> beside, Supplier<T> here) {
        FutureTask<T> other = new FutureTask<>(beside::get);
        Thread thread = new Thread(other, "gpu-sync-" + name);
        thread.setDaemon(true);
        thread.start();
        T mine;
        try {
            mine = here.get();
        } catch (RuntimeException | Error e) {
            addOf(other, e);
            throw e;
        }
        return new Both<>(resultOf(other), mine);
    }

    /** As {@link #atOnce(String, Supplier, Supplier)}, for what gives no answer. */
    static void done(String name, Runnable beside, Runnable here) {
        atOnce(name, answered(beside), answered(here));
    }

    private static Supplier<Boolean> answered(Runnable action) {
        return () -> {
            action.run();
            return true;
        };
    }

    /** Waits for the other one, too: nothing is left running behind a failure. */
    private static void addOf(FutureTask<?> other, Throwable first) {
        try {
            resultOf(other);
        } catch (RuntimeException | Error second) {
            first.addSuppressed(second);
        }
    }

    private static <T> T resultOf(FutureTask<T> task) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return task.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            if (e.getCause() instanceof Error cause) {
                throw cause;
            }
            throw new IllegalStateException(e.getCause());
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    T of(Side side) {
        return side == Side.OURS ? ours : theirs;
    }
}
