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
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

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
            if (fetched.transfer().transfer().action() == Action.PULL) {
                digests.put(Integer.toString(fetched.transfer().seq()), fetched.digest());
            }
        }
        PrivateDirectory.create(Objects.requireNonNull(file.getParent()));
        DurableFile.replace(file, PropertiesFile.bytes(digests));
    }

    /** Records what a killed run has put into the mirror. Returns how many files that were. */
    int settle(Work work, DriveStore store) {
        Map<String, String> digests = PropertiesFile.read(file).orElseGet(TreeMap::new);
        if (!Long.toString(plan.id()).equals(digests.get(PLAN))) {
            return 0;
        }
        Map<String, Agreed> agreed = new TreeMap<>();
        List<StoredTransfer> done = new ArrayList<>();
        for (StoredTransfer stored : store.transfers(plan)) {
            String path = stored.transfer().path();
            String digest = digests.get(Integer.toString(stored.seq()));
            RemoteState remote = stored.transfer().remote();
            MirrorState now = digest == null ? null : work.mirror().look(path);
            if (stored.state() == StoredTransfer.State.PLANNED
                    && remote != null
                    && now != null
                    && Digests.of(work.root().resolve(path)).equals(digest)) {
                agreed.put(path, new Agreed(remote, Work.settled(now), digest));
                done.add(stored.done());
            }
        }
        DurableTree.sync(
                work.root(), agreed.keySet().stream().map(work.root()::resolve).toList());
        store.base().put(agreed);
        store.ended(plan, done);
        return done.size();
    }
}
