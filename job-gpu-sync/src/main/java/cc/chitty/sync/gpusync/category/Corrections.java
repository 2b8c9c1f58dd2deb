package cc.chitty.sync.gpusync.category;

import cc.chitty.sync.gpusync.correction.PathCorrection;
import cc.chitty.sync.gpusync.correction.PathPair;
import cc.chitty.sync.gpusync.correction.ProjectNames;
import cc.chitty.sync.gpusync.manifest.TreePath;
import cc.chitty.sync.gpusync.peer.EndpointFacts;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Which names of the two machines are rewritten: the home directories, and the workspace roots that lie elsewhere. */
public final class Corrections {

    private static final TreePath PROJECTS = new TreePath(".claude/projects");

    private Corrections() {}

    /**
     * The correction between two machines.
     *
     * @throws IllegalArgumentException if a root's name cannot be told in texts; says which
     */
    public static PathCorrection of(List<WorkspaceRoot> workspaces, EndpointFacts ours, EndpointFacts theirs) {
        Set<PathPair> pairs = new LinkedHashSet<>();
        pairs.add(new PathPair(ours.home(), theirs.home()));
        for (WorkspaceRoot root : workspaces) {
            pairs.add(new PathPair(root.ours(ours.home()), root.theirs(theirs.home())));
        }
        return PathCorrection.of(new ArrayList<>(pairs));
    }

    /** The names of the project directories of sessions, which are made of paths; in a root of the home directories. */
    public static ProjectNames projectNames(PathCorrection correction) {
        return new ProjectNames(correction, PROJECTS);
    }
}
