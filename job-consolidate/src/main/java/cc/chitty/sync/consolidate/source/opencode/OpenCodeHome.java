package cc.chitty.sync.consolidate.source.opencode;

import cc.chitty.sync.consolidate.source.Surroundings;
import java.nio.file.Path;

/** Where OpenCode keeps its data. */
final class OpenCodeHome {

    private OpenCodeHome() {}

    /** {@code $XDG_DATA_HOME/opencode}, else {@code ~/.local/share/opencode}, on every system. */
    static Path of(Surroundings where) {
        return where.directory("XDG_DATA_HOME", ".local/share").resolve("opencode");
    }
}
