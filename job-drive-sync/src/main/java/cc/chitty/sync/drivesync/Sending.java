package cc.chitty.sync.drivesync;

import cc.chitty.sync.drivesync.plan.Agreed;
import cc.chitty.sync.drivesync.plan.MirrorState;
import cc.chitty.sync.drivesync.plan.RemoteState;
import cc.chitty.sync.drivesync.rclone.RcloneEnd;
import cc.chitty.sync.drivesync.rclone.RcloneResult;
import cc.chitty.sync.drivesync.rclone.TransferStats;
import cc.chitty.sync.drivesync.store.StoredTransfer;
import cc.chitty.sync.kernel.run.Failure;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Sends a chunk of files to the remote, or sets files of the remote aside. The remote is looked at before, so that a change
 * since the plan was made is not overwritten, and after, so that what is recorded is what it has.
 */
final class Sending {

    private static final int ATTEMPTS = 3;
    private static final String CHANGED_THERE = "changed on the remote while the run went on; the next run looks again";
    private static final String CHANGED_HERE = "changed in the mirror while the run went on; the next run looks again";

    private final Work work;
    private final BegunChunk begun;

    Sending(Work work, BegunChunk begun) {
        this.work = work;
        this.begun = begun;
    }

    /**
     * Where each attempt sets aside what it replaces: in a directory of its own, or a later attempt would put what an earlier one
     * has sent, perhaps only a part of it, in the place of what was there before.
     */
    static List<String> asides(String aside) {
        return IntStream.rangeClosed(1, ATTEMPTS)
                .mapToObj(attempt -> attempt == 1 ? aside : aside + "-" + attempt)
                .toList();
    }

    /** @throws Failure RETRYABLE where the remote took nothing at all, INTERRUPTED where the run was stopped */
    ChunkEnd chunk(List<StoredTransfer> transfers, Consumer<TransferStats> progress) {
        ChunkEnd end = new ChunkEnd();
        Map<String, StoredTransfer> waiting = unchanged(transfers, end);
        begun.note();
        Map<String, String> reasons = new TreeMap<>();
        int arrived = 0;
        for (int attempt = 1; attempt <= ATTEMPTS && !waiting.isEmpty() && !end.isLimited(); attempt++) {
            TransferLog log = new TransferLog(progress);
            String aside = asides(work.aside()).get(attempt - 1);
            RcloneResult result = work.remote().send(waiting.keySet(), work.root(), aside, work.left(), log.listener());
            requireGoingOn(result);
            int before = waiting.size();
            collect(waiting, log, reasons, end);
            arrived += before - waiting.size();
            if (!waiting.isEmpty() && work.isTimeOver()) {
                end.limited();
            } else if (attempt == ATTEMPTS && arrived == 0 && !waiting.isEmpty() && !result.isDone()) {
                throw result.failure("send to " + work.settings().remote());
            }
        }
        if (!end.isLimited()) {
            waiting.forEach((path, it) -> end.failed(it, reasons.getOrDefault(path, "did not arrive")));
        }
        return end;
    }

    private void requireGoingOn(RcloneResult result) {
        if (result.end() == RcloneEnd.INTERRUPTED) {
            throw result.failure("write to " + work.settings().remote());
        }
    }

    /** Those that are on both sides what the plan says; or on the remote what a killed run has sent. */
    private Map<String, StoredTransfer> unchanged(List<StoredTransfer> transfers, ChunkEnd end) {
        Map<String, StoredTransfer> waiting = new TreeMap<>();
        Map<String, RemoteState> there = look(transfers);
        List<StoredTransfer> other = new ArrayList<>();
        for (StoredTransfer stored : transfers) {
            String path = stored.transfer().path();
            if (!Objects.equals(work.mirror().look(path), stored.transfer().mirror())) {
                end.failed(stored, CHANGED_HERE);
            } else if (isAsPlanned(stored, there.get(path))) {
                waiting.put(path, stored);
            } else {
                other.add(stored);
            }
        }
        Set<String> equal = equalContents(other);
        for (StoredTransfer stored : other) {
            String path = stored.transfer().path();
            RemoteState state = there.get(path);
            if (state != null && equal.contains(path)) {
                agree(stored, state, end);
            } else if (begun.isAgain()) {
                waiting.put(path, stored);
            } else {
                end.failed(stored, CHANGED_THERE);
            }
        }
        return waiting;
    }

    private Map<String, RemoteState> look(Collection<StoredTransfer> transfers) {
        return work.remote()
                .look(transfers.stream().map(it -> it.transfer().path()).toList());
    }

    private static boolean isAsPlanned(StoredTransfer stored, @Nullable RemoteState now) {
        RemoteState planned = stored.transfer().remote();
        if (planned == null || now == null) {
            return planned == null && now == null;
        }
        return now.isAs(planned);
    }

    private Set<String> equalContents(List<StoredTransfer> transfers) {
        if (transfers.isEmpty()) {
            return Set.of();
        }
        List<String> paths = transfers.stream().map(it -> it.transfer().path()).toList();
        Set<String> equal = new HashSet<>(paths);
        work.remote().differing(paths, work.root()).forEach(equal::remove);
        return equal;
    }

    private void collect(
            Map<String, StoredTransfer> waiting, TransferLog log, Map<String, String> reasons, ChunkEnd end) {
        List<StoredTransfer> sent = waiting.values().stream()
                .filter(it -> log.isFinished(it.transfer().path()))
                .toList();
        Map<String, RemoteState> there = look(sent);
        for (StoredTransfer stored : sent) {
            String path = stored.transfer().path();
            RemoteState state = there.get(path);
            MirrorState here = Objects.requireNonNull(stored.transfer().mirror());
            boolean whole = state != null
                    && state.size() == here.size()
                    && (state.hash() == null || Digests.matches(work.root().resolve(path), state.hash()));
            if (whole) {
                agree(stored, Objects.requireNonNull(state), end);
                waiting.remove(path);
            } else {
                reasons.put(path, "arrived as something else; the next run looks again");
            }
        }
        waiting.keySet().forEach(path -> log.error(path).ifPresent(error -> reasons.put(path, error)));
    }

    /** What changed here while it was sent is new to the next run. */
    private void agree(StoredTransfer stored, RemoteState there, ChunkEnd end) {
        String path = stored.transfer().path();
        MirrorState planned = Objects.requireNonNull(stored.transfer().mirror());
        String digest = Digests.of(work.root().resolve(path));
        boolean same = planned.equals(work.mirror().look(path));
        end.done(stored, new Agreed(there, same ? Work.settled(planned) : planned, same ? digest : null));
    }

    /** Sets files of the remote aside that are gone from the mirror. */
    ChunkEnd setAside(List<StoredTransfer> transfers, Consumer<TransferStats> progress) {
        ChunkEnd end = new ChunkEnd();
        Map<String, StoredTransfer> waiting = new TreeMap<>();
        Map<String, RemoteState> there = look(transfers);
        for (StoredTransfer stored : transfers) {
            String path = stored.transfer().path();
            RemoteState now = there.get(path);
            if (work.mirror().look(path) != null) {
                end.failed(stored, CHANGED_HERE);
            } else if (now == null) {
                end.gone(stored);
            } else if (isAsPlanned(stored, now)) {
                waiting.put(path, stored);
            } else {
                end.failed(stored, CHANGED_THERE);
            }
        }
        if (!waiting.isEmpty()) {
            moveAway(waiting, progress, end);
        }
        return end;
    }

    private void moveAway(Map<String, StoredTransfer> waiting, Consumer<TransferStats> progress, ChunkEnd end) {
        TransferLog log = new TransferLog(progress);
        RcloneResult result = work.remote().setAside(waiting.keySet(), work.aside(), log.listener());
        requireGoingOn(result);
        Map<String, RemoteState> left = look(waiting.values());
        if (left.size() == waiting.size() && !result.isDone()) {
            throw result.failure("set files of " + work.settings().remote() + " aside");
        }
        waiting.forEach((path, stored) -> {
            if (left.containsKey(path)) {
                end.failed(stored, log.error(path).orElse("is still there"));
            } else {
                end.gone(stored);
            }
        });
    }
}
