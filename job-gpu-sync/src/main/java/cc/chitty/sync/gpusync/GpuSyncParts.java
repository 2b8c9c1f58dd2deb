package cc.chitty.sync.gpusync;

import cc.chitty.sync.gpusync.category.ProfileSettings;
import cc.chitty.sync.gpusync.category.session.ProjectEvidence;
import cc.chitty.sync.gpusync.engine.Engine;
import cc.chitty.sync.gpusync.reconcile.DeletionGuard;
import cc.chitty.sync.gpusync.run.Measures;
import cc.chitty.sync.gpusync.run.Parcels;
import cc.chitty.sync.gpusync.run.Peering;
import cc.chitty.sync.gpusync.run.SyncOptions;
import cc.chitty.sync.gpusync.run.SyncSteps;
import cc.chitty.sync.gpusync.run.Tables;
import cc.chitty.sync.gpusync.run.Workshop;
import cc.chitty.sync.gpusync.snapshot.SnapshotIndex;
import cc.chitty.sync.kernel.snapshot.Retention;
import org.springframework.util.unit.DataSize;

/** Puts a run's objects together from settings and surroundings. */
record GpuSyncParts(GpuSyncSettings settings, GpuSyncPlace place, Tables tables, Peerings peerings) {

    /** Makes the peering with a peer; tests have one that fails where they want it to. */
    @FunctionalInterface
    interface Peerings {
        Peering with(GpuSyncSettings.Peer peer);
    }

    /**
     * The steps of one run.
     *
     * @throws cc.chitty.sync.kernel.run.Failure NOT_SET_UP or USAGE where there is no such peer
     */
    SyncSteps steps(SyncOptions options) {
        String peer = options.peer();
        return new SyncSteps(new Workshop(peering(peer), measures(options), tables, place.device(), place.clock()));
    }

    Peering peering(String peer) {
        return peerings.with(settings.named(peer).get(0));
    }

    /** The snapshots of a peer. */
    SnapshotIndex snapshots(String peer) {
        return new SnapshotIndex(place.directory(settings.named(peer).get(0).name()));
    }

    /** What is known of the directories in which agents keep sessions, here and at a peer. */
    ProjectEvidence evidence(String peer) {
        return ProjectEvidence.in(place.directory(settings.named(peer).get(0).name()));
    }

    private Measures measures(SyncOptions options) {
        GpuSyncSettings.Transfer transfer = settings.transfer();
        ProfileSettings profile = settings.profiles().get(options.what().profile());
        DataSize bandwidth =
                profile == null || profile.bandwidth() == null ? transfer.bandwidth() : profile.bandwidth();
        GpuSyncSettings.Snapshots snapshots = settings.snapshots();
        return new Measures(
                new Parcels.Size(transfer.files(), transfer.bytes().toBytes()),
                new Engine.Limits(bandwidth.toBytes(), transfer.compressed()),
                transfer.planAge(),
                new DeletionGuard(
                        settings.guard().percent() / 100.0, settings.guard().files()),
                new Retention(
                        snapshots.count(), snapshots.age(), snapshots.size().toBytes()));
    }
}
