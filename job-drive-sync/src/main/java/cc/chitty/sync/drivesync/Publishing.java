package cc.chitty.sync.drivesync;

import cc.chitty.sync.drivesync.plan.Action;
import cc.chitty.sync.drivesync.plan.Agreed;
import cc.chitty.sync.drivesync.plan.MirrorState;
import cc.chitty.sync.drivesync.plan.RemoteState;
import cc.chitty.sync.drivesync.plan.Transfer;
import cc.chitty.sync.drivesync.store.StoredTransfer;
import cc.chitty.sync.kernel.run.Problem;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Puts complete files into the mirror, each by a rename, and takes files out of it. A file is looked at once more before it
 * is replaced: what changed since the plan was made stays, and the next run looks again.
 */
final class Publishing {

    private static final String CHANGED = "changed in the mirror while the run went on; the next run looks again";

    private final Work work;
    private final MirrorWriter writer;
    private final Copies copies;

    Publishing(Work work, Remains remains) {
        this.work = work;
        this.writer = new MirrorWriter(work.mirror());
        this.copies = new Copies(work, writer, remains);
    }

    void publish(PublishedChunk chunk, List<Fetched> staged, ChunkEnd end) {
        DurableTree.sync(work.root(), staged.stream().map(Fetched::file).toList());
        chunk.note(staged);
        Map<String, Fetched> published = new LinkedHashMap<>();
        List<Fetched> copied = new ArrayList<>();
        for (Fetched file : staged) {
            if (publish(file, copied, end)) {
                published.put(file.path(), file);
            }
        }
        List<Path> targets =
                published.keySet().stream().map(work.root()::resolve).toList();
        DurableTree.sync(work.root(), targets);
        copies.send(copied, end);
        published.values().forEach(file -> agree(file, end));
    }

    /** Whether the mirror has the file's content now. */
    private boolean publish(Fetched file, List<Fetched> copied, ChunkEnd end) {
        Transfer transfer = file.transfer().transfer();
        MirrorState now = work.mirror().look(transfer.path());
        boolean same = now != null && hasContent(file);
        if (!same && !Objects.equals(now, transfer.mirror())) {
            end.failed(file.transfer(), CHANGED);
            return false;
        }
        if (transfer.action() == Action.CONFLICT && (!same || copies.isKept(transfer))) {
            copies.keep(transfer);
            work.run().problem(new Problem(transfer.path(), transfer.remark().text()));
            copied.add(file);
        }
        if (same) {
            return true;
        }
        String obstacle = writer.obstacle(transfer.path());
        if (!obstacle.isEmpty()) {
            end.failed(file.transfer(), obstacle);
            return false;
        }
        writer.put(file.file(), transfer.path());
        return true;
    }

    /** A killed run may have put it there and not have recorded it. */
    private boolean hasContent(Fetched file) {
        Path target = work.root().resolve(file.path());
        RemoteState listed = Objects.requireNonNull(file.transfer().transfer().remote());
        MirrorState now = Objects.requireNonNull(work.mirror().look(file.path()));
        return (listed.size() < 0 || listed.size() == now.size())
                && Digests.of(target).equals(file.digest());
    }

    private void agree(Fetched file, ChunkEnd end) {
        MirrorState now = work.mirror().look(file.path());
        if (now == null) {
            end.failed(file.transfer(), CHANGED);
            return;
        }
        RemoteState listed = Objects.requireNonNull(file.transfer().transfer().remote());
        end.done(file.transfer(), new Agreed(listed, Work.settled(now), file.digest()));
    }

    /** Takes files out of the mirror that are gone from the remote. */
    ChunkEnd delete(List<StoredTransfer> transfers) {
        ChunkEnd end = new ChunkEnd();
        List<Path> touched = new ArrayList<>();
        for (StoredTransfer stored : transfers) {
            String path = stored.transfer().path();
            Path file = work.root().resolve(path);
            MirrorState now = work.mirror().look(path);
            if ((now == null && Files.exists(file, LinkOption.NOFOLLOW_LINKS)) || isOther(now, stored.transfer())) {
                end.failed(stored, CHANGED);
            } else {
                writer.delete(path);
                touched.add(file);
                end.gone(stored);
            }
        }
        writer.syncAfterDeleting(touched);
        return end;
    }

    private static boolean isOther(@Nullable MirrorState now, Transfer transfer) {
        return now != null && !now.equals(transfer.mirror());
    }
}
