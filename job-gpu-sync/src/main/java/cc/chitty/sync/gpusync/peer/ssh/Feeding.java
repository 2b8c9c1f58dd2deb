package cc.chitty.sync.gpusync.peer.ssh;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.CompletableFuture;

/** Feeds a program in a thread of its own. That the program takes no more is no trouble: it need not read its input. */
final class Feeding {

    private Feeding() {}

    /** The program takes no more. */
    private static final class Full extends IOException {

        private static final long serialVersionUID = 1L;

        Full(IOException cause) {
            super(cause);
        }
    }

    /** Completed when all is given or the program takes no more; with the trouble if the feed itself had one. */
    static CompletableFuture<?> start(Streams.Feed feed, OutputStream input) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        Thread thread = new Thread(
                () -> {
                    try {
                        feed(feed, new Telling(input));
                        done.complete(null);
                    } catch (Full e) {
                        done.complete(null);
                    } catch (IOException | RuntimeException | Error e) {
                        done.completeExceptionally(e);
                    }
                },
                "feed");
        thread.setDaemon(true);
        thread.start();
        return done;
    }

    private static void feed(Streams.Feed feed, OutputStream input) throws IOException {
        feed.into(input);
        input.flush();
        input.close();
    }

    /** Tells its own trouble from that of a feed. */
    private static final class Telling extends FilterOutputStream {

        Telling(OutputStream target) {
            super(target);
        }

        @Override
        public void write(int one) throws IOException {
            try {
                out.write(one);
            } catch (IOException e) {
                throw new Full(e);
            }
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            try {
                out.write(bytes, offset, length);
            } catch (IOException e) {
                throw new Full(e);
            }
        }

        @Override
        public void flush() throws IOException {
            try {
                out.flush();
            } catch (IOException e) {
                throw new Full(e);
            }
        }

        @Override
        public void close() throws IOException {
            try {
                out.close();
            } catch (IOException e) {
                throw new Full(e);
            }
        }
    }
}
