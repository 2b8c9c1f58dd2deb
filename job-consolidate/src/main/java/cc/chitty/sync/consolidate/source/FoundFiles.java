package cc.chitty.sync.consolidate.source;

import cc.chitty.sync.kernel.run.Problem;
import java.nio.file.Path;

/** Takes what a source finds. */
public interface FoundFiles {

    /** A file, or a directory that is read as one, which holds sessions. */
    void file(Path path, Stamp stamp);

    /** Something below {@code root} could not be listed: nothing known below it counts as gone in this run. */
    void problem(Path root, Problem problem);

    /** What is worth looking at; all else need not be named. */
    default Focus focus() {
        return Focus.EVERYTHING;
    }
}
