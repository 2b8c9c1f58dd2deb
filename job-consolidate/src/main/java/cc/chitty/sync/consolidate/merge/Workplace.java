package cc.chitty.sync.consolidate.merge;

import cc.chitty.sync.kernel.state.StateDirectory;
import java.nio.file.Path;

/**
 * Where a merge takes claims from and where it prepares files: in the state directory, or elsewhere for a dry run, which
 * leaves no trace.
 */
public record Workplace(Path spool, Path staging) {

    public static Workplace of(StateDirectory state) {
        return new Workplace(state.spool(), state.staging());
    }
}
