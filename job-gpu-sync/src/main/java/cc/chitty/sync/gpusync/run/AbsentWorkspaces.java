package cc.chitty.sync.gpusync.run;

import cc.chitty.sync.gpusync.category.SyncRoot;
import cc.chitty.sync.gpusync.manifest.TreePath;
import cc.chitty.sync.gpusync.peer.Endpoint;
import cc.chitty.sync.kernel.run.Problem;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Workspaces that are on neither side: a path that was mistyped in the settings would never be synced, and nobody would know. */
public final class AbsentWorkspaces {

    /** What can be done about one; a full sentence. */
    public static final String REMEDY =
            "Correct chittysync.gpu-sync.workspaces[].path, or make that directory on one side.";

    private AbsentWorkspaces() {}

    /** Asks the peer only for those that are not here. */
    public static List<SyncRoot> among(Collection<SyncRoot> roots, Ends ends) {
        Map<String, SyncRoot> workspaces = new LinkedHashMap<>(); // each is a root of several categories
        roots.stream().filter(SyncRoot::isWorkspace).forEach(root -> workspaces.putIfAbsent(root.ours(), root));
        List<SyncRoot> absent = new ArrayList<>(workspaces.values());
        absent.removeIf(root -> isThere(ends.ours(), root.ours()));
        absent.removeIf(root -> isThere(ends.theirs(), root.theirs()));
        return absent;
    }

    private static boolean isThere(Endpoint endpoint, String directory) {
        return !endpoint.look(directory, List.of(TreePath.ROOT)).isEmpty();
    }

    /** Names them in a run, unless it is about single paths. */
    static void tell(SyncRun run, Peering peering) {
        if (run.options().how().isPartial()) {
            return;
        }
        Ends ends = run.ends();
        among(peering.roots(run.options(), ends.ours().facts(), ends.theirs().facts()), ends)
                .forEach(root -> run.problem(new Problem(root.ours(), words(root))));
    }

    private static String words(SyncRoot root) {
        return "this workspace is on neither side (on the peer it would be " + root.theirs()
                + "), so nothing of it is synced. " + REMEDY;
    }
}
