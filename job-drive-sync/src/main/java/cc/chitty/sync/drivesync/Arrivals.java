package cc.chitty.sync.drivesync;

import cc.chitty.sync.drivesync.plan.MirrorState;
import cc.chitty.sync.drivesync.plan.RemoteState;
import cc.chitty.sync.drivesync.store.StoredTransfer;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * Reads each file as soon as it has arrived, while the others are still on their way. What was read counts only if the file is
 * still the same when all is over.
 */
final class Arrivals {

    /** One processor is left to rclone; the common pool has no thread at all on a machine of two. */
    private static final ExecutorService READERS =
            Executors.newFixedThreadPool(Math.max(1, Runtime.getRuntime().availableProcessors() - 1), run -> {
                Thread thread = new Thread(run, "arrivals");
                thread.setDaemon(true);
                return thread;
            });

    private final MirrorFiles tree;
    private final Map<String, StoredTransfer> awaited;
    private final Map<String, CompletableFuture<@Nullable Fetched>> reading = new ConcurrentHashMap<>();

    /**
     * Nothing has arrived.
     *
     * @param tree where they arrive
     * @param awaited by path
     */
    Arrivals(Path tree, Map<String, StoredTransfer> awaited) {
        this.tree = new MirrorFiles(tree);
        this.awaited = Map.copyOf(awaited);
    }

    /** A file is there, by what rclone says. */
    void arrived(String path) {
        StoredTransfer transfer = awaited.get(path);
        if (transfer != null) {
            reading.computeIfAbsent(path, it -> CompletableFuture.supplyAsync(() -> read(transfer), READERS));
        }
    }

    /** The file as it is when rclone has ended; null where there is none. What went wrong with the early look comes again. */
    @Nullable Fetched settled(StoredTransfer transfer) {
        String path = transfer.transfer().path();
        CompletableFuture<@Nullable Fetched> early = reading.get(path);
        Fetched read = early == null
                ? null
                : early.<@Nullable Fetched>handle((file, failed) -> file).join();
        return read != null && read.state().equals(tree.look(path)) ? read : read(transfer);
    }

    private @Nullable Fetched read(StoredTransfer transfer) {
        String path = transfer.transfer().path();
        MirrorState now = tree.look(path);
        if (now == null) {
            return null;
        }
        Path file = tree.root().resolve(path);
        return isAsListed(transfer, now, file)
                ? new Fetched(transfer, file, now, Digests.of(file))
                : new Fetched(transfer, file, now, null);
    }

    private static boolean isAsListed(StoredTransfer transfer, MirrorState now, Path file) {
        RemoteState listed = Objects.requireNonNull(transfer.transfer().remote());
        boolean sized = listed.size() < 0 || listed.size() == now.size();
        String hash = listed.hash();
        return sized && (hash == null || Digests.matches(file, hash));
    }
}
