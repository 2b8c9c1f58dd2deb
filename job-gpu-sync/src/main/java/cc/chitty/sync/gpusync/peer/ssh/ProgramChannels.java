package cc.chitty.sync.gpusync.peer.ssh;

import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import net.schmizz.sshj.SSHClient;
import net.schmizz.sshj.common.SSHException;
import org.jspecify.annotations.Nullable;

/**
 * Starts the programs of a connection in one round trip each: the channel of the next one is opened while one runs, and once a
 * program has been started, the answer to the request for another is not waited for. Safe for use by several threads.
 */
final class ProgramChannels {

    private @Nullable FutureTask<ProgramChannel> spare;
    private boolean hasRun;
    private boolean spares = true;

    /** A channel in which the program has been asked for; the caller closes it. */
    ProgramChannel start(SSHClient client, String line) throws IOException {
        ProgramChannel channel = next(client);
        openAnother(client);
        try {
            channel.run(line, hasRun());
        } catch (SSHException e) {
            channel.close();
            throw e;
        }
        started();
        return channel;
    }

    private ProgramChannel next(SSHClient client) throws IOException {
        ProgramChannel opened = opened();
        return opened != null && opened.isOpen() ? opened : ProgramChannel.open(client);
    }

    private @Nullable ProgramChannel opened() {
        FutureTask<ProgramChannel> task;
        synchronized (this) {
            task = spare;
            spare = null;
        }
        try {
            return task == null ? null : task.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        } catch (ExecutionException e) {
            return noSpares(); // a server that allows few at once, or a connection that broke, as the next one will
            // tell
        }
    }

    private synchronized @Nullable ProgramChannel noSpares() {
        spares = false;
        return null;
    }

    private synchronized boolean hasRun() {
        return hasRun;
    }

    private synchronized void started() {
        hasRun = true;
    }

    private synchronized void openAnother(SSHClient client) {
        if (spare == null && spares) {
            FutureTask<ProgramChannel> task = new FutureTask<>(() -> ProgramChannel.open(client));
            spare = task;
            Thread thread = new Thread(task, "next-channel");
            thread.setDaemon(true);
            thread.start();
        }
    }
}
