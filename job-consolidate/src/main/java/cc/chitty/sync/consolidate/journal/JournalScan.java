package cc.chitty.sync.consolidate.journal;

import cc.chitty.sync.consolidate.todo.Sighting;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a look at every line of a journal found.
 *
 * @param registers how many lines it has
 * @param defect the first thing that is wrong with it, as "line 7 cannot be read"; null where it is whole
 */
public record JournalScan(long registers, @Nullable String defect) {

    private static final Comparator<Sighting> ORDER =
            Comparator.comparing(Sighting::todo).thenComparing(Sighting::session);

    /**
     * Reads a journal from end to end.
     *
     * @param size bytes that belong to it: a kept one may have grown since
     * @param readable takes every sighting that can be read, also behind a defect
     */
    public static JournalScan of(Path journal, long size, String device, Consumer<Sighting> readable)
            throws IOException {
        try (FileChannel channel = FileChannel.open(journal, StandardOpenOption.READ)) {
            LineCursor cursor = new LineCursor(channel, 0, Math.min(size, channel.size()));
            String defect = null;
            Sighting before = null;
            long line = 0;
            while (cursor.next()) {
                line++;
                Sighting sighting = readable(cursor, device);
                String wrong = wrong(cursor, before, sighting);
                defect = defect == null && wrong != null ? "line " + line + " " + wrong : defect;
                if (sighting != null) {
                    readable.accept(sighting);
                    before = sighting;
                }
            }
            return new JournalScan(line, defect);
        }
    }

    private static @Nullable String wrong(LineCursor line, @Nullable Sighting before, @Nullable Sighting sighting) {
        boolean ended = line.start() + line.length() < line.following();
        if (!ended) {
            return "was cut";
        }
        if (sighting == null) {
            return "cannot be read";
        }
        return before != null && ORDER.compare(before, sighting) >= 0 ? "is not in order" : null;
    }

    private static @Nullable Sighting readable(LineCursor line, String device) {
        try {
            SightingLine.key(line.array(), line.offset(), line.length());
            return SightingLine.read(line.array(), line.offset(), line.length(), device);
        } catch (RuntimeException e) {
            if (SightingLine.isUnreadable(e)) {
                return null; // the caller tells which line that is
            }
            throw e;
        }
    }
}
