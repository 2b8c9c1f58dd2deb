package cc.chitty.sync.gpusync.run;

import cc.chitty.sync.gpusync.peer.Endpoint;
import cc.chitty.sync.gpusync.peer.RealPaths;
import cc.chitty.sync.gpusync.reconcile.Side;
import cc.chitty.sync.kernel.run.Failure;
import cc.chitty.sync.kernel.run.FailureCategory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Snapshots are never kept in what is synced: there they would be synced themselves, and a sync could write over what it keeps.
 * Names are compared in every run; where they lead, by links, before the first change.
 */
final class SnapshotsApart {

    private SnapshotsApart() {}

    /** @throws Failure NOT_SET_UP by the names alone, which costs nothing */
    static void requireByName(SyncRun run) {
        for (Side side : Side.values()) {
            places(run, side).forEach(place -> require(run, side, place, backups(run, side), place));
        }
    }

    /** @throws Failure NOT_SET_UP also where links lead one into the other; asks each side once, or a few times where there are links */
    static void require(SyncRun run) {
        for (Side side : Side.values()) {
            List<String> asked = new ArrayList<>(places(run, side));
            asked.add(backups(run, side));
            Map<String, String> real = RealPaths.of(run.ends().of(side), asked);
            String backups = real.getOrDefault(backups(run, side), backups(run, side));
            places(run, side).forEach(place -> require(run, side, real.getOrDefault(place, place), backups, place));
        }
    }

    private static String backups(SyncRun run, Side side) {
        return run.places().backups(side);
    }

    /** Where the run's trees have something on a side. */
    static List<String> places(SyncRun run, Side side) {
        List<String> places = new ArrayList<>();
        for (Tree tree : run.trees()) {
            String root = tree.at(side);
            if (tree.root().tops().isEmpty()) {
                places.add(root);
            }
            tree.root().tops().forEach(top -> places.add(root + "/" + tree.on(side, top)));
        }
        return places;
    }

    private static void require(SyncRun run, Side side, String real, String backups, String place) {
        if (!(backups + "/").startsWith(real + "/")) {
            return;
        }
        Endpoint endpoint = run.ends().of(side);
        boolean here = side == Side.OURS;
        throw new Failure(
                FailureCategory.NOT_SET_UP,
                "sync with " + run.ends().theirs().facts().name(),
                "snapshots are kept in " + backups(run, side) + " on "
                        + endpoint.facts().name() + ", which is in " + place + ", which is synced",
                "Set chittysync.gpu-sync." + (here ? "snapshots.directory" : "peers[n].backups")
                        + " to a directory outside of what is synced. Nothing was changed.");
    }
}
