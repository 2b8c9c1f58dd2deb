package cc.chitty.sync.gpusync;

import cc.chitty.sync.gpusync.manifest.TreePath;
import cc.chitty.sync.gpusync.plan.ConflictTable;
import cc.chitty.sync.gpusync.plan.ItemEnd;
import cc.chitty.sync.gpusync.plan.StoredPlan;
import cc.chitty.sync.gpusync.snapshot.Manifest;
import cc.chitty.sync.gpusync.snapshot.SnapshotIndex;
import cc.chitty.sync.kernel.run.Problem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** What is known of runs, conflicts and snapshots, without asking a peer. */
public final class GpuSyncRecords {

    private final GpuSyncParts parts;

    GpuSyncRecords(GpuSyncParts parts) {
        this.parts = parts;
    }

    /** What a run planned, if it was one of these jobs and came so far. */
    public Optional<StoredPlan> plan(long run) {
        return parts.tables().plans().ofRun(run);
    }

    /** Offers what became of each change of a run's plan, in order. */
    public void forEachItem(StoredPlan plan, Consumer<ItemEnd> each) {
        parts.tables().plans().forEach(plan.instance(), each);
    }

    /** The conflicts that wait for a person. */
    public List<ConflictTable.Stored> conflicts() {
        Map<String, UnaryOperator<TreePath>> spelling = new HashMap<>();
        return parts.tables().conflicts().all().stream()
                .map(it -> spelled(it, spelling.computeIfAbsent(it.peer(), this::spelling)))
                .toList();
    }

    /** The conflict whose id begins so; empty if there is none, or more than one. */
    public Optional<ConflictTable.Stored> conflict(String beginning) {
        return parts.tables().conflicts().find(beginning).map(it -> spelled(it, spelling(it.peer())));
    }

    private static ConflictTable.Stored spelled(ConflictTable.Stored stored, UnaryOperator<TreePath> spelling) {
        return stored.showing(spelling.apply(stored.conflict().place().path()));
    }

    private UnaryOperator<TreePath> spelling(String peer) {
        return peers().contains(peer) ? parts.evidence(peer).here() : UnaryOperator.identity();
    }

    /** Names of the peers, in the order of the settings. */
    public List<String> peers() {
        return parts.settings().peers().stream().map(GpuSyncSettings.Peer::name).toList();
    }

    /**
     * The peers that a name means: one, every one for {@code all}, the first for an empty name.
     *
     * @throws cc.chitty.sync.kernel.run.Failure NOT_SET_UP if there is none at all, USAGE if there is none of that name
     */
    public List<String> peers(String name) {
        return parts.settings().named(name).stream()
                .map(GpuSyncSettings.Peer::name)
                .toList();
    }

    /** A snapshot and whose it is. */
    public record Kept(String peer, Manifest manifest) {}

    /** The snapshots of all peers, the newest first. */
    public List<Kept> snapshots(Consumer<Problem> problems) {
        List<Kept> kept = new ArrayList<>();
        for (String peer : peers()) {
            index(peer).all(problems).forEach(it -> kept.add(new Kept(peer, it)));
        }
        kept.sort(
                (a, b) -> b.manifest().head().id().compareTo(a.manifest().head().id()));
        return kept;
    }

    /** The peer that a snapshot is of. */
    public Optional<String> peerOf(String snapshot) {
        return peers().stream().filter(peer -> index(peer).has(snapshot)).findFirst();
    }

    /** The snapshot that a run has taken: as it is stored, since a database that was lost may have had a run of that number. */
    public Optional<String> snapshotOf(long run) {
        return plan(run)
                .flatMap(plan -> Optional.ofNullable(plan.made()))
                .map(StoredPlan.Made::snapshot)
                .filter(id -> peerOf(id).isPresent());
    }

    /** The newest snapshot of a peer that a sync has taken. */
    public Optional<String> lastSync(String peer) {
        return index(peer).lastSync();
    }

    private SnapshotIndex index(String peer) {
        return parts.snapshots(peer);
    }
}
