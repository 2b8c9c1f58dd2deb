package cc.chitty.sync.gpusync.peer;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.CompletableFuture;

/** Passes a stream on in a thread of its own. */
public final class Pump {

    private static final int BUFFER = 1 << 16;

    private Pump() {}

    /** What becomes of the target when the source has ended. */
    public enum Ending {
        LEAVE,
        /** It is closed; that it takes no more is no trouble: a program need not read its input. */
        CLOSE
    }

    /** Completed when the source has ended or the target takes no more, with the trouble if there was one. */
    public static CompletableFuture<?> start(String name, InputStream from, OutputStream to, Ending ending) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        Thread thread = new Thread(
                () -> {
                    try {
                        pass(from, to, ending);
                        done.complete(null);
                    } catch (IOException | RuntimeException | Error e) {
                        done.completeExceptionally(e);
                    }
                },
                "pump-" + name);
        thread.setDaemon(true);
        thread.start();
        return done;
    }

    private static void pass(InputStream from, OutputStream to, Ending ending) throws IOException {
        byte[] buffer = new byte[BUFFER];
        for (int read = from.read(buffer); read >= 0; read = from.read(buffer)) {
            if (!put(buffer, read, to, ending, from.available() == 0)) {
                return;
            }
        }
        put(buffer, 0, to, ending, true);
        if (ending == Ending.CLOSE) {
            close(to);
        }
    }

    private static boolean put(byte[] buffer, int length, OutputStream to, Ending ending, boolean flushed)
            throws IOException {
        try {
            to.write(buffer, 0, length);
            if (flushed) {
                to.flush();
            }
            return true;
        } catch (IOException e) {
            if (ending == Ending.CLOSE) {
                return false;
            }
            throw e;
        }
    }

    private static void close(OutputStream to) {
        try {
            to.close();
        } catch (IOException e) {
            return; // it took what it wanted
        }
    }
}
