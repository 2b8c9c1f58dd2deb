package cc.chitty.sync.drivesync;

import cc.chitty.sync.drivesync.plan.RemoteState;
import cc.chitty.sync.drivesync.store.StoredTransfer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Looks at the places to which files of the mirror are to be sent. */
record Destinations(Work work, Remains remains) {

    /** What was found at one of them. */
    enum Found {
        /** The mirror's file is another one than the plan says. */
        MIRROR_CHANGED,
        /** Both sides are what the plan says. */
        AS_PLANNED,
        /** The remote has what the mirror has. */
        EQUAL,
        /** Nothing but what an attempt of ours that was cut short has left there. */
        OURS,
        /** Somebody has changed or deleted it, or that cannot be ruled out. */
        CHANGED
    }

    /**
     * One place.
     *
     * @param there null where there is nothing
     */
    record Seen(StoredTransfer stored, @Nullable RemoteState there, Found found) {

        String path() {
            return stored.transfer().path();
        }

        RemoteState state() {
            return Objects.requireNonNull(there);
        }
    }

    /**
     * In the order of the transfers.
     *
     * @param begun whether an attempt of ours may have written there already
     */
    List<Seen> look(Collection<StoredTransfer> transfers, boolean begun) {
        Map<String, RemoteState> there = states(transfers);
        Map<String, Found> found = new HashMap<>();
        List<StoredTransfer> other = new ArrayList<>();
        for (StoredTransfer stored : transfers) {
            String path = stored.transfer().path();
            if (!Objects.equals(work.mirror().look(path), stored.transfer().mirror())) {
                found.put(path, Found.MIRROR_CHANGED);
            } else if (isAsPlanned(stored, there.get(path))) {
                found.put(path, Found.AS_PLANNED);
            } else {
                other.add(stored);
            }
        }
        equalContents(other, there).forEach(path -> found.put(path, Found.EQUAL));
        other.removeIf(it -> found.containsKey(it.transfer().path()));
        if (begun) {
            remains.ours(other, there).forEach(path -> found.put(path, Found.OURS));
        }
        return transfers.stream().map(it -> seen(it, there, found)).toList();
    }

    private static Seen seen(StoredTransfer stored, Map<String, RemoteState> there, Map<String, Found> found) {
        String path = stored.transfer().path();
        return new Seen(stored, there.get(path), found.getOrDefault(path, Found.CHANGED));
    }

    Map<String, RemoteState> states(Collection<StoredTransfer> transfers) {
        return work.remote()
                .look(transfers.stream().map(it -> it.transfer().path()).toList());
    }

    static boolean isAsPlanned(StoredTransfer stored, @Nullable RemoteState now) {
        RemoteState planned = stored.transfer().remote();
        if (planned == null || now == null) {
            return planned == null && now == null;
        }
        return now.isAs(planned);
    }

    /** Contents are read from the remote where their sizes do not tell them apart. */
    private Set<String> equalContents(List<StoredTransfer> transfers, Map<String, RemoteState> there) {
        List<String> alike = transfers.stream()
                .filter(it -> isAlike(it, there.get(it.transfer().path())))
                .map(it -> it.transfer().path())
                .toList();
        return alike.isEmpty() ? Set.of() : work.remote().equal(alike, work.root());
    }

    private static boolean isAlike(StoredTransfer stored, @Nullable RemoteState now) {
        long size = Objects.requireNonNull(stored.transfer().mirror()).size();
        return now != null && (now.size() < 0 || now.size() == size);
    }
}
