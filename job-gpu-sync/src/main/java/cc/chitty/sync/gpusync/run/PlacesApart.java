package cc.chitty.sync.gpusync.run;

import cc.chitty.sync.gpusync.manifest.AbsolutePaths;
import cc.chitty.sync.gpusync.peer.Endpoint;
import cc.chitty.sync.gpusync.peer.RealPaths;
import cc.chitty.sync.gpusync.reconcile.Side;
import cc.chitty.sync.kernel.run.Failure;
import cc.chitty.sync.kernel.run.FailureCategory;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Snapshots are never kept in what is synced: there they would be synced themselves, and a sync could write over what it keeps. And
 * nothing is synced twice, as two directories of which one is a link into the other: each would take the changes of the other for
 * somebody else's. Names are compared in every run; where they lead, by links, before the first change.
 */
final class PlacesApart {

    private PlacesApart() {}

    /** @throws Failure NOT_SET_UP by the names of snapshots alone, which costs nothing */
    static void requireByName(SyncRun run) {
        for (Side side : Side.values()) {
            places(run, side).forEach(place -> require(run, side, place, backups(run, side), place));
        }
    }

    /** @throws Failure NOT_SET_UP also where links lead one into the other; asks each side once, or a few times where there are links */
    static void require(SyncRun run) {
        for (Side side : Side.values()) {
            List<String> asked = new ArrayList<>(places(run, side));
            run.trees().forEach(tree -> asked.add(tree.at(side)));
            asked.add(backups(run, side));
            Map<String, String> real = RealPaths.of(run.ends().of(side), asked);
            String backups = real.getOrDefault(backups(run, side), backups(run, side));
            places(run, side).forEach(place -> require(run, side, real.getOrDefault(place, place), backups, place));
            requireApart(run, side, real);
        }
    }

    /** What lies in another one by its name is left out there; by a link, nobody would know. */
    private static void requireApart(SyncRun run, Side side, Map<String, String> real) {
        Map<String, String> led = led(run, side, real);
        led.forEach((outer, outerReal) -> led.forEach((inner, innerReal) -> {
            String rest = AbsolutePaths.from(outerReal, innerReal);
            if (!inner.equals(outer) && rest != null && !rest.equals(AbsolutePaths.from(outer, inner))) {
                throw new Failure(
                        FailureCategory.NOT_SET_UP,
                        "sync with " + run.ends().theirs().facts().name(),
                        shown(inner, innerReal) + " on "
                                + run.ends().of(side).facts().name() + " lies in " + shown(outer, outerReal)
                                + ": what is there would be synced twice",
                        "Take one of them out of the settings chittysync.gpu-sync (workspaces, categories.*.paths), or set it to the"
                                + " directory that it leads to. Nothing was changed.");
            }
        }));
    }

    /**
     * Where each place leads, by its name. A link above a workspace or the home directory is followed; one in it is synced as a link, and
     * nothing is synced through it, so that two dotfiles may lead to one file.
     */
    private static Map<String, String> led(SyncRun run, Side side, Map<String, String> real) {
        Map<String, String> led = new LinkedHashMap<>();
        for (Tree tree : run.trees()) {
            String root = tree.at(side);
            String at = real.getOrDefault(root, root);
            if (tree.root().tops().isEmpty()) {
                led.put(root, at);
            }
            tree.root().tops().forEach(top -> led.put(root + "/" + tree.on(side, top), at + "/" + tree.on(side, top)));
        }
        return led;
    }

    private static String shown(String place, String real) {
        return place.equals(real) ? place : place + " (which is " + real + ")";
    }

    private static String backups(SyncRun run, Side side) {
        return run.places().backups(side);
    }

    /** Where the run's trees have something on a side. */
    private static Collection<String> places(SyncRun run, Side side) {
        return led(run, side, Map.of()).keySet();
    }

    private static void require(SyncRun run, Side side, String real, String backups, String place) {
        if (!AbsolutePaths.isIn(real, backups)) {
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
