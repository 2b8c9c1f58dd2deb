package cc.chitty.sync.kernel.repository;

import cc.chitty.sync.kernel.run.Problem;
import java.util.List;

/**
 * How the job repository was found.
 *
 * @param problems what the person has to know; a run which began with any of them ends with exit code 3 at best
 */
public record Opening(Kind kind, List<Problem> problems) {

    /** What was opened. */
    public enum Kind {
        /** A new, empty repository, since there had been none. */
        FIRST,
        /** The repository as it was left. */
        INTACT,
        /** A repository whose sidecar is gone: nothing tells whether it is the newest state. */
        ADOPTED,
        /** The newest usable backup; runs after it are forgotten. */
        RESTORED,
        /** A new, empty repository in place of one that is lost: every source has to be read again. */
        REBUILT
    }

    public Opening {
        problems = List.copyOf(problems);
    }

    static Opening quiet(Kind kind) {
        return new Opening(kind, List.of());
    }
}
