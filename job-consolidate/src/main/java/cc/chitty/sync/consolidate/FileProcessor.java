package cc.chitty.sync.consolidate;

import cc.chitty.sync.consolidate.source.ReadRequest;
import cc.chitty.sync.consolidate.source.Reading;
import cc.chitty.sync.consolidate.source.Stamp;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.time.InstantSource;
import org.springframework.batch.infrastructure.item.ItemProcessor;

/** Reads one changed file; several at once. */
final class FileProcessor implements ItemProcessor<FileToRead, FileReading> {

    private final InstantSource clock;

    FileProcessor(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public FileReading process(FileToRead file) {
        SourceChange change = file.change();
        Stamp stamp = change.stamp();
        if (stamp == null) {
            return new FileReading(change, file.before(), null, null, clock.instant());
        }
        String resume = change.whole() ? null : file.before().resume();
        ReadRequest request =
                new ReadRequest(change.path(), stamp, file.before().listed().contents(), resume);
        return read(file, request);
    }

    private FileReading read(FileToRead file, ReadRequest request) {
        var began = clock.instant();
        try {
            Reading reading = file.change().source().read(request);
            return new FileReading(file.change(), file.before(), reading, null, began);
        } catch (IOException e) {
            return new FileReading(file.change(), file.before(), null, reason(e), began);
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
