package cc.chitty.sync.gpusync.peer;

import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** Ends something that has been silent too long. What is heard or taken through its streams counts as a sign of life. */
public final class QuietWatch implements AutoCloseable {

    private static final ScheduledExecutorService CLOCK = Executors.newSingleThreadScheduledExecutor(run -> {
        Thread thread = new Thread(run, "quiet-watch");
        thread.setDaemon(true);
        return thread;
    });

    private final long limit;
    private final Runnable end;
    private final ScheduledFuture<?> ticking;
    private volatile long heard = System.nanoTime();
    private volatile boolean expired;

    /**
     * Begins to watch.
     *
     * @param limit the longest silence
     * @param end ends it; called once, in a thread of its own
     */
    public QuietWatch(Duration limit, Runnable end) {
        this.limit = limit.toNanos();
        this.end = end;
        long tick = Math.max(TimeUnit.MILLISECONDS.toNanos(1), this.limit / 8);
        this.ticking = CLOCK.scheduleAtFixedRate(this::look, tick, tick, TimeUnit.NANOSECONDS);
    }

    private void look() {
        if (System.nanoTime() - heard > limit && !expired) {
            expired = true;
            ticking.cancel(false);
            Thread ending = new Thread(end, "quiet-end");
            ending.setDaemon(true);
            ending.start();
        }
    }

    /** A sign of life. */
    public void heard() {
        heard = System.nanoTime();
    }

    /** Whether it was silent too long. */
    public boolean expired() {
        return expired;
    }

    public InputStream watching(InputStream in) {
        return new FilterInputStream(in) {
            @Override
            public int read() throws IOException {
                int read = super.read();
                heard();
                return read;
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                int read = super.read(bytes, offset, length);
                heard();
                return read;
            }
        };
    }

    public OutputStream watching(OutputStream out) {
        return new FilterOutputStream(out) {
            @Override
            public void write(int one) throws IOException {
                out.write(one);
                heard();
            }

            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                out.write(bytes, offset, length);
                heard();
            }
        };
    }

    @Override
    public void close() {
        ticking.cancel(false);
    }
}
