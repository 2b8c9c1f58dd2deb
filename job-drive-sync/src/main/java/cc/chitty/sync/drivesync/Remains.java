package cc.chitty.sync.drivesync;

import cc.chitty.sync.drivesync.plan.MirrorState;
import cc.chitty.sync.drivesync.plan.RemoteState;
import cc.chitty.sync.drivesync.rclone.LogListener;
import cc.chitty.sync.drivesync.rclone.RcloneResult;
import cc.chitty.sync.drivesync.store.DriveStore;
import cc.chitty.sync.drivesync.store.StoredPlan;
import cc.chitty.sync.drivesync.store.StoredTransfer;
import cc.chitty.sync.kernel.state.StorageFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tells what attempts of ours that were cut short have left on the remote from what somebody else has done there meanwhile. Only
 * what is proven counts as ours: a file that the plan replaces lies where an attempt of that plan set it aside, and in its place
 * there is nothing, or a shorter beginning of what was to be sent.
 */
record Remains(Work work, DriveStore store, StoredPlan plan) {

    /**
     * The paths at which there is nothing but what is ours. Reads from the remote no more than the transfers would send there.
     *
     * @param transfers of one chunk; the mirror has what they say
     * @param there what the remote has at their paths
     */
    Set<String> ours(List<StoredTransfer> transfers, Map<String, RemoteState> there) {
        Set<String> aside = setAside(transfers);
        Set<String> ours = new HashSet<>();
        List<StoredTransfer> shorter = new ArrayList<>();
        for (StoredTransfer stored : transfers) {
            String path = stored.transfer().path();
            RemoteState now = there.get(path);
            if (stored.transfer().remote() != null && !aside.contains(path)) {
                continue;
            }
            if (now == null) {
                ours.add(path);
            } else if (isShorter(now, stored.transfer().mirror())) {
                shorter.add(stored);
            }
        }
        ours.addAll(beginnings(shorter, there));
        return ours;
    }

    private static boolean isShorter(RemoteState now, @Nullable MirrorState mirror) {
        return now.size() >= 0 && mirror != null && now.size() < mirror.size();
    }

    /** The paths whose files, as the plan found them, lie where an attempt of this plan set them aside. */
    Set<String> setAside(Collection<StoredTransfer> transfers) {
        Map<String, StoredTransfer> wanted = new HashMap<>();
        for (String name : store.asides(plan)) {
            for (String aside : Sending.asides(name)) {
                transfers.stream()
                        .filter(it -> it.transfer().remote() != null)
                        .forEach(it -> wanted.put(aside + "/" + it.transfer().path(), it));
            }
        }
        Set<String> found = new HashSet<>();
        work.remote()
                .at(work.settings().backupDirectory())
                .look(wanted.keySet())
                .forEach((path, state) -> {
                    StoredTransfer stored = wanted.get(path);
                    if (stored != null && Destinations.isAsPlanned(stored, state)) {
                        found.add(stored.transfer().path());
                    }
                });
        return found;
    }

    /** The paths at which the remote has a beginning of the mirror's content: by its hash, or else it is fetched. */
    private Set<String> beginnings(List<StoredTransfer> shorter, Map<String, RemoteState> there) {
        Set<String> beginnings = new HashSet<>();
        List<String> unread = new ArrayList<>();
        for (StoredTransfer stored : shorter) {
            String path = stored.transfer().path();
            RemoteState now = Objects.requireNonNull(there.get(path));
            String hash = now.hash();
            if (hash == null) {
                unread.add(path);
            } else if (Digests.matchesBeginning(work.root().resolve(path), now.size(), hash)) {
                beginnings.add(path);
            }
        }
        if (!unread.isEmpty()) {
            beginnings.addAll(fetched(unread, shorter.get(0).chunk()));
        }
        return beginnings;
    }

    private List<String> fetched(List<String> paths, int chunk) {
        Staging staging = work.parts().staging();
        Path tree = staging.begin(plan.id(), chunk, 0);
        RcloneResult result = work.remote().fetch(paths, tree, null, LogListener.NONE);
        if (!result.isDone()) { // what has arrived may be the beginning of something else
            throw result.failure(
                    "look at " + paths.size() + " files of " + work.settings().remote());
        }
        List<String> beginnings =
                paths.stream().filter(path -> isBeginning(tree, path)).toList();
        staging.remove(tree);
        return beginnings;
    }

    private boolean isBeginning(Path tree, String path) {
        Path part = tree.resolve(path);
        try {
            return Files.isRegularFile(part) && Files.mismatch(part, work.root().resolve(path)) == Files.size(part);
        } catch (IOException e) {
            throw StorageFailure.of("compare", part, e);
        }
    }
}
