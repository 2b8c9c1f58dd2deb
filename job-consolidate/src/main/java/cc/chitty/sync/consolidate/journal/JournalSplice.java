package cc.chitty.sync.consolidate.journal;

import cc.chitty.sync.consolidate.todo.Sighting;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;

/** Writes this device's new journal from the old one and the todos that changed, in ascending order. */
public final class JournalSplice implements Closeable {

    private final JournalReader old;
    private final SpliceWriter out;
    private long copied;

    public JournalSplice(JournalReader old, Path newFile) throws IOException {
        this.old = old;
        this.out = new SpliceWriter(newFile);
        this.copied = old.file().start();
    }

    /** Puts these sightings, sorted by session, in the place of those of the todo that {@code old} read last. */
    public void replace(Collection<Sighting> sightings) throws IOException {
        copyUntil(old.groupStart());
        copied = old.groupEnd();
        for (Sighting sighting : sightings) {
            out.write(SightingLine.write(sighting));
        }
    }

    public void finish() throws IOException {
        copyUntil(old.file().end());
        out.flush();
    }

    private void copyUntil(long until) throws IOException {
        if (copied < until) {
            out.copy(old.file().channel(), copied, until);
            copied = until;
        }
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
