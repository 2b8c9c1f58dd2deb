package cc.chitty.sync.consolidate;

import cc.chitty.sync.consolidate.source.Reading;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What came of one change: the reading, or why there is none.
 *
 * @param before what the last good reading left
 * @param reading null where the file is gone or could not be read
 * @param failure why it could not be read
 * @param began when reading began
 */
record FileReading(
        SourceChange change,
        SourceFiles.Left before,
        @Nullable Reading reading,
        @Nullable String failure,
        Instant began) {}
