package cc.chitty.sync.drivesync;

import cc.chitty.sync.drivesync.plan.Agreed;
import cc.chitty.sync.drivesync.plan.MirrorState;
import cc.chitty.sync.drivesync.plan.RemoteState;
import cc.chitty.sync.drivesync.store.DriveStore;
import cc.chitty.sync.drivesync.store.StoredPlan;
import cc.chitty.sync.drivesync.store.StoredTransfer;
import cc.chitty.sync.kernel.run.Problem;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Records what a run that was killed has done and not recorded, where its plan is not gone on with: it is rolled back, or made
 * anew. Only the first chunk that is not done can have been begun.
 */
record Unrecorded(Work work, DriveStore store, StoredPlan plan) {

    private static final String THERE =
            "whether that run has changed it on the remote cannot be told: one of both sides was changed since; it stays as it is";
    private static final String HERE =
            "whether that run has changed it in the mirror cannot be told: it was changed since; it stays as it is";

    /** Returns what cannot be told from what somebody else has done since. */
    List<Problem> settle() {
        List<Problem> problems = new ArrayList<>();
        Path own = work.parts().place().own(work.settings());
        PublishedChunk.of(own, plan).settleAll(work, store).forEach(path -> problems.add(new Problem(path, HERE)));
        List<StoredTransfer> chunk = store.nextChunk(plan);
        if (chunk.isEmpty()) {
            return problems;
        }
        ChunkEnd end = new ChunkEnd();
        BegunChunk begun = BegunChunk.of(own, plan, chunk.get(0).chunk());
        switch (chunk.get(0).transfer().action()) {
            case PUSH -> {
                if (begun.isAgain()) {
                    sent(chunk, begun, end, problems);
                }
            }
            case DELETE_REMOTE -> setAside(chunk, end, problems);
            case DELETE_MIRROR -> deleted(chunk, end);
            case PULL, CONFLICT, NONE, ADOPT, FORGET -> {}
        }
        store.base().put(end.agreed());
        store.base().remove(end.forgotten());
        store.ended(plan, end.ended());
        return problems;
    }

    private Remains remains() {
        return new Remains(work, store, plan);
    }

    private void sent(List<StoredTransfer> chunk, BegunChunk begun, ChunkEnd end, List<Problem> problems) {
        Sending sending = new Sending(work, begun, remains());
        for (Destinations.Seen seen : new Destinations(work, remains()).look(chunk, true)) {
            switch (seen.found()) {
                case AS_PLANNED -> {}
                case EQUAL -> sending.agree(seen.stored(), seen.state(), end);
                case OURS -> cutShort(seen, end);
                case MIRROR_CHANGED -> {
                    if (!Destinations.isAsPlanned(seen.stored(), seen.there())) {
                        problems.add(new Problem(seen.path(), THERE));
                    }
                }
                case CHANGED -> problems.add(new Problem(seen.path(), THERE));
            }
        }
    }

    /** The part that arrived is what is agreed on: the next run replaces it by what the mirror has, or sets it aside. */
    private static void cutShort(Destinations.Seen seen, ChunkEnd end) {
        RemoteState part = seen.there();
        if (part == null) {
            end.gone(seen.stored());
        } else {
            end.done(seen.stored(), new Agreed(part, new MirrorState(part.size(), 0, 0, 0), null));
        }
    }

    private void setAside(List<StoredTransfer> chunk, ChunkEnd end, List<Problem> problems) {
        Map<String, RemoteState> there = new Destinations(work, remains()).states(chunk);
        List<StoredTransfer> other = chunk.stream()
                .filter(it ->
                        !Destinations.isAsPlanned(it, there.get(it.transfer().path())))
                .toList();
        Set<String> aside = other.isEmpty() ? Set.of() : remains().setAside(other);
        for (StoredTransfer stored : other) {
            String path = stored.transfer().path();
            if (aside.contains(path) && there.get(path) == null) {
                end.gone(stored);
            } else if (aside.contains(path)) {
                problems.add(new Problem(path, THERE));
            }
        }
    }

    private void deleted(List<StoredTransfer> chunk, ChunkEnd end) {
        for (StoredTransfer stored : chunk) {
            Path file = work.root().resolve(stored.transfer().path());
            if (plan.snapshot() != null && !Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
                end.gone(stored);
            }
        }
    }
}
