package cc.chitty.sync.consolidate;

import cc.chitty.sync.consolidate.source.SessionSource;
import cc.chitty.sync.consolidate.source.Stamp;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What discovery found to do for one source file.
 *
 * @param known null where the file is new
 * @param stamp as found; null where the file is gone
 * @param whole whether to read it from its beginning
 */
record SourceChange(
        SessionSource source,
        Path path,
        @Nullable KnownFile known,
        @Nullable Stamp stamp,
        boolean whole) {

    boolean isGone() {
        return stamp == null;
    }

    /** To be read from its beginning, as it was found with this stamp. */
    SourceChange as(@Nullable Stamp found) {
        return new SourceChange(source, path, known, found, true);
    }
}
