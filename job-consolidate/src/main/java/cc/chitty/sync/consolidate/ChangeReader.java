package cc.chitty.sync.consolidate;

import org.jspecify.annotations.Nullable;
import org.springframework.batch.infrastructure.item.ItemReader;

/** Hands on the changes that wait in the run's queue. */
final class ChangeReader implements ItemReader<FileToRead> {

    private final CurrentRun current;
    private final SourceFiles files;

    ChangeReader(CurrentRun current, SourceFiles files) {
        this.current = current;
        this.files = files;
    }

    @Override
    public @Nullable FileToRead read() {
        SourceChange change = current.run().take();
        if (change == null) {
            return null;
        }
        KnownFile known = change.known();
        return new FileToRead(change, known == null ? SourceFiles.Left.NOTHING : files.left(known));
    }
}
