package cc.chitty.sync.drivesync;

import cc.chitty.sync.drivesync.plan.Action;
import cc.chitty.sync.drivesync.plan.Agreed;
import cc.chitty.sync.drivesync.plan.MirrorState;
import cc.chitty.sync.drivesync.plan.RemoteState;
import cc.chitty.sync.drivesync.plan.Transfer;
import cc.chitty.sync.drivesync.store.DriveStore;
import cc.chitty.sync.drivesync.store.StoredPlan;
import cc.chitty.sync.drivesync.store.StoredTransfer;
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
record PublishedChunk(NoteFile file, StoredPlan plan) {

    private static final String PLAN = "plan";
    private static final String MADE = "made";
    private static final String FILE = "file.";

    static PublishedChunk of(Path directory, StoredPlan plan) {
        return new PublishedChunk(file(directory), plan);
    }

    private static NoteFile file(Path directory) {
        return new NoteFile(directory.resolve("publishing.properties"));
    }

    /** Once nothing that was put into the mirror is unrecorded. */
    static void forget(Path directory) {
        file(directory).forget();
    }

    /** On disk before the first of them is in the mirror. */
    void note(List<Fetched> files) {
        Map<String, String> values = new TreeMap<>();
        values.put(PLAN, Long.toString(plan.id()));
        values.put(MADE, plan.made().toString());
        for (Fetched fetched : files) {
            values.put(FILE + fetched.transfer().seq(), fetched.digest() + " " + fetched.path());
        }
        file.replace(values);
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

    /**
     * The files of the note that are not recorded, with the digests of what was to be put into the mirror. Plans are counted by
     * tables that can be lost, and then have the numbers of earlier ones: a note is believed only of the very plan, file by file.
     */
    private Map<StoredTransfer, String> noted(DriveStore store) {
        Map<String, String> values = file.values();
        Map<StoredTransfer, String> noted = new LinkedHashMap<>();
        if (!Long.toString(plan.id()).equals(values.get(PLAN))
                || !plan.made().toString().equals(values.get(MADE))) {
            return noted;
        }
        for (StoredTransfer stored : store.transfers(plan)) {
            String[] words = values.getOrDefault(FILE + stored.seq(), "").split(" ", 2);
            boolean isOf =
                    words.length == 2 && words[1].equals(stored.transfer().path());
            if (isOf && stored.state() == StoredTransfer.State.PLANNED) {
                noted.put(stored, words[0]);
            }
        }
        return noted;
    }

    /** What is there as it was when that was planned has not been put there, whatever its content. */
    private static boolean isPublished(StoredTransfer stored, String digest, @Nullable MirrorState now, Work work) {
        Transfer transfer = stored.transfer();
        return now != null
                && !now.equals(transfer.mirror())
                && Digests.of(work.root().resolve(transfer.path())).equals(digest);
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
