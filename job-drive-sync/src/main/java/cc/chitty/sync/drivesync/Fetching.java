package cc.chitty.sync.drivesync;

import cc.chitty.sync.drivesync.plan.RemoteState;
import cc.chitty.sync.drivesync.rclone.RcloneEnd;
import cc.chitty.sync.drivesync.rclone.RcloneResult;
import cc.chitty.sync.drivesync.rclone.TransferStats;
import cc.chitty.sync.drivesync.store.StoredTransfer;
import cc.chitty.sync.kernel.run.Failure;
import cc.chitty.sync.kernel.state.StorageFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Fetches a chunk of files: into a staging tree, where each is compared with what the remote listed, then into the mirror.
 * rclone before 1.63 writes files in place, so that a killed one leaves half a file under the final name; here it does so
 * where nobody looks.
 */
final class Fetching {

    private static final int ATTEMPTS = 2;

    private final Work work;
    private final Staging staging;
    private final Publishing publishing;

    Fetching(Work work) {
        this.work = work;
        this.staging = work.parts().staging();
        this.publishing = new Publishing(work);
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
            TransferLog log = new TransferLog(progress);
            RcloneResult result = work.remote().fetch(waiting.keySet(), tree, work.left(), log.listener());
            collect(tree, log, waiting, staged, reasons);
            judge(result, waiting, staged, attempt, end);
        }
        if (!end.isLimited()) {
            waiting.forEach((path, transfer) -> end.failed(transfer, reasons.getOrDefault(path, "did not arrive")));
        }
        publishing.publish(inOrder(transfers, staged), end);
        return end;
    }

    private void collect(
            Path tree,
            TransferLog log,
            Map<String, StoredTransfer> waiting,
            List<Fetched> staged,
            Map<String, String> reasons) {
        List<Fetched> arrived = waiting.values().parallelStream()
                .filter(it -> log.isFinished(it.transfer().path()))
                .map(it -> new Fetched(it, tree.resolve(it.transfer().path())))
                .filter(it -> isWhole(it, reasons))
                .map(Fetched::read)
                .toList();
        arrived.forEach(it -> waiting.remove(it.path()));
        staged.addAll(arrived);
        waiting.keySet().forEach(path -> log.error(path).ifPresent(error -> reasons.put(path, error)));
    }

    /** Whether what arrived is what was listed. */
    private static boolean isWhole(Fetched staged, Map<String, String> reasons) {
        RemoteState listed = staged.transfer().transfer().remote();
        if (listed == null || !Files.isRegularFile(staged.file(), LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        boolean sized = listed.size() < 0 || listed.size() == size(staged.file());
        String hash = listed.hash();
        boolean whole = sized && (hash == null || Digests.matches(staged.file(), hash));
        if (!whole) {
            synchronized (reasons) {
                reasons.put(staged.path(), "changed on the remote while it was fetched; the next run fetches it");
            }
        }
        return whole;
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw StorageFailure.of("measure", file, e);
        }
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
                .filter(it -> it != null)
                .toList();
    }
}
