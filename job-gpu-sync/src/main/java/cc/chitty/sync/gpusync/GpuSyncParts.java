package cc.chitty.sync.gpusync;

import cc.chitty.sync.gpusync.engine.Engine;
import cc.chitty.sync.gpusync.reconcile.DeletionGuard;
import cc.chitty.sync.gpusync.run.Measures;
import cc.chitty.sync.gpusync.run.Parcels;
import cc.chitty.sync.gpusync.run.Peering;
import cc.chitty.sync.gpusync.run.SyncSteps;
import cc.chitty.sync.gpusync.run.Tables;
import cc.chitty.sync.gpusync.run.Workshop;
import cc.chitty.sync.gpusync.snapshot.SnapshotIndex;
import cc.chitty.sync.kernel.snapshot.Retention;

/** Puts a run's objects together from settings and surroundings. */
record GpuSyncParts(GpuSyncSettings settings, GpuSyncPlace place, Tables tables, Peerings peerings) {

    /** Makes the peering with a peer; tests have one that fails where they want it to. */
    @FunctionalInterface
    interface Peerings {
        Peering with(GpuSyncSettings.Peer peer);
    }

    /**
     * The steps with one peer.
     *
     * @throws cc.chitty.sync.kernel.run.Failure NOT_SET_UP or USAGE where there is no such peer
     */
    SyncSteps steps(String peer) {
        return new SyncSteps(new Workshop(peering(peer), measures(), tables, place.device(), place.clock()));
    }

    Peering peering(String peer) {
        return peerings.with(settings.named(peer).get(0));
    }

    /** The snapshots of a peer. */
    SnapshotIndex snapshots(String peer) {
        return new SnapshotIndex(place.directory(settings.named(peer).get(0).name()));
    }

    private Measures measures() {
        GpuSyncSettings.Transfer transfer = settings.transfer();
        GpuSyncSettings.Snapshots snapshots = settings.snapshots();
        return new Measures(
                new Parcels.Size(transfer.files(), transfer.bytes().toBytes()),
                new Engine.Limits(transfer.bandwidth().toBytes(), transfer.compressed()),
                transfer.planAge(),
                new DeletionGuard(
                        settings.guard().percent() / 100.0, settings.guard().files()),
                new Retention(
                        snapshots.count(), snapshots.age(), snapshots.size().toBytes()));
    }
}
