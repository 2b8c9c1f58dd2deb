package cc.chitty.sync.drivesync;

import cc.chitty.sync.drivesync.plan.Action;
import cc.chitty.sync.drivesync.plan.Agreed;
import cc.chitty.sync.drivesync.plan.Direction;
import cc.chitty.sync.drivesync.plan.MirrorState;
import cc.chitty.sync.drivesync.plan.Remark;
import cc.chitty.sync.drivesync.plan.RemoteState;
import cc.chitty.sync.drivesync.plan.Transfer;
import cc.chitty.sync.drivesync.rclone.LogListener;
import cc.chitty.sync.drivesync.rclone.RcloneEnd;
import cc.chitty.sync.drivesync.rclone.RcloneResult;
import cc.chitty.sync.drivesync.store.StoredTransfer;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Keeps the mirror's side of conflicts beside the remote's; where both sides follow each other, on both of them. */
final class Copies {

    private final Work work;
    private final MirrorWriter writer;
    private final Remains remains;

    Copies(Work work, MirrorWriter writer, Remains remains) {
        this.work = work;
        this.writer = writer;
        this.remains = remains;
    }

    private Path copy(Transfer transfer) {
        return work.root().resolve(Objects.requireNonNull(transfer.copy()));
    }

    boolean isKept(Transfer transfer) {
        return transfer.copy() != null && Files.exists(copy(transfer), LinkOption.NOFOLLOW_LINKS);
    }

    /** Makes the copy; one that is there was made by a run that was killed, since no file had its name when the plan was made. */
    void keep(Transfer transfer) {
        if (!isKept(transfer)) {
            writer.copy(work.root().resolve(transfer.path()), copy(transfer));
        }
    }

    /**
     * Sends copies to the remote, where that is written to. One that does not arrive, or that somebody has changed there since a
     * run that was killed had sent it, is new to the next run.
     */
    void send(List<Fetched> conflicts, ChunkEnd end) {
        if (conflicts.isEmpty()) {
            return;
        }
        work.run().count("conflicts", conflicts.size());
        if (work.settings().direction() != Direction.BOTH) {
            return;
        }
        List<String> missing = new ArrayList<>();
        for (Destinations.Seen seen : new Destinations(work, remains).look(sendings(conflicts), true)) {
            switch (seen.found()) {
                case AS_PLANNED, OURS -> missing.add(seen.path());
                case EQUAL -> agree(seen.path(), seen.state(), end);
                case CHANGED, MIRROR_CHANGED -> {}
            }
        }
        if (!missing.isEmpty()) {
            sendMissing(missing, end);
        }
    }

    /** Of copies to where no file was when the plan was made. */
    private List<StoredTransfer> sendings(List<Fetched> conflicts) {
        return conflicts.stream()
                .map(it -> {
                    StoredTransfer stored = it.transfer();
                    String path = Objects.requireNonNull(stored.transfer().copy());
                    Transfer sending = new Transfer(
                            path,
                            Action.PUSH,
                            Remark.NOTHING,
                            null,
                            work.mirror().look(path),
                            null);
                    return new StoredTransfer(
                            stored.seq(), stored.chunk(), sending, StoredTransfer.State.PLANNED, null);
                })
                .filter(it -> it.transfer().mirror() != null)
                .toList();
    }

    private void sendMissing(List<String> paths, ChunkEnd end) {
        RcloneResult result = work.remote().send(paths, work.root(), work.aside(), work.left(), LogListener.NONE);
        if (result.end() == RcloneEnd.INTERRUPTED) {
            throw result.failure("send to " + work.settings().remote());
        }
        Map<String, RemoteState> there = result.isDone() ? work.remote().look(paths) : Map.of();
        there.forEach((path, state) -> agree(path, state, end));
    }

    private void agree(String path, RemoteState state, ChunkEnd end) {
        MirrorState here = work.mirror().look(path);
        if (here != null && here.size() == state.size()) {
            String digest = Digests.of(work.root().resolve(path));
            end.alsoAgreed(path, new Agreed(state, Work.settled(here), digest));
        }
    }
}
