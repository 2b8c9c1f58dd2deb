package cc.chitty.sync.drivesync;

import cc.chitty.sync.drivesync.rclone.RcloneEnd;
import cc.chitty.sync.drivesync.rclone.RcloneResult;
import cc.chitty.sync.drivesync.rclone.TransferStats;
import cc.chitty.sync.drivesync.store.StoredTransfer;
import cc.chitty.sync.kernel.run.Failure;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Fetches a chunk of files: into a staging tree, where each is compared with what the remote listed, then into the mirror.
 * rclone before 1.63 writes files in place, so that a killed one leaves half a file under the final name; here it does so
 * where nobody looks.
 */
final class Fetching {

    private static final int ATTEMPTS = 3;

    private final Work work;
    private final Staging staging;
    private final Publishing publishing;
    private final PublishedChunk published;

    Fetching(Work work, PublishedChunk published, Remains remains) {
        this.work = work;
        this.published = published;
        this.staging = work.parts().staging();
        this.publishing = new Publishing(work, remains);
    }

    /** @throws Failure RETRYABLE where the remote gave nothing at all, INTERRUPTED where the run was stopped */
    ChunkEnd chunk(List<StoredTransfer> transfers, Consumer<TransferStats> progress) {
        ChunkEnd end = new ChunkEnd();
        Map<String, StoredTransfer> waiting = new TreeMap<>();
        transfers.forEach(it -> waiting.put(it.transfer().path(), it));
        List<Fetched> staged = new ArrayList<>();
        Map<String, String> reasons = new TreeMap<>();
        for (int attempt = 1; attempt <= ATTEMPTS && !waiting.isEmpty() && !end.isLimited(); attempt++) {
            Path tree = staging.begin(work.run().id(), transfers.get(0).chunk(), attempt);
            Arrivals arrivals = new Arrivals(tree, waiting);
            TransferLog log = new TransferLog(arrivals::arrived, progress);
            RcloneResult result = work.remote().fetch(waiting.keySet(), tree, work.left(), log.listener());
            collect(arrivals, log, waiting, staged, reasons);
            judge(result, waiting, staged, attempt, end);
        }
        if (!end.isLimited()) {
            waiting.forEach((path, transfer) -> end.failed(transfer, reasons.getOrDefault(path, "did not arrive")));
        }
        publishing.publish(published, inOrder(transfers, staged), end);
        return end;
    }

    private static void collect(
            Arrivals arrivals,
            TransferLog log,
            Map<String, StoredTransfer> waiting,
            List<Fetched> staged,
            Map<String, String> reasons) {
        List<Fetched> arrived = waiting.values().parallelStream()
                .filter(it -> log.isFinished(it.transfer().path()))
                .map(arrivals::settled)
                .filter(Objects::nonNull)
                .toList();
        for (Fetched file : arrived) {
            if (file.isWhole()) {
                waiting.remove(file.path());
                staged.add(file);
            } else {
                reasons.put(file.path(), "changed on the remote while it was fetched; the next run fetches it");
            }
        }
        waiting.keySet().forEach(path -> log.error(path).ifPresent(error -> reasons.put(path, error)));
    }

    private void judge(
            RcloneResult result, Map<String, StoredTransfer> waiting, List<Fetched> staged, int attempt, ChunkEnd end) {
        if (result.end() == RcloneEnd.INTERRUPTED) {
            throw result.failure("fetch from " + work.settings().remote());
        }
        if (!waiting.isEmpty() && work.isTimeOver()) {
            end.limited();
        } else if (attempt == ATTEMPTS && staged.isEmpty() && !result.isDone()) {
            throw result.failure("fetch from " + work.settings().remote());
        }
    }

    private static List<Fetched> inOrder(List<StoredTransfer> transfers, List<Fetched> staged) {
        Map<String, Fetched> byPath = staged.stream().collect(Collectors.toMap(Fetched::path, it -> it));
        return transfers.stream()
                .map(it -> byPath.get(it.transfer().path()))
                .filter(Objects::nonNull)
                .toList();
    }
}
