package cc.chitty.sync.consolidate.journal;

import cc.chitty.sync.consolidate.todo.Presence;
import cc.chitty.sync.consolidate.todo.Sighting;
import cc.chitty.sync.consolidate.todo.Status;
import cc.chitty.sync.kernel.run.Failure;
import cc.chitty.sync.kernel.run.FailureCategory;
import cc.chitty.sync.kernel.state.StorageFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;

/**
 * Reads the lifecycle of all devices, line by line. The last line of a file may be torn by a writer that died; the next
 * one cuts it off, so it is passed over.
 */
public final class LifecycleFiles {

    private static final String SUFFIX = ".jsonl";

    private LifecycleFiles() {}

    /**
     * One change of a register.
     *
     * @param was the status before; null at the session's first word on the todo
     * @param wasPresence the presence before; null then
     * @param now the register after it
     */
    public record Change(@Nullable Status was, @Nullable Presence wasPresence, Sighting now) {}

    /** Hands on every change, device by device, each device's months in their order and their lines as appended. */
    public static void forEach(Path lifecycle, Consumer<Change> consumer) {
        reading(lifecycle, () -> {
            for (Path device : children(lifecycle, "*")) {
                months(device, consumer);
            }
        });
    }

    /** The same of one device; none where it has no lifecycle. */
    public static void forEach(Path lifecycle, String device, Consumer<Change> consumer) {
        reading(lifecycle, () -> months(lifecycle.resolve(device), consumer));
    }

    @FunctionalInterface
    private interface Reading {
        void run() throws IOException;
    }

    private static void reading(Path lifecycle, Reading reading) {
        try {
            reading.run();
        } catch (UncheckedIOException e) {
            throw StorageFailure.of("read", lifecycle, new IOException(e.getMessage(), e));
        } catch (IOException e) {
            throw StorageFailure.of("read", lifecycle, e);
        }
    }

    private static void months(Path device, Consumer<Change> consumer) throws IOException {
        if (Files.isDirectory(device)) {
            for (Path month : children(device, "*" + SUFFIX)) {
                read(month, name(device), consumer);
            }
        }
    }

    private static void read(Path month, String device, Consumer<Change> consumer) throws IOException {
        try (FileChannel channel = FileChannel.open(month, StandardOpenOption.READ)) {
            long end = channel.size();
            LineCursor cursor = new LineCursor(channel, 0, end);
            while (cursor.next()) {
                Change change;
                try {
                    change = change(cursor, device);
                } catch (JacksonException | IllegalArgumentException e) {
                    if (cursor.following() < end) {
                        throw damaged(month, cursor.start());
                    }
                    return;
                }
                consumer.accept(change);
            }
        }
    }

    private static Change change(LineCursor line, String device) {
        Sighting now = SightingLine.read(line.array(), line.offset(), line.length(), device);
        Status was = null;
        Presence wasPresence = null;
        try (JsonParser parser = JsonLine.parser(line.array(), line.offset(), line.length())) {
            parser.nextToken();
            for (String name = parser.nextName(); name != null && name.startsWith("was"); name = parser.nextName()) {
                String value = parser.nextStringValue();
                if (name.equals("was")) {
                    was = Status.of(value);
                } else {
                    wasPresence = Presence.of(value);
                }
            }
        }
        return new Change(was, wasPresence, now);
    }

    /** What the parser says is left out: it repeats what stands in the file. */
    private static Failure damaged(Path month, long offset) {
        return new Failure(
                FailureCategory.DAMAGED,
                "read " + month,
                "the line at byte " + offset + " is no change of a todo",
                "Restore the file from another device or from git history.");
    }

    private static List<Path> children(Path directory, String pattern) throws IOException {
        List<Path> children = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory, pattern)) {
            stream.forEach(children::add);
        }
        Collections.sort(children);
        return children;
    }

    private static String name(Path file) {
        return Objects.requireNonNull(file.getFileName()).toString();
    }
}
