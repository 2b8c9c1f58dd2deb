package cc.chitty.sync.drivesync;

import cc.chitty.sync.drivesync.plan.Agreed;
import cc.chitty.sync.drivesync.plan.MirrorState;
import cc.chitty.sync.drivesync.plan.Transfer;
import cc.chitty.sync.drivesync.rclone.LogListener;
import cc.chitty.sync.drivesync.rclone.Rclone;
import cc.chitty.sync.drivesync.rclone.RcloneResult;
import cc.chitty.sync.drivesync.store.Base;
import cc.chitty.sync.drivesync.store.DriveStore;
import cc.chitty.sync.drivesync.store.StoredPlan;
import cc.chitty.sync.drivesync.store.StoredTransfer;
import cc.chitty.sync.kernel.run.Failure;
import cc.chitty.sync.kernel.run.FailureCategory;
import cc.chitty.sync.kernel.run.Interruption;
import cc.chitty.sync.kernel.run.Problem;
import cc.chitty.sync.kernel.run.Progress;
import cc.chitty.sync.kernel.snapshot.SnapshotDraft;
import cc.chitty.sync.kernel.snapshot.SnapshotId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Makes the files of a mirror what they were before a run, as far as that run and later ones changed them on either side. What
 * they are now is kept first, in a snapshot. May be repeated: a rollback that was killed ends the same.
 */
final class RollingBack {

    private final Parts parts;
    private final DriveStore store;
    private final MirrorFiles mirror;
    private final MirrorWriter writer;
    private final Interruption interruption;
    private final Set<String> fetched = new TreeSet<>();

    RollingBack(Parts parts, Interruption interruption) {
        this.parts = parts;
        this.store = parts.store();
        this.mirror = parts.mirror();
        this.writer = new MirrorWriter(mirror);
        this.interruption = interruption;
    }

    /**
     * What was done to the mirror.
     *
     * @param snapshot of what its files were before
     * @param problems files whose former content is not there any more, or of which it cannot be told whether a run that was
     *     killed has changed them; they stay as they are
     */
    record Restored(int written, int deleted, String snapshot, List<Problem> problems) {}

    /** Where a former content is. */
    private record Former(@Nullable Path file) {}

    /** @throws Failure USAGE if the run changed nothing */
    Restored toBefore(long run) {
        List<StoredPlan> plans = store.plansSince(run);
        if (plans.isEmpty()) {
            throw new Failure(
                    FailureCategory.USAGE,
                    "roll back run " + run,
                    "it changed nothing, or is too old",
                    "'history drive-sync' lists the runs, 'drive-sync history' the versions of a file.");
        }
        Rclone rclone = parts.rclone(interruption);
        rclone.endLeftOver(); // one that outlived its run would go on to write
        parts.staging().clear();
        List<Problem> problems = new ArrayList<>();
        store.openPlan()
                .ifPresent(open -> problems.addAll(unrecorded(rclone, open).settle()));
        Map<String, Former> wanted = wanted(plans, problems);
        SnapshotDraft draft = parts.snapshots()
                .begin("restore", Long.toString(run), parts.place().clock().instant());
        wanted.keySet().stream().filter(path -> mirror.look(path) != null).forEach(path -> draft.keep(Path.of(path)));
        String snapshot = draft.finish().id().text();
        Restored restored = restore(wanted, snapshot, problems);
        store.openPlan().ifPresent(store::done);
        return restored;
    }

    private Unrecorded unrecorded(Rclone rclone, StoredPlan open) {
        RemoteFiles remote = parts.files(rclone, parts.facts(rclone));
        DriveRun run = new DriveRun(DriveOptions.USUAL, interruption, Progress.NONE);
        return new Unrecorded(new Work(parts, remote, mirror, run), store, open);
    }

    private Restored restore(Map<String, Former> wanted, String snapshot, List<Problem> problems) {
        int written = 0;
        int deleted = 0;
        List<Path> gone = new ArrayList<>();
        for (Map.Entry<String, Former> entry : wanted.entrySet()) {
            String path = entry.getKey();
            Path former = entry.getValue().file();
            String obstacle = writer.obstacle(path);
            if (!obstacle.isEmpty()) {
                problems.add(new Problem(path, obstacle));
            } else if (former != null) {
                writer.copy(former, mirror.root().resolve(path));
                written++;
            } else if (mirror.look(path) != null) {
                writer.delete(path);
                gone.add(mirror.root().resolve(path));
                deleted++;
            }
        }
        writer.syncAfterDeleting(gone);
        agreeToDiffer(fetched);
        return new Restored(written, deleted, snapshot, problems);
    }

    /** Else the next run would take the rollback back: from now on the mirror follows what changes on the remote since. */
    private void agreeToDiffer(Set<String> paths) {
        Base base = store.base();
        Map<String, Agreed> agreed = new TreeMap<>();
        for (String path : paths) {
            Agreed before = base.of(path);
            MirrorState now = mirror.look(path);
            if (before != null) {
                String digest = now == null ? null : Digests.of(mirror.root().resolve(path));
                MirrorState state = now == null ? MirrorState.ABSENT : Work.settled(now);
                agreed.put(path, new Agreed(before.remote(), state, digest));
            }
        }
        base.put(agreed);
    }

    /** The first plan that changed a file tells what it was before. */
    private Map<String, Former> wanted(List<StoredPlan> plans, List<Problem> problems) {
        Map<String, Former> wanted = new TreeMap<>();
        for (StoredPlan plan : plans) {
            List<Transfer> remote = new ArrayList<>();
            for (StoredTransfer stored : store.transfers(plan)) {
                Transfer transfer = stored.transfer();
                boolean isFirst = !wanted.containsKey(transfer.path());
                if (stored.state() != StoredTransfer.State.DONE || !isFirst) {
                    continue;
                }
                switch (transfer.action()) {
                    case PULL, CONFLICT, DELETE_MIRROR -> {
                        wanted.put(transfer.path(), kept(plan, transfer));
                        fetched.add(transfer.path());
                    }
                    case PUSH, DELETE_REMOTE -> remote.add(transfer);
                    case NONE, ADOPT, FORGET -> {}
                }
            }
            fetchAside(plan, remote).forEach(wanted::putIfAbsent);
        }
        wanted.entrySet().removeIf(entry -> isLost(entry.getKey(), entry.getValue(), problems));
        return wanted;
    }

    private static boolean isLost(String path, Former former, List<Problem> problems) {
        Path file = former.file();
        boolean lost = file != null && !Files.isRegularFile(file);
        if (lost) {
            problems.add(new Problem(path, "what it was before is not kept any more; it stays as it is"));
        }
        return lost;
    }

    private Former kept(StoredPlan plan, Transfer transfer) {
        String snapshot = plan.snapshot();
        if (transfer.mirror() == null || snapshot == null) {
            return new Former(null);
        }
        return new Former(parts.snapshots().file(new SnapshotId(snapshot), Path.of(transfer.path())));
    }

    private List<String> asides(StoredPlan plan) {
        List<String> asides = new ArrayList<>();
        for (String name : store.asides(plan)) {
            asides.addAll(Sending.asides(RemotePath.below(parts.settings().backupDirectory(), name)));
        }
        return asides;
    }

    /** What the remote had is where the runs of the plan set it aside. */
    private Map<String, Former> fetchAside(StoredPlan plan, List<Transfer> transfers) {
        Map<String, Former> former = new TreeMap<>();
        List<String> missing = new ArrayList<>();
        for (Transfer transfer : transfers) {
            if (transfer.remote() == null) {
                former.put(transfer.path(), new Former(null));
            } else {
                missing.add(transfer.path());
            }
        }
        Rclone rclone = parts.rclone(interruption);
        RemoteFacts facts = parts.facts(rclone);
        Path tree = parts.staging().begin(plan.id(), 0, 0);
        for (String aside : asides(plan)) {
            missing.removeIf(path -> Files.exists(tree.resolve(path)));
            RemoteFiles files = parts.files(rclone, facts.capabilities(), aside, "");
            List<String> there = List.copyOf(files.look(missing).keySet());
            if (!there.isEmpty()) {
                RcloneResult result = files.fetch(there, tree, null, LogListener.NONE);
                if (!result.isDone()) { // what has arrived may be a part of a file
                    throw result.failure("fetch " + there.size() + " files from " + aside);
                }
            }
        }
        transfers.stream()
                .filter(it -> it.remote() != null)
                .forEach(it -> former.put(it.path(), new Former(tree.resolve(it.path()))));
        return former;
    }
}
