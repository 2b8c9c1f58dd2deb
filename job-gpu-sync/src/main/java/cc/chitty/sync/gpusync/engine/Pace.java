package cc.chitty.sync.gpusync.engine;

import cc.chitty.sync.kernel.run.Failure;
import cc.chitty.sync.kernel.run.FailureCategory;
import cc.chitty.sync.kernel.run.Interruption;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/** Slows streams down to a rate, and breaks them off when the run is stopped. */
final class Pace {

    private static final long SECOND = 1_000_000_000L;

    private final long bytesPerSecond;
    private final Interruption interruption;
    private final long began = System.nanoTime();
    private long passed;

    /** 0: as fast as they come. */
    Pace(long bytesPerSecond, Interruption interruption) {
        this.bytesPerSecond = bytesPerSecond;
        this.interruption = interruption;
    }

    InputStream of(InputStream in) {
        return new Slowed(in);
    }

    private synchronized void pass(long bytes) {
        if (interruption.raised()) {
            throw new Failure(FailureCategory.INTERRUPTED, "transfer files", "it was stopped", "The next run goes on.");
        }
        if (bytesPerSecond == 0) {
            return;
        }
        passed += bytes;
        long due = began + (long) (passed * (double) SECOND / bytesPerSecond);
        interruption.await(Duration.ofNanos(Math.max(0, due - System.nanoTime())));
    }

    private final class Slowed extends FilterInputStream {

        Slowed(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            pass(1);
            return super.read();
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int read = super.read(bytes, offset, bytesPerSecond == 0 ? length : piece(length));
            pass(Math.max(0, read));
            return read;
        }

        private int piece(int length) {
            return (int) Math.min(length, Math.max(1, bytesPerSecond / 8));
        }
    }
}
