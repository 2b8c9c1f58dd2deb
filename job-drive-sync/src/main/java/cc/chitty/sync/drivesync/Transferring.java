package cc.chitty.sync.drivesync;

import cc.chitty.sync.drivesync.plan.Action;
import cc.chitty.sync.drivesync.plan.Transfer;
import cc.chitty.sync.drivesync.rclone.TransferStats;
import cc.chitty.sync.drivesync.store.DriveStore;
import cc.chitty.sync.drivesync.store.StoredPlan;
import cc.chitty.sync.drivesync.store.StoredTransfer;
import cc.chitty.sync.drivesync.store.StoredTransfer.State;
import cc.chitty.sync.kernel.run.Problem;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.springframework.util.unit.DataSize;

/** The step transfer: the plan's chunks, one after the other, each recorded when both sides have it. */
final class Transferring {

    private final Work work;
    private final DriveStore store;
    private final StoredPlan plan;
    private final TransferProgress progress;
    private final Path own;
    private long bytes;
    private boolean recorded;

    Transferring(Work work, DriveStore store, StoredPlan plan) {
        this.work = work;
        this.store = store;
        this.plan = plan;
        this.own = work.parts().place().own(work.settings());
        List<StoredTransfer> waiting = store.transfers(plan).stream()
                .filter(it -> it.state() == State.PLANNED)
                .toList();
        long total = waiting.stream().mapToLong(it -> it.transfer().bytes()).sum();
        this.progress = new TransferProgress(work.run(), work.settings().name(), total, waiting.size());
    }

    /** How far it is, for the run's metadata. */
    record Far(long bytes, long files, long secondsLeft) {}

    /** Does the next chunk. Returns how many files that were; 0: all are done, or a limit of the run was reached. */
    int next() {
        List<StoredTransfer> chunk = store.nextChunk(plan);
        if (recorded || chunk.isEmpty()) {
            forgetNotes();
        }
        if (chunk.isEmpty() || isLimited(chunk)) {
            return 0;
        }
        ChunkEnd end = done(chunk);
        store.base().put(end.agreed());
        store.base().remove(end.forgotten());
        store.ended(plan, end.ended());
        tell(end);
        recorded = !end.isLimited();
        if (end.isLimited()) {
            limit();
        }
        return chunk.size();
    }

    /** Only with the call after the one that recorded the chunk: then the transaction of that has ended. */
    private void forgetNotes() {
        PublishedChunk.forget(own);
        BegunChunk.forget(own);
        recorded = false;
    }

    Far far() {
        return new Far(
                bytes,
                work.run().counted("files_transferred"),
                progress.secondsLeft(work.run().began()));
    }

    private ChunkEnd done(List<StoredTransfer> chunk) {
        Consumer<TransferStats> shown = progress::show;
        Action action = chunk.get(0).transfer().action();
        BegunChunk begun = BegunChunk.of(own, plan, chunk.get(0).chunk());
        Remains remains = new Remains(work, store, plan);
        Sending sending = new Sending(work, begun, remains);
        return switch (action) {
            case PULL, CONFLICT -> new Fetching(work, PublishedChunk.of(own, plan), remains).chunk(chunk, shown);
            case PUSH -> sending.chunk(chunk, shown);
            case DELETE_MIRROR -> new Publishing(work, remains).delete(chunk);
            case DELETE_REMOTE -> sending.setAside(chunk, shown);
            case NONE, ADOPT, FORGET -> throw new IllegalStateException(action + " is no transfer");
        };
    }

    private void tell(ChunkEnd end) {
        DriveRun run = work.run();
        for (StoredTransfer stored : end.ended()) {
            Transfer transfer = stored.transfer();
            if (stored.state() == State.FAILED) {
                run.problem(new Problem(transfer.path(), String.valueOf(stored.problem())));
            } else {
                run.count(name(transfer.action()), 1);
                run.count("files_transferred", 1);
            }
        }
        bytes += end.bytes();
        run.count("bytes", end.bytes());
        run.mirror(null);
        progress.ended(end.bytes(), end.ended().size());
    }

    private static String name(Action action) {
        return switch (action) {
            case PULL, CONFLICT -> "files_fetched";
            case PUSH -> "files_sent";
            case DELETE_MIRROR -> "files_deleted";
            case DELETE_REMOTE -> "files_set_aside";
            case NONE, ADOPT, FORGET -> "files_agreed";
        };
    }

    /** One chunk always goes, or a limit that is less than a file would stop everything for ever. */
    private boolean isLimited(List<StoredTransfer> chunk) {
        DataSize most = work.settings().limits().bytes();
        long next = chunk.stream().mapToLong(it -> it.transfer().bytes()).sum();
        boolean full = most != null && bytes > 0 && bytes + next > most.toBytes();
        if (full || work.isTimeOver()) {
            limit();
            return true;
        }
        return work.run().limited();
    }

    private void limit() {
        work.run().limit("of a run were reached; " + store.waiting(plan) + " files are left for the next one");
    }
}
