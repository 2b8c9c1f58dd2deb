package cc.chitty.sync.gpusync.category.git;

import cc.chitty.sync.gpusync.category.Patterns;
import cc.chitty.sync.gpusync.manifest.TreePath;
import java.util.ArrayList;
import java.util.List;

/**
 * A sparse checkout by what it is to have, which counts for files, too, that no commit has, or not the one that is checked out.
 *
 * @param within where in the working tree it is asked of: empty, or a directory with a slash at its end
 * @param isListed whether there are patterns; without any git leaves all as it is, and with none in them it leaves all out
 * @param patterns of what is not left out
 */
public record SparseCheckout(String within, boolean isListed, Patterns patterns) {

    /** Whether a file is left out, by its path from where it is asked of. */
    public boolean leavesOut(String path) {
        return isListed && !patterns.contain(new TreePath(within + path), false);
    }

    /** While its records are read. */
    static final class Draft {

        private String within = "";
        private boolean isListed;
        private final List<String> lines = new ArrayList<>();

        void take(Told told) {
            switch (told.word()) {
                case "in" -> within = told.rest();
                case "patterns" -> isListed = true;
                case "pattern" -> lines.add(told.rest());
                default -> {
                    // one that a newer script may have
                }
            }
        }

        SparseCheckout checkout() {
            return new SparseCheckout(within, isListed, Patterns.parse(String.join("\n", lines)));
        }
    }
}
