package cc.chitty.sync.gpusync.run;

import cc.chitty.sync.gpusync.manifest.Entry;
import cc.chitty.sync.gpusync.manifest.TreePath;
import cc.chitty.sync.gpusync.reconcile.Side;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.SortedMap;
import java.util.function.Function;

/**
 * The two forms of what names a machine: as it is on a side, and the canonical one, in which sides are compared. There and back
 * is the identity.
 */
public interface Forms {

    /** Both machines call everything the same. */
    Forms SAME = new Forms() {
        @Override
        public TreePath canonical(Side side, TreePath there) {
            return there;
        }

        @Override
        public TreePath on(Side side, TreePath canonical) {
            return canonical;
        }

        @Override
        public InputStream canonical(Side side, InputStream content) {
            return content;
        }

        @Override
        public InputStream on(Side side, InputStream canonical) {
            return canonical;
        }

        @Override
        public String canonical(Side side, String target) {
            return target;
        }

        @Override
        public String on(Side side, String canonical) {
            return canonical;
        }

        @Override
        public boolean differ() {
            return false;
        }
    };

    TreePath canonical(Side side, TreePath there);

    TreePath on(Side side, TreePath canonical);

    /** A content of a side in canonical form, as it is read. */
    InputStream canonical(Side side, InputStream content) throws IOException;

    /** A canonical content as a side has to have it, as it is read. */
    InputStream on(Side side, InputStream canonical) throws IOException;

    /** A link's target. */
    String canonical(Side side, String target);

    String on(Side side, String canonical);

    /**
     * Takes into account what both sides have, where names depend on it. Returns what cannot be told apart, in words.
     *
     * @param entries what a side has, by its own paths
     */
    default List<String> learn(Ends ends, Function<Side, SortedMap<TreePath, Entry>> entries) {
        return List.of();
    }

    /** Another text as soon as names of directories of sessions mean other places; empty: they mean what they say, or there are none. */
    default String naming() {
        return "";
    }

    /** Whether any of this changes anything. */
    boolean differ();
}
