package cc.chitty.sync.drivesync;

import cc.chitty.sync.drivesync.plan.Action;
import cc.chitty.sync.drivesync.plan.Agreed;
import cc.chitty.sync.drivesync.plan.MirrorState;
import cc.chitty.sync.drivesync.plan.RemoteState;
import cc.chitty.sync.drivesync.store.DriveStore;
import cc.chitty.sync.drivesync.store.StoredPlan;
import cc.chitty.sync.drivesync.store.StoredTransfer;
import cc.chitty.sync.kernel.state.DurableFile;
import cc.chitty.sync.kernel.state.PrivateDirectory;
import cc.chitty.sync.kernel.state.PropertiesFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A note of the files that are about to be put into the mirror. Those that a killed run has put there and not recorded are told by
 * it from edits of a person's: else, where the remote changes once more, both sides would seem to have been edited.
 */
record PublishedChunk(Path file, StoredPlan plan) {

    private static final String PLAN = "plan";

    static PublishedChunk of(Path directory, StoredPlan plan) {
        return new PublishedChunk(directory.resolve("publishing.properties"), plan);
    }

    /** On disk before the first of them is in the mirror. */
    void note(List<Fetched> files) {
        Map<String, String> digests = new TreeMap<>();
        digests.put(PLAN, Long.toString(plan.id()));
        for (Fetched fetched : files) {
            digests.put(Integer.toString(fetched.transfer().seq()), fetched.digest());
        }
        PrivateDirectory.create(Objects.requireNonNull(file.getParent()));
        DurableFile.replace(file, PropertiesFile.bytes(digests));
    }

    /**
     * Records what a killed run has put into the mirror; conflicts are left to whoever goes on with the plan. Returns how many
     * files that were.
     */
    int settle(Work work, DriveStore store) {
        return record(noted(store), it -> it.transfer().action() == Action.PULL, work, store);
    }

    /** As {@link #settle}, with the conflicts: their copies are there. Returns the paths whose files are neither old nor new. */
    List<String> settleAll(Work work, DriveStore store) {
        Map<StoredTransfer, String> noted = noted(store);
        record(noted, it -> true, work, store);
        List<String> others = new ArrayList<>();
        noted.forEach((stored, digest) -> {
            MirrorState now = work.mirror().look(stored.transfer().path());
            if (!Objects.equals(now, stored.transfer().mirror()) && !isPublished(stored, digest, now, work)) {
                others.add(stored.transfer().path());
            }
        });
        return others;
    }

    /** The files of the note that are not recorded, with the digests of what was to be put into the mirror. */
    private Map<StoredTransfer, String> noted(DriveStore store) {
        Map<String, String> digests = PropertiesFile.read(file).orElseGet(TreeMap::new);
        Map<StoredTransfer, String> noted = new LinkedHashMap<>();
        if (Long.toString(plan.id()).equals(digests.get(PLAN))) {
            for (StoredTransfer stored : store.transfers(plan)) {
                String digest = digests.get(Integer.toString(stored.seq()));
                if (digest != null && stored.state() == StoredTransfer.State.PLANNED) {
                    noted.put(stored, digest);
                }
            }
        }
        return noted;
    }

    private static boolean isPublished(StoredTransfer stored, String digest, @Nullable MirrorState now, Work work) {
        return now != null
                && Digests.of(work.root().resolve(stored.transfer().path())).equals(digest);
    }

    private int record(
            Map<StoredTransfer, String> noted, Predicate<StoredTransfer> which, Work work, DriveStore store) {
        Map<String, Agreed> agreed = new TreeMap<>();
        List<StoredTransfer> done = new ArrayList<>();
        noted.forEach((stored, digest) -> {
            String path = stored.transfer().path();
            RemoteState remote = stored.transfer().remote();
            MirrorState now = work.mirror().look(path);
            if (which.test(stored) && remote != null && now != null && isPublished(stored, digest, now, work)) {
                agreed.put(path, new Agreed(remote, Work.settled(now), digest));
                done.add(stored.done());
            }
        });
        DurableTree.sync(
                work.root(), agreed.keySet().stream().map(work.root()::resolve).toList());
        store.base().put(agreed);
        store.ended(plan, done);
        return done.size();
    }
}
