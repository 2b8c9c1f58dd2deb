package cc.chitty.sync.gpusync.run;

import cc.chitty.sync.gpusync.engine.Engine;
import cc.chitty.sync.gpusync.engine.Engines;
import cc.chitty.sync.gpusync.peer.Endpoint;
import cc.chitty.sync.gpusync.plan.ItemEnd;
import cc.chitty.sync.gpusync.plan.ItemState;
import cc.chitty.sync.gpusync.plan.PlannedChange;
import cc.chitty.sync.gpusync.plan.StoredPlan;
import cc.chitty.sync.gpusync.reconcile.Side;
import cc.chitty.sync.gpusync.snapshot.Manifest;
import cc.chitty.sync.gpusync.snapshot.SnapshotHead;
import cc.chitty.sync.kernel.run.Progress;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The steps snapshot, transfer and prune. */
final class Transferring {

    private final Workshop shop;

    Transferring(Workshop shop) {
        this.shop = shop;
    }

    void snapshot(SyncRun run) {
        if (run.options().dryRun() || (isIdle(run) && !changesRepositories(run))) {
            return;
        }
        if (run.restores().isEmpty() && !run.isCounted()) {
            PlacesApart.require(run);
        }
        Snapshotting snapshotting = new Snapshotting(run.ends(), run.places());
        Both.done("mark", () -> mark(run), () -> prepare(run, snapshotting));
        Manifest manifest = run.kept() == null ? written(run, snapshotting) : null;
        run.forgetSights();
        if (manifest != null) {
            snapshotting.hand(manifest, shop.snapshots());
        }
    }

    private Manifest written(SyncRun run, Snapshotting snapshotting) {
        StoredPlan.Made made = shop.made(run);
        return snapshotting.write(
                new Snapshotting.Taken(made.snapshot(), shop.peering().name(), run.run(), made.at(), run.restores()),
                run.planned().changes(),
                Repositories.made(run.git()),
                run.treesByKey(),
                run.before(),
                shop.snapshots());
    }

    private void mark(SyncRun run) {
        Endpoint theirs = run.ends().theirs();
        run.marked(PeerMark.take(theirs, theirs.facts().home(), shop.owner(), shop.clock()));
        KnownMachine.count(run, shop);
    }

    private void prepare(SyncRun run, Snapshotting snapshotting) {
        if (run.kept() == null) {
            if (run.planned().changes().stream().anyMatch(PlannedChange::bringsContent)) {
                shop.peering().engine(run.ends()).engine().prepare();
            }
            snapshotting.requireRoom(run.planned().changes(), run.treesByKey());
        }
    }

    private static boolean changesRepositories(SyncRun run) {
        return run.restores().isEmpty() ? Repositories.changes(run.git()) : run.kept() == null;
    }

    private boolean isIdle(SyncRun run) {
        return run.options().dryRun() || shop.tables().plans().count(run.instance(), ItemState.PLANNED) == 0;
    }

    @Nullable Carrier carrier(SyncRun run) {
        if (isIdle(run)) {
            return null;
        }
        Engines.Choice choice = shop.peering().engine(run.ends());
        shop.tables().plans().engine(run.instance(), choice.engine().name() + ": " + choice.reason());
        CanonicalDigests digests = new CanonicalDigests(run.ends(), run.interruption());
        Carrying carrying = new Carrying(
                run.treesByKey(),
                bringing(run, choice.engine()),
                new Publishing(run.ends(), run.places(), restored(run)),
                new Arrived(run.ends(), digests, run.interruption()),
                new PendingCopies(shop.tables().plans().undone(run.instance(), PlannedChange.Action.COPY)),
                shop.made(run).snapshot());
        Parcels parcels = new Parcels(
                shop.tables().plans(), run.instance(), shop.measures().parcel());
        return new Carrier(parcels, carrying, run.kept() != null);
    }

    private Bringing bringing(SyncRun run, Engine engine) {
        Rewriting rewriting = new Rewriting(
                run.ends(),
                new Joining(run.ends(), shop.peering().joiner()),
                restored(run),
                shop.peering().directory().resolve("spool"));
        return new Bringing(run.ends(), engine, limits(run), rewriting, Progress.NONE, run.interruption());
    }

    private Rewriting.Restored restored(SyncRun run) {
        if (run.restores().isEmpty()) {
            return Rewriting.Restored.NOTHING;
        }
        SnapshotHead head = shop.snapshots().read(run.restores()).head();
        return (side, root) -> head.places().kept(side, head.id(), root);
    }

    private Engine.Limits limits(SyncRun run) {
        long asked = run.options().how().bandwidth();
        Engine.Limits usual = shop.measures().limits();
        return asked == 0 ? usual : new Engine.Limits(asked, usual.compressed());
    }

    void delivered(SyncRun run, List<ItemEnd> ends) {
        shop.tables().plans().ended(run.instance(), ends);
        for (ItemEnd end : ends) {
            if (end.state() == ItemState.DONE) {
                String side = end.item().target().name().toLowerCase(Locale.ROOT);
                run.count(end.item().action().word() + "_" + side, 1);
                run.count("bytes", end.item().bytes());
            }
        }
        PeerMark mark = run.mark();
        if (mark != null) {
            mark.renew();
        }
        run.progress().advance(ends.size());
    }

    /** Whether the run's snapshot is there and keeps something, or tells of something that was made. */
    boolean keepsSomething(SyncRun run) {
        String snapshot = shop.made(run).snapshot();
        return shop.snapshots().has(snapshot)
                && (shop.tables().plans().changed(run.instance()) > 0
                        || !new UnusedSnapshot(run, snapshot).isConfirmed());
    }

    /** @param used whether the run's own snapshot is to be kept */
    void prune(SyncRun run, boolean used) {
        String snapshot = shop.made(run).snapshot();
        if (shop.snapshots().has(snapshot)) {
            for (Side side : Side.values()) {
                discardStaged(run, side);
            }
            Pruning pruning =
                    new Pruning(run.ends(), shop.snapshots(), shop.measures().kept(), shop.clock());
            if (used) {
                pruning.prune(run);
            } else {
                pruning.remove(snapshot, run.places(), run);
            }
        }
    }

    /**
     * Also what runs have left that were given up: nobody else changes things there now. Parts of large files stay unless they are
     * of these trees: another run may go on with them.
     */
    private static void discardStaged(SyncRun run, Side side) {
        Set<String> roots = new TreeSet<>();
        run.trees().forEach(tree -> roots.add(tree.at(side)));
        run.ends().of(side).discardLeft(roots, run.interruption());
    }
}
