package cc.chitty.sync.consolidate.journal;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** A file of lines sorted by a key that each line carries. A file that is not there is one without lines. */
public final class SortedFile implements Closeable {

    /** Compares the key in a line with the one looked for: negative if the line comes before it. */
    @FunctionalInterface
    public interface LineOrder {
        int compare(byte[] array, int offset, int length);
    }

    /** Ranges shorter than this are searched line by line. */
    private static final long SHORT = 8 * 1024;

    /** A dense walk finds its next line among the first few. */
    private static final int NEAR = 4;

    private final @Nullable FileChannel channel;
    private final long start;
    private final long end;

    private SortedFile(@Nullable FileChannel channel, long start, long end) {
        this.channel = channel;
        this.start = start;
        this.end = end;
    }

    /**
     * Opens a file whose lines stand between a header and a footer.
     *
     * @param header bytes before the first line
     * @param footer bytes after the last one, its line feed among them where lines are joined rather than ended
     */
    public static SortedFile open(Path path, int header, int footer) throws IOException {
        if (!Files.exists(path)) {
            return empty();
        }
        FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
        return new SortedFile(channel, header, Math.max(header, channel.size() - footer));
    }

    /** Opens the part of a file that lies in {@code [start, end)}: whole lines, of which the last need not be ended. */
    public static SortedFile part(Path path, long start, long end) throws IOException {
        return new SortedFile(FileChannel.open(path, StandardOpenOption.READ), start, end);
    }

    public static SortedFile open(Path path) throws IOException {
        return open(path, 0, 0);
    }

    public static SortedFile empty() {
        return new SortedFile(null, 0, 0);
    }

    public long start() {
        return start;
    }

    public long end() {
        return end;
    }

    public boolean isEmpty() {
        return start == end;
    }

    /** The open file. Only of one that is not empty. */
    public FileChannel channel() {
        if (channel == null) {
            throw new IllegalStateException("a file that is not there has no channel");
        }
        return channel;
    }

    /** A cursor before the first line. */
    public @Nullable LineCursor cursor() {
        return channel == null ? null : new LineCursor(channel, start, end);
    }

    /**
     * Where the first line starts whose key is not before the one looked for; the end if there is none.
     *
     * <p>Gallops from {@code from}, before which every line is smaller, so that a walk over ascending keys costs little
     * whether they lie close together or far apart.
     */
    public static long lowerBound(LineCursor cursor, long from, LineOrder order) {
        long low = from;
        long high = cursor.end();
        cursor.moveTo(low);
        for (int near = 0; near < NEAR; near++) {
            if (!cursor.next() || !isBefore(cursor, order)) {
                return Math.min(cursor.start(), high);
            }
            low = cursor.following();
        }
        for (long step = SHORT; low + step < high; step *= 2) {
            cursor.moveBehind(low + step);
            if (!cursor.next()) {
                break;
            }
            if (isBefore(cursor, order)) {
                low = cursor.following();
            } else {
                high = Math.min(high, cursor.start());
                break;
            }
        }
        return search(cursor, low, high, order);
    }

    /** Invariants: every line that starts before {@code low} is smaller, none that starts at or after {@code high}. */
    private static long search(LineCursor cursor, long from, long to, LineOrder order) {
        long low = from;
        long high = to;
        while (high - low > SHORT) {
            cursor.moveBehind(low + (high - low) / 2);
            if (!cursor.next() || cursor.start() >= high) {
                break; // one line fills the rest of the range: go through it from its front
            }
            if (isBefore(cursor, order)) {
                low = cursor.following();
            } else {
                high = cursor.start();
            }
        }
        cursor.moveTo(low);
        while (low < high && cursor.next() && isBefore(cursor, order)) {
            low = cursor.following();
        }
        return Math.min(low, high);
    }

    private static boolean isBefore(LineCursor cursor, LineOrder order) {
        return order.compare(cursor.array(), cursor.offset(), cursor.length()) < 0;
    }

    @Override
    public void close() throws IOException {
        if (channel != null) {
            channel.close();
        }
    }
}
