package cc.chitty.sync.consolidate;

import cc.chitty.sync.consolidate.source.ReadRequest;
import cc.chitty.sync.consolidate.source.Reading;
import cc.chitty.sync.consolidate.source.Stamp;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.time.InstantSource;

/** Reads one changed file. May be used by several threads. */
final class FileParser {

    private final InstantSource clock;

    FileParser(InstantSource clock) {
        this.clock = clock;
    }

    /** @param before what the last good reading of the file left */
    FileReading read(SourceChange change, SourceFiles.Left before) {
        Instant began = clock.instant();
        Stamp stamp = change.stamp();
        if (stamp == null) {
            return new FileReading(change, before, null, null, began);
        }
        String resume = change.whole() ? null : before.resume();
        ReadRequest request =
                new ReadRequest(change.path(), stamp, before.listed().contents(), resume);
        try {
            Reading reading = change.source().read(request);
            return new FileReading(change, before, reading, null, began);
        } catch (IOException e) {
            return new FileReading(change, before, null, reason(e), began);
        }
    }

    private static String reason(IOException e) {
        if (e instanceof NoSuchFileException) {
            return "it vanished between listing and reading";
        }
        if (e instanceof AccessDeniedException) {
            return "it may not be read (permission denied)";
        }
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }
}
