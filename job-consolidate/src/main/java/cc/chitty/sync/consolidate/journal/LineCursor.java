package cc.chitty.sync.consolidate.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Arrays;

/**
 * Walks the lines of a file between two offsets, forward, with jumps. Lines end with a line feed; the last one may end
 * at the end of the range instead. Reads at positions and so never moves the channel.
 */
public final class LineCursor {

    private static final int BLOCK = 16 * 1024;

    private final FileChannel channel;
    private final long end;
    private byte[] buffer = new byte[BLOCK];
    private long bufferStart;
    private int filled;
    private int lineOffset;
    private int lineLength;
    private long next;

    public LineCursor(FileChannel channel, long start, long end) {
        this.channel = channel;
        this.end = end;
        this.next = start;
        this.bufferStart = start;
    }

    /** Goes to the next line; false at the end, after which {@link #start} is the end of the range. */
    public boolean next() {
        if (next >= end) {
            lineOffset = (int) (next - bufferStart);
            lineLength = 0;
            return false;
        }
        lineOffset = available(next);
        int from = lineOffset;
        while (true) {
            int feed = indexOfFeed(from);
            if (feed >= 0) {
                lineLength = feed - lineOffset;
                next = bufferStart + feed + 1;
                return true;
            }
            from = filled;
            if (bufferStart + filled >= end) {
                lineLength = filled - lineOffset;
                next = end;
                return true;
            }
            from -= makeRoom();
            fill();
        }
    }

    /** The next call of {@link #next} returns the line that starts at {@code offset}. */
    public void moveTo(long offset) {
        next = offset;
    }

    /** Moves to the first line that starts after {@code offset}. */
    void moveBehind(long offset) {
        next = offset;
        next();
    }

    public byte[] array() {
        return buffer;
    }

    /** Where the line starts in {@link #array}. */
    public int offset() {
        return lineOffset;
    }

    /** Bytes of the line without its line feed. */
    public int length() {
        return lineLength;
    }

    /** Where the line starts in the file. */
    public long start() {
        return bufferStart + lineOffset;
    }

    /** Where the line after this one starts in the file. */
    public long following() {
        return next;
    }

    long end() {
        return end;
    }

    public byte[] copyLine() {
        return Arrays.copyOfRange(buffer, lineOffset, lineOffset + lineLength);
    }

    /** Makes the byte at {@code offset} available and returns its place in the buffer. */
    private int available(long offset) {
        if (offset < bufferStart || offset >= bufferStart + filled) {
            bufferStart = offset;
            filled = 0;
            fill();
        }
        return (int) (offset - bufferStart);
    }

    private int indexOfFeed(int from) {
        for (int i = from; i < filled; i++) {
            if (buffer[i] == '\n') {
                return i;
            }
        }
        return -1;
    }

    /** Moves the begun line to the front, or grows the buffer if it already is there; returns by how much it moved. */
    private int makeRoom() {
        int moved = lineOffset;
        if (moved == 0) {
            buffer = Arrays.copyOf(buffer, buffer.length * 2);
        } else {
            System.arraycopy(buffer, moved, buffer, 0, filled - moved);
            bufferStart += moved;
            filled -= moved;
            lineOffset = 0;
        }
        return moved;
    }

    private void fill() {
        int room = (int) Math.min(buffer.length - filled, end - bufferStart - filled);
        try {
            int read = channel.read(ByteBuffer.wrap(buffer, filled, room), bufferStart + filled);
            if (read < 0) {
                throw new IOException("the file ends before byte " + end + "; it was changed while it was read");
            }
            filled += read;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
