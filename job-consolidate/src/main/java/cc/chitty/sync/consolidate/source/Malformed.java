package cc.chitty.sync.consolidate.source;

import cc.chitty.sync.kernel.run.Problem;
import java.nio.file.Path;
import java.util.List;

/** A file or a line is not what it should be. The message says why, in one line, without its path. */
public final class Malformed extends Exception {

    private static final long serialVersionUID = 1L;

    public Malformed(String reason) {
        super(reason);
    }

    public String reason() {
        return String.valueOf(getMessage());
    }

    public Problem problem(Path path) {
        return new Problem(path.toString(), reason());
    }

    /** The reading of a file that could not be understood as a whole: its last good state stays. */
    public Reading reading(Path path, long bytes) {
        return new Reading(List.of(), List.of(problem(path)), false, "", bytes);
    }
}
