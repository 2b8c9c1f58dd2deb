package cc.chitty.sync.consolidate.source;

import cc.chitty.sync.kernel.run.Problem;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One pass over the lines of a growing file, from where the last reading ended. Blocks are searched for needles as a
 * whole, and only lines that hold one are cut out and handed on; bytes after the last newline are left for the next
 * reading. A line longer than {@link #LONGEST_LINE} is passed over with a problem.
 */
public final class LineScan implements Closeable {

    /** Bytes. */
    public static final int LONGEST_LINE = 64 << 20;

    private static final int BLOCK = 1 << 20;

    private final Path path;
    private final ReadableByteChannel source;
    private final @Nullable FileChannel file;
    private final long identity;
    private final long start;
    private final List<Problem> problems = new ArrayList<>();
    private byte[] block;
    /** How many bytes of the block are filled. */
    private int filled;
    /** Offset of the block's first byte. */
    private long base;
    /** Offset behind the last complete line: less than {@link #base} only within a line that is too long. */
    private long done;

    private boolean skipping;
    private long bytes;

    private LineScan(Path path, ReadableByteChannel source, long identity, long start, int block) {
        this.path = path;
        this.source = source;
        this.file = source instanceof FileChannel channel ? channel : null;
        this.identity = identity;
        this.start = start;
        this.base = start;
        this.done = start;
        this.block = new byte[block];
    }

    /** Takes lines; the bytes are only valid during the call. */
    public interface Taker {

        /** Whether every line is wanted now, not only those with a needle. Asked before each line. */
        boolean all();

        /** A line without its newline, and its offset in the file. */
        void line(byte[] bytes, int from, int to, long offset);

        /**
         * The lines near the end, from the last one backwards, after they went through {@link #line} if they had to;
         * true when the taker has seen enough of them.
         */
        default boolean last(byte[] bytes, int from, int to, long offset) {
            return true;
        }
    }

    /**
     * Opens a file where {@code mark} says, or at its start if there is no mark, or it does not fit: the file is
     * another one, is shorter, or other bytes are before the mark.
     */
    public static LineScan open(Path path, Stamp stamp, @Nullable String mark) throws IOException {
        FileChannel file = FileChannel.open(path, StandardOpenOption.READ);
        try {
            ResumeMark before = mark == null ? null : ResumeMark.parse(mark);
            long from = before != null && before.fits(file, stamp.identity()) ? before.offset() : 0;
            file.position(from);
            int block = (int) Math.max(64, Math.min(BLOCK, file.size() - from + 1));
            return new LineScan(path, file, stamp.identity(), from, block);
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    /** Scans what cannot be resumed, as an unpacked file: {@link #mark} is empty. */
    public static LineScan of(Path path, InputStream unpacked) {
        return new LineScan(path, Channels.newChannel(unpacked), 0, 0, BLOCK);
    }

    /** Whether this goes on where the last reading ended. */
    public boolean resumed() {
        return start > 0;
    }

    /** Reads to the end of the file and hands on the lines that are wanted. */
    public void run(Needles needles, Taker taker) throws IOException {
        long size = file == null ? 0 : file.size();
        while (fill()) {
            if (skipping) {
                skip();
            }
            int complete = lastNewline() + 1;
            if (complete > 0) {
                hand(complete, needles, taker);
                if (size - base - filled < block.length) {
                    handBackwards(complete, taker);
                }
                drop(complete);
            } else if (filled == block.length) {
                grow();
            }
        }
    }

    /** Where this scan ended, for the next {@link #open}. */
    public String mark() throws IOException {
        return file == null ? "" : ResumeMark.at(file, done, identity).toString();
    }

    /** How many bytes were read. */
    public long bytes() {
        return bytes;
    }

    public List<Problem> problems() {
        return List.copyOf(problems);
    }

    @Override
    public void close() throws IOException {
        source.close();
    }

    /** Whether anything new was read; at the end of the file nothing is. */
    private boolean fill() throws IOException {
        ByteBuffer room = ByteBuffer.wrap(block, filled, block.length - filled);
        int before = filled;
        while (room.hasRemaining() && source.read(room) > 0) {
            filled = room.position();
        }
        bytes += filled - before;
        return filled > before;
    }

    private void hand(int complete, Needles needles, Taker taker) {
        int from = 0;
        while (from < complete) {
            int to;
            if (taker.all()) {
                to = newline(from, complete);
            } else {
                int hit = needles.find(block, from, complete);
                if (hit < 0) {
                    return;
                }
                from = startOfLine(hit, from);
                to = newline(hit, complete);
            }
            if (to > from) {
                taker.line(block, from, to, base + from);
            }
            from = to + 1;
        }
    }

    private void handBackwards(int complete, Taker taker) {
        int to = complete - 1;
        boolean enough = false;
        while (to >= 0 && !enough) {
            int from = startOfLine(to, 0);
            enough = to > from && taker.last(block, from, to, base + from);
            to = from - 1;
        }
    }

    /** Goes on with a line that is too long; the bytes behind its newline stay in the block. */
    private void skip() {
        int end = newline(0, filled);
        if (end == filled) {
            base += filled;
            filled = 0;
            return;
        }
        problems.add(new Problem(path.toString(), "the line at byte " + done + " is longer than " + LONGEST_LINE));
        skipping = false;
        drop(end + 1);
    }

    private void drop(int complete) {
        System.arraycopy(block, complete, block, 0, filled - complete);
        filled -= complete;
        base += complete;
        done = base;
    }

    private void grow() {
        if (block.length < LONGEST_LINE) {
            block = Arrays.copyOf(block, Math.min(LONGEST_LINE, block.length * 2));
        } else {
            skipping = true;
            base += filled;
            filled = 0;
        }
    }

    private int newline(int from, int to) {
        int at = from;
        while (at < to && block[at] != '\n') {
            at++;
        }
        return at;
    }

    private int startOfLine(int at, int earliest) {
        int start = at;
        while (start > earliest && block[start - 1] != '\n') {
            start--;
        }
        return start;
    }

    private int lastNewline() {
        int at = filled - 1;
        while (at >= 0 && block[at] != '\n') {
            at--;
        }
        return at;
    }
}
