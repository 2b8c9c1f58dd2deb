package cc.chitty.sync.gpusync.category.git;

import cc.chitty.sync.gpusync.category.Patterns;
import cc.chitty.sync.gpusync.manifest.TreePath;
import java.util.ArrayList;
import java.util.List;

/**
 * A sparse checkout by what it is to have, which counts for files, too, that no commit has, or not the one that is checked out.
 *
 * @param head the full name of the branch that is checked out, or else the commit
 * @param within where in the working tree it is asked of: empty, or a directory with a slash at its end
 * @param patterns of what is not left out
 */
public record SparseCheckout(String head, String within, Patterns patterns) {

    /** Whether a file is left out, by its path from where it is asked of. */
    public boolean leavesOut(String path) {
        return !patterns.isEmpty() && !patterns.contain(new TreePath(within + path), false);
    }

    /** While its records are read. */
    static final class Draft {

        private String head = "";
        private String within = "";
        private final List<String> lines = new ArrayList<>();

        void take(Told told) {
            switch (told.word()) {
                case "head" -> head = told.rest();
                case "in" -> within = told.rest();
                case "pattern" -> lines.add(told.rest());
                default -> {
                    // one that a newer script may have
                }
            }
        }

        SparseCheckout checkout() {
            return new SparseCheckout(head, within, Patterns.parse(String.join("\n", lines)));
        }
    }
}
