package cc.chitty.sync.gpusync;

import cc.chitty.sync.gpusync.correction.PathCorrection;
import cc.chitty.sync.gpusync.correction.ProjectNames;
import cc.chitty.sync.gpusync.manifest.TreePath;
import cc.chitty.sync.gpusync.reconcile.Side;
import cc.chitty.sync.gpusync.run.Forms;
import java.io.InputStream;

/** The forms of a tree between two machines that call places differently. */
record CorrectedForms(PathCorrection correction, ProjectNames names) implements Forms {

    private static final TreePath PROJECTS = new TreePath(".claude/projects");
    private static final TreePath NOWHERE = new TreePath(".chittysync-nowhere");

    /** @param home whether the tree is that of the home directories, in which agents name directories after projects */
    static Forms of(PathCorrection correction, boolean home) {
        return correction.isIdentity()
                ? Forms.SAME
                : new CorrectedForms(correction, new ProjectNames(correction, home ? PROJECTS : NOWHERE));
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
    public boolean differ() {
        return true;
    }
}
