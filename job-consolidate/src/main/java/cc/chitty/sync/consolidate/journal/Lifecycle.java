package cc.chitty.sync.consolidate.journal;

import cc.chitty.sync.consolidate.todo.Sighting;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is to be appended to the lifecycle: one line for each change of a register that a person would call one, which is
 * the sighting itself and what was before. One file a month, by the time of the sighting.
 */
public final class Lifecycle implements Closeable {

    private static final DateTimeFormatter MONTH =
            DateTimeFormatter.ofPattern("yyyy-MM").withZone(ZoneOffset.UTC);

    private final Path directory;
    private final Map<String, SpliceWriter> months = new TreeMap<>();
    private long written;

    /** The new lines are written to files named {@code lifecycle-<month>} in {@code directory}. */
    public Lifecycle(Path directory) {
        this.directory = directory;
    }

    public void changed(@Nullable Sighting before, Sighting after) throws IOException {
        JsonLine line = JsonLine.begin()
                .text("was", before == null ? null : before.status().word())
                .text("wasPresence", before == null ? null : before.presence().word());
        writer(MONTH.format(after.at()))
                .write(SightingLine.properties(line, after).endLine());
        written++;
    }

    public long written() {
        return written;
    }

    /** The new lines' files by month, complete but not yet durable. */
    public Map<String, Path> finish() throws IOException {
        Map<String, Path> files = new TreeMap<>();
        for (Map.Entry<String, SpliceWriter> month : months.entrySet()) {
            month.getValue().flush();
            files.put(month.getKey(), file(month.getKey()));
        }
        return files;
    }

    private SpliceWriter writer(String month) throws IOException {
        SpliceWriter writer = months.get(month);
        if (writer == null) {
            writer = new SpliceWriter(file(month));
            months.put(month, writer);
        }
        return writer;
    }

    private Path file(String month) {
        return directory.resolve("lifecycle-" + month);
    }

    @Override
    public void close() throws IOException {
        for (SpliceWriter writer : months.values()) {
            writer.close();
        }
    }
}
