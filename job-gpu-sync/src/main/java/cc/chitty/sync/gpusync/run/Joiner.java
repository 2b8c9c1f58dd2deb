package cc.chitty.sync.gpusync.run;

import cc.chitty.sync.gpusync.manifest.TreePath;
import java.util.Optional;

/** Puts two versions of a file together that both changed. */
@FunctionalInterface
public interface Joiner {

    /**
     * A content in which both are; the same whichever of them is called ours. Empty where a person has to decide.
     *
     * @param ours in canonical form, as theirs
     */
    Optional<byte[]> join(TreePath path, byte[] ours, byte[] theirs);
}
