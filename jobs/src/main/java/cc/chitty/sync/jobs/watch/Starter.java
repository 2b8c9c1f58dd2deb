package cc.chitty.sync.jobs.watch;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/** Runs scheduled commands beside the watching, one after the other; one that still waits or runs is not added again. */
final class Starter implements AutoCloseable {

    private final Consumer<String> commands;
    private final Set<String> waiting = new HashSet<>();
    private final ExecutorService thread = Executors.newSingleThreadExecutor(work -> new Thread(work, "schedule"));

    Starter(Consumer<String> commands) {
        this.commands = commands;
    }

    synchronized void start(String command) {
        if (waiting.add(command)) {
            thread.execute(() -> run(command));
        }
    }

    private void run(String command) {
        try {
            commands.accept(command);
        } finally {
            synchronized (this) {
                waiting.remove(command);
            }
        }
    }

    /** What runs is stopped by the interruption that ends the watching; nothing more is begun. */
    @Override
    public void close() {
        thread.shutdownNow();
    }
}
