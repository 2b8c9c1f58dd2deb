package cc.chitty.sync.gpusync;

import static cc.chitty.sync.gpusync.category.session.SessionPaths.PROJECTS;

import cc.chitty.sync.gpusync.category.session.ProjectEvidence;
import cc.chitty.sync.gpusync.correction.PathCorrection;
import cc.chitty.sync.gpusync.correction.ProjectNames;
import cc.chitty.sync.gpusync.correction.ProjectSwaps;
import cc.chitty.sync.gpusync.manifest.Entry;
import cc.chitty.sync.gpusync.manifest.TreePath;
import cc.chitty.sync.gpusync.reconcile.Side;
import cc.chitty.sync.gpusync.run.Ends;
import cc.chitty.sync.gpusync.run.Forms;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/** The forms of a tree between two machines that call places differently. */
final class CorrectedForms implements Forms {

    private static final TreePath NOWHERE = new TreePath(".chittysync-nowhere");

    private final PathCorrection correction;
    private final TreePath projects;
    private final ProjectEvidence evidence;
    private volatile ProjectNames names;

    private CorrectedForms(PathCorrection correction, TreePath projects, ProjectEvidence evidence, ProjectSwaps swaps) {
        this.correction = correction;
        this.projects = projects;
        this.evidence = evidence;
        this.names = new ProjectNames(correction, projects, swaps);
    }

    /**
     * The forms between two machines.
     *
     * @param home whether the tree is that of the home directories, in which agents name directories after projects
     * @param evidence what sessions tell of the places that directories are named after
     */
    static Forms of(PathCorrection correction, boolean home, ProjectEvidence evidence) {
        if (correction.isIdentity()) {
            return Forms.SAME;
        }
        ProjectSwaps swaps = home ? ProjectSwaps.of(correction, evidence.known()) : ProjectSwaps.NONE;
        return new CorrectedForms(correction, home ? PROJECTS : NOWHERE, evidence, swaps);
    }

    @Override
    public List<String> learn(Ends ends, Function<Side, SortedMap<TreePath, Entry>> entries) {
        if (!projects.equals(PROJECTS)) {
            return List.of();
        }
        List<ProjectEvidence.Look> looks = Arrays.stream(Side.values())
                .map(side -> new ProjectEvidence.Look(side, ends.of(side), entries.apply(side)))
                .toList();
        ProjectSwaps before = ProjectSwaps.of(correction, evidence.known());
        ProjectSwaps swaps = ProjectSwaps.of(correction, evidence.learn(looks, before));
        names = new ProjectNames(correction, projects, swaps);
        Map<String, String> here = new TreeMap<>();
        for (Side side : Side.values()) {
            directories(entries.apply(side)).forEach(name -> {
                TreePath canonical = canonical(side, PROJECTS.child(name));
                here.put(canonical.name(), on(Side.OURS, canonical).name());
            });
        }
        evidence.call(here);
        List<String> words = new ArrayList<>(swaps.undecided());
        for (ProjectEvidence.Look look : looks) {
            directories(look.entries()).forEach(name -> words.addAll(doubts(swaps, look.side(), name)));
        }
        return words;
    }

    /** What is not known of a directory, in words. */
    private List<String> doubts(ProjectSwaps swaps, Side side, String name) {
        String where = (side == Side.OURS ? "here: " : "peer: ") + PROJECTS + "/" + name;
        if (swaps.isOpen(correction, side, name)) {
            return List.of(where + ": no session in it tells which of several places it is of");
        }
        return swaps
                .misnamed(correction, side, name)
                .map(wanted ->
                        where + ": no session in it tells where it works, and on the other side it is not called "
                                + wanted + ", where the agent looks: that directory is another place's, too")
                .stream()
                .toList();
    }

    private static Set<String> directories(SortedMap<TreePath, Entry> entries) {
        Set<String> names = new TreeSet<>();
        entries.keySet().stream()
                .filter(path -> path.isBelow(PROJECTS) && path.parent().equals(PROJECTS))
                .forEach(path -> names.add(path.name()));
        return names;
    }

    @Override
    public TreePath canonical(Side side, TreePath there) {
        return names.canonical(side, there);
    }

    @Override
    public TreePath on(Side side, TreePath canonical) {
        return names.forSide(side, canonical);
    }

    @Override
    public InputStream canonical(Side side, InputStream content) {
        return correction.canonical(side, content);
    }

    @Override
    public InputStream on(Side side, InputStream canonical) {
        return correction.forSide(side, canonical);
    }

    @Override
    public String canonical(Side side, String target) {
        return correction.canonical(side, target);
    }

    @Override
    public String on(Side side, String canonical) {
        return correction.forSide(side, canonical);
    }

    @Override
    public String naming() {
        return projects.equals(PROJECTS) ? correction.meaning() : "";
    }

    @Override
    public boolean differ() {
        return true;
    }
}
