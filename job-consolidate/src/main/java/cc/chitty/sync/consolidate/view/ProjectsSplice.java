package cc.chitty.sync.consolidate.view;

import cc.chitty.sync.consolidate.journal.JsonLine;
import cc.chitty.sync.consolidate.journal.LineCursor;
import cc.chitty.sync.consolidate.journal.SortedFile;
import cc.chitty.sync.consolidate.journal.SpliceWriter;
import cc.chitty.sync.consolidate.todo.CodePoints;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;

/**
 * Writes a new {@code project-coordination.json}: the blocks of the projects that changed are made anew, the others are
 * copied. The blocks go to a file of their own first, since {@code last_updated} before them is known last.
 */
final class ProjectsSplice implements Closeable {

    private static final int VERSION = 1;

    private final SortedFile old;
    private final @Nullable LineCursor cursor;
    private final Path blocksFile;
    private final SpliceWriter out;
    private final JoinedWriter blocks;
    /** Where the first old block not yet copied or replaced starts; the end if there is none. */
    private long copied;

    /** @param old closed together with this */
    ProjectsSplice(SortedFile old, Path blocksFile) throws IOException {
        this.old = old;
        this.cursor = old.cursor();
        this.copied = old.start();
        this.blocksFile = blocksFile;
        this.out = new SpliceWriter(blocksFile);
        this.blocks = new JoinedWriter(out, old);
    }

    /**
     * A project's block in the old file.
     *
     * @param head its first line, which ends with the beginning of the array of todos
     * @param start where its first todo's line starts, in bytes
     * @param end where its last todo's line ends, without the line feed
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record OldBlock(byte[] head, long start, long end) {

        SortedFile lines(Path file) throws IOException {
            return SortedFile.part(file, start, end);
        }
    }

    /** Takes the project's old block out, if there is one. Ascending by project. */
    @Nullable OldBlock take(String project) throws IOException {
        copyUntil(project);
        return cursor != null && copied < old.end() ? skip(cursor, project) : null;
    }

    /** Puts a block in at the place of the one taken out last. */
    void put(ProjectBlock block, Path part) throws IOException {
        blocks.element(new byte[0]);
        block.write(part, out);
    }

    void finish(Path newFile, @Nullable Instant newest) throws IOException {
        blocks.range(copied, old.end());
        out.flush();
        try (SpliceWriter file = new SpliceWriter(newFile);
                FileChannel body = FileChannel.open(blocksFile, StandardOpenOption.READ)) {
            byte[] head = JsonLine.begin()
                    .number("version", VERSION)
                    .time("last_updated", newest)
                    .end();
            file.write(head, 0, head.length - 1);
            file.write(",\"projects\":[\n".getBytes(StandardCharsets.US_ASCII));
            file.copy(body, 0, body.size());
            file.write((blocks.begun() ? "\n]}\n" : "]}\n").getBytes(StandardCharsets.US_ASCII));
            file.flush();
        }
        Files.delete(blocksFile);
    }

    private void copyUntil(String project) throws IOException {
        if (cursor == null) {
            return;
        }
        long from = copied;
        cursor.moveTo(from);
        long at = from;
        while (cursor.next()) {
            at = cursor.start();
            if (ProjectBlock.starts(cursor.array(), cursor.offset(), cursor.length())
                    && CodePoints.compare(name(cursor), project) >= 0) {
                blocks.range(from, at);
                copied = at;
                return;
            }
        }
        blocks.range(from, old.end());
        copied = old.end();
    }

    /** Passes over the block at {@link #copied} if it is this project's. */
    private @Nullable OldBlock skip(LineCursor lines, String project) {
        lines.moveTo(copied);
        if (!lines.next() || !name(lines).equals(project)) {
            return null;
        }
        byte[] head = lines.copyLine();
        long start = lines.following();
        long foot = start;
        copied = old.end();
        while (lines.next()) {
            if (ProjectBlock.starts(lines.array(), lines.offset(), lines.length())) {
                copied = lines.start();
                break;
            }
            foot = lines.start();
        }
        return new OldBlock(head, start, foot - 1);
    }

    private static String name(LineCursor line) {
        try (JsonParser parser = JsonLine.parser(line.array(), line.offset(), line.length())) {
            parser.nextToken();
            parser.nextName();
            return parser.nextStringValue();
        }
    }

    /** The blocks stand between the first line and the last one. */
    static SortedFile open(Path file) throws IOException {
        if (!Files.exists(file)) {
            return SortedFile.empty();
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            LineCursor first = new LineCursor(channel, 0, channel.size());
            first.next();
            return SortedFile.open(file, (int) first.following(), "\n]}\n".length());
        }
    }

    @Override
    public void close() throws IOException {
        out.close();
        old.close();
    }
}
