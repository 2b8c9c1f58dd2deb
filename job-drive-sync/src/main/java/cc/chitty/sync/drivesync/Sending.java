package cc.chitty.sync.drivesync;

import cc.chitty.sync.drivesync.plan.Agreed;
import cc.chitty.sync.drivesync.plan.MirrorState;
import cc.chitty.sync.drivesync.plan.RemoteState;
import cc.chitty.sync.drivesync.rclone.RcloneEnd;
import cc.chitty.sync.drivesync.rclone.RcloneResult;
import cc.chitty.sync.drivesync.rclone.TransferStats;
import cc.chitty.sync.drivesync.store.StoredTransfer;
import cc.chitty.sync.kernel.run.Failure;
import cc.chitty.sync.kernel.run.Problem;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Sends one chunk of files to the remote, or sets files of the remote aside. The remote is looked at before each attempt, so that
 * a change since the plan was made is not overwritten, and after it, so that what is recorded is what it has. What somebody changes
 * between our look and rclone's act is set aside like what it replaces; it is found there and named.
 */
final class Sending {

    private static final int ATTEMPTS = 3;
    private static final String CHANGED_THERE = "changed on the remote while the run went on; the next run looks again";
    private static final String ARRIVED_SO = "arrived as something else; the next run looks again";
    private static final String CHANGED_HERE = "changed in the mirror while the run went on; the next run looks again";

    private final Work work;
    private final BegunChunk begun;
    private final Destinations destinations;
    private final Map<String, String> reasons = new TreeMap<>();
    private final Map<String, StoredTransfer> asPlanned = new TreeMap<>();

    Sending(Work work, BegunChunk begun, Remains remains) {
        this.work = work;
        this.begun = begun;
        this.destinations = new Destinations(work, remains);
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
        Map<String, StoredTransfer> waiting = unchanged(transfers, begun.isAgain(), end);
        begun.begin();
        int found = end.agreed().size();
        for (int attempt = 1; attempt <= ATTEMPTS && !waiting.isEmpty() && !end.isLimited(); attempt++) {
            RcloneResult result = attempt(attempt, waiting, progress, end);
            boolean isAny = end.agreed().size() > found;
            if (!waiting.isEmpty() && work.isTimeOver()) {
                end.limited();
            } else if (attempt == ATTEMPTS && !isAny && !waiting.isEmpty() && !result.isDone()) {
                throw result.failure("send to " + work.settings().remote());
            } else if (attempt < ATTEMPTS && !waiting.isEmpty()) {
                waiting = unchanged(waiting.values(), true, end); // somebody else may have been there meanwhile
            }
        }
        if (!end.isLimited()) {
            waiting.forEach((path, it) -> end.failed(it, reasons.getOrDefault(path, "did not arrive")));
        }
        return end;
    }

    /** Takes what arrived out of those that wait. */
    private RcloneResult attempt(
            int attempt, Map<String, StoredTransfer> waiting, Consumer<TransferStats> progress, ChunkEnd end) {
        TransferLog log = new TransferLog(progress);
        String aside = asides(work.aside()).get(attempt - 1);
        RcloneResult result = work.remote().send(waiting.keySet(), work.root(), aside, work.left(), log.listener());
        requireGoingOn(result);
        tellReplaced(aside);
        collect(waiting, log, end);
        return result;
    }

    private void requireGoingOn(RcloneResult result) {
        if (result.end() == RcloneEnd.INTERRUPTED) {
            throw result.failure("write to " + work.settings().remote());
        }
    }

    /** Names what was set aside and is not what our look has shown. */
    private void tellReplaced(String aside) {
        work.remote().at(aside).look(asPlanned.keySet()).forEach((path, was) -> {
            StoredTransfer stored = asPlanned.get(path);
            if (stored != null && !Destinations.isAsPlanned(stored, was)) {
                work.run()
                        .problem(new Problem(
                                path,
                                "changed on the remote just before it was replaced; that version is now " + aside + "/"
                                        + path));
            }
        });
    }

    /** Those to be sent: what is in their places is as planned, or ours. Others end here. */
    private Map<String, StoredTransfer> unchanged(Collection<StoredTransfer> transfers, boolean again, ChunkEnd end) {
        Map<String, StoredTransfer> waiting = new TreeMap<>();
        asPlanned.clear();
        for (Destinations.Seen seen : destinations.look(transfers, again)) {
            switch (seen.found()) {
                case AS_PLANNED -> {
                    waiting.put(seen.path(), seen.stored());
                    asPlanned.put(seen.path(), seen.stored());
                }
                case OURS -> waiting.put(seen.path(), seen.stored());
                case EQUAL -> agree(seen.stored(), seen.state(), end);
                case MIRROR_CHANGED -> end.failed(seen.stored(), CHANGED_HERE);
                case CHANGED -> {
                    boolean arrivedSo = ARRIVED_SO.equals(reasons.get(seen.path()));
                    end.failed(seen.stored(), arrivedSo ? ARRIVED_SO : CHANGED_THERE);
                }
            }
        }
        return waiting;
    }

    private void collect(Map<String, StoredTransfer> waiting, TransferLog log, ChunkEnd end) {
        List<StoredTransfer> sent = waiting.values().stream()
                .filter(it -> log.isFinished(it.transfer().path()))
                .toList();
        Map<String, RemoteState> there = destinations.states(sent);
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
                reasons.put(path, ARRIVED_SO);
            }
        }
        waiting.keySet().forEach(path -> log.error(path).ifPresent(error -> reasons.put(path, error)));
    }

    /** What changed here while it was sent is new to the next run. */
    void agree(StoredTransfer stored, RemoteState there, ChunkEnd end) {
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
        Map<String, RemoteState> there = destinations.states(transfers);
        for (StoredTransfer stored : transfers) {
            String path = stored.transfer().path();
            RemoteState now = there.get(path);
            if (work.mirror().look(path) != null) {
                end.failed(stored, CHANGED_HERE);
            } else if (now == null) {
                end.gone(stored);
            } else if (Destinations.isAsPlanned(stored, now)) {
                waiting.put(path, stored);
                asPlanned.put(path, stored);
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
        tellReplaced(work.aside());
        Map<String, RemoteState> left = destinations.states(waiting.values());
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
