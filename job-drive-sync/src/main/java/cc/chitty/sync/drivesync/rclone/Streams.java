package cc.chitty.sync.drivesync.rclone;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Objects;
import org.apache.commons.exec.ExecuteStreamHandler;
import org.jspecify.annotations.Nullable;

/** Reads both outputs of a process at once, each in a thread of its own, so that neither can block the other. */
final class Streams implements ExecuteStreamHandler {

    /** After the process has ended: a child of it that lives on may hold the other ends. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** Reads a stream to its end. */
    @FunctionalInterface
    interface Reading {
        void all(InputStream in) throws IOException;
    }

    private final Reading out;
    private final Reading err;
    private @Nullable Pump outPump;
    private @Nullable Pump errPump;

    Streams(Reading out, Reading err) {
        this.out = out;
        this.err = err;
    }

    @Override
    public void setProcessInputStream(OutputStream in) throws IOException {
        in.close();
    }

    @Override
    public void setProcessOutputStream(InputStream stream) {
        outPump = new Pump("rclone-out", stream, out);
    }

    @Override
    public void setProcessErrorStream(InputStream stream) {
        errPump = new Pump("rclone-log", stream, err);
    }

    @Override
    public void start() {
        Objects.requireNonNull(outPump).start();
        Objects.requireNonNull(errPump).start();
    }

    @Override
    public void stop() throws IOException {
        Objects.requireNonNull(outPump).finish();
        Objects.requireNonNull(errPump).finish();
    }

    /** What the reading of standard output threw; null where it came to its end. */
    @Nullable Throwable failure() {
        return outPump == null ? null : outPump.failure;
    }

    private static final class Pump extends Thread {
        private final InputStream stream;
        private final Reading reading;
        private volatile @Nullable Throwable failure;

        Pump(String name, InputStream stream, Reading reading) {
            super(name);
            this.stream = stream;
            this.reading = reading;
            setDaemon(true);
        }

        @Override
        public void run() {
            try {
                reading.all(stream);
            } catch (IOException | RuntimeException e) {
                failure = e;
            }
            drain();
        }

        /** Who is not read any more would wait for ever. */
        private void drain() {
            try {
                stream.transferTo(OutputStream.nullOutputStream());
            } catch (IOException e) {
                failure = failure == null ? e : failure;
            }
        }

        void finish() throws IOException {
            try {
                join(PATIENCE.toMillis());
                if (isAlive()) {
                    stream.close();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
