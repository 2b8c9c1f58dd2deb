package cc.chitty.sync.gpusync.run;

import cc.chitty.sync.gpusync.plan.ItemEnd;
import cc.chitty.sync.kernel.run.Failure;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Carries the parcels of a plan one after the other: while one is published, the next one is brought. For one thread, but for
 * that.
 */
public final class Carrier implements AutoCloseable {

    private static final long PATIENCE_SECONDS = 300;

    private final Parcels parcels;
    private final Carrying carrying;
    private final ExecutorService bringer;
    private final Deque<Onway> underway = new ArrayDeque<>();
    private boolean first;

    private record Onway(Parcel parcel, Future<Brought> brought) {}

    /** @param again whether an earlier attempt may have published a part of the first parcel */
    Carrier(Parcels parcels, Carrying carrying, boolean again) {
        this.parcels = parcels;
        this.carrying = carrying;
        this.first = again;
        this.bringer = Executors.newSingleThreadExecutor(task -> {
            Thread thread = new Thread(task, "gpu-sync-bring");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** The next parcel, which is on its way from now on; null: there is none. */
    public @Nullable Parcel next() {
        while (underway.size() < 2) {
            Parcel parcel = parcels.next();
            if (parcel == null) {
                break;
            }
            boolean again = first;
            first = false;
            underway.add(new Onway(parcel, bringer.submit(() -> carrying.bring(parcel, again))));
        }
        Onway next = underway.peek();
        return next == null ? null : next.parcel;
    }

    /** Publishes the parcel that {@link #next} gave last. */
    public List<ItemEnd> deliver(Parcel parcel) {
        Onway next = underway.remove();
        if (next.parcel.last() != parcel.last()) {
            throw new IllegalStateException("parcels are delivered in their order");
        }
        return carrying.publish(brought(next.brought));
    }

    private static Brought brought(Future<Brought> future) {
        try {
            return future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Failure failure) {
                throw failure;
            }
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        }
    }

    /** Waits for what is underway: nothing goes on behind a run that has ended. */
    @Override
    public void close() {
        underway.forEach(it -> it.brought.cancel(false));
        bringer.shutdown();
        try {
            if (!bringer.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                bringer.shutdownNow();
            }
        } catch (InterruptedException e) {
            bringer.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
