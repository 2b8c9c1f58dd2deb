package cc.chitty.sync.drivesync;

import cc.chitty.sync.drivesync.rclone.Rclone;
import cc.chitty.sync.drivesync.store.DriveStore;
import cc.chitty.sync.drivesync.store.StoredPlan;
import cc.chitty.sync.drivesync.store.StoredTransfer;
import cc.chitty.sync.kernel.run.Problem;
import cc.chitty.sync.kernel.snapshot.Retention;
import cc.chitty.sync.kernel.state.PrivateDirectory;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The steps of one run about one remote, each on what the one before it left in tables and on disk. */
final class RemoteSync {

    /** As many as can be rolled back; the contents are limited by the snapshots' own limits. */
    private static final int PLANS_KEPT = 200;

    private final Parts parts;
    private final DriveRun run;
    private final Rclone rclone;
    private final DriveStore store;
    private final Versions versions;
    private @Nullable RemoteFacts facts;
    private @Nullable Transferring transferring;

    RemoteSync(Parts parts, DriveRun run, Versions versions) {
        this.parts = parts;
        this.run = run;
        this.versions = versions;
        this.rclone = parts.rclone(run.interruption());
        this.store = parts.store();
    }

    RemoteSettings settings() {
        return parts.settings();
    }

    DriveRun run() {
        return run;
    }

    void preflight() {
        store.began(run.id());
        int left = rclone.endLeftOver();
        if (left > 0) {
            run.count("processes_ended", left);
        }
        parts.staging().clear();
        facts = parts.facts(rclone);
        if (run.options().commitOnly()) { // no plan is made, which would see to it
            PrivateDirectory.create(parts.mirror().root());
        }
    }

    private RemoteFacts facts() {
        RemoteFacts known = facts == null ? parts.facts(rclone) : facts;
        facts = known;
        return known;
    }

    private Work work() {
        return new Work(parts, parts.files(rclone, facts()), parts.mirror(), run);
    }

    void plan() {
        new Planning(parts, work(), facts(), store).run();
    }

    void snapshot() {
        StoredPlan plan = run.stored();
        if (plan != null) {
            new Snapshotting(parts, work(), store).run(plan);
        }
    }

    /** Does one chunk. Returns whether there may be another one. */
    boolean transfer() {
        StoredPlan plan = run.stored();
        if (plan == null) {
            return false;
        }
        Transferring going = transferring == null ? new Transferring(work(), store, plan) : transferring;
        transferring = going;
        return going.next() > 0 && !run.limited();
    }

    /** How far the transfer is; null before it begins. */
    Transferring.@Nullable Far far() {
        return transferring == null ? null : transferring.far();
    }

    void verify() {
        StoredPlan plan = run.stored();
        if (plan == null) {
            return;
        }
        List<String> paths = parts.settings().verify() == RemoteSettings.Verify.CONTENT ? transferred(plan) : List.of();
        if (!paths.isEmpty()) {
            for (String path : work().remote().differing(paths, parts.mirror().root())) {
                run.problem(new Problem(path, "is not the same on both sides; the next run looks again"));
                store.base().remove(List.of(path));
            }
            run.count("files_compared", paths.size());
        }
        parts.staging().clear();
    }

    private List<String> transferred(StoredPlan plan) {
        return store.transfers(plan).stream()
                .filter(it -> it.state() == StoredTransfer.State.DONE)
                .filter(it -> switch (it.transfer().action()) {
                    case PULL, PUSH, CONFLICT -> true;
                    case NONE, ADOPT, FORGET, DELETE_MIRROR, DELETE_REMOTE -> false;
                })
                .map(it -> it.transfer().path())
                .toList();
    }

    void commit() {
        versions.commit(parts, run, store);
        StoredPlan plan = run.stored();
        if (plan != null && store.waiting(plan) == 0) {
            store.done(plan);
        }
        prune();
    }

    private void prune() {
        DriveSyncSettings.Keep keep = parts.all().keep();
        Retention retention =
                new Retention(keep.snapshots(), keep.age(), keep.bytes().toBytes());
        if (run.stored() != null) {
            parts.snapshots().prune(retention, parts.place().clock().instant());
            store.prune(PLANS_KEPT);
        }
    }

    void push() {
        versions.push(parts, run);
    }
}
