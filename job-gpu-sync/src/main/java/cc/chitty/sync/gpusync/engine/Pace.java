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
        return of(in, Long.MAX_VALUE);
    }

    /** Ends after so many bytes, if not before. */
    InputStream of(InputStream in, long bytes) {
        return new Slowed(in, bytes);
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

        private long left;

        Slowed(InputStream in, long bytes) {
            super(in);
            this.left = bytes;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int piece = piece(length);
            int read = piece == 0 && length > 0 ? -1 : super.read(bytes, offset, piece);
            left -= Math.max(0, read);
            pass(Math.max(0, read));
            return read;
        }

        private int piece(int length) {
            long most = bytesPerSecond == 0 ? length : Math.min(length, Math.max(1, bytesPerSecond / 8));
            return (int) Math.min(most, left);
        }
    }
}
