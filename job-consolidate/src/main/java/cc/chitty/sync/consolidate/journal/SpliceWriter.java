package cc.chitty.sync.consolidate.journal;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * Writes a new file out of new bytes and of ranges of an old one, which the operating system copies. The file is
 * created 0600 and is on disk when {@link #sync} returns.
 */
public final class SpliceWriter implements Closeable {

    private static final int BLOCK = 256 * 1024;

    private final FileChannel channel;
    private final ByteBuffer buffer = ByteBuffer.allocate(BLOCK);
    private long position;

    public SpliceWriter(Path path) throws IOException {
        channel = FileChannel.open(
                path,
                Set.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }

    public void write(byte[] bytes) throws IOException {
        write(bytes, 0, bytes.length);
    }

    public void write(byte[] bytes, int offset, int length) throws IOException {
        position += length;
        int from = offset;
        int left = length;
        while (left > buffer.remaining()) {
            int part = buffer.remaining();
            buffer.put(bytes, from, part);
            from += part;
            left -= part;
            flush();
        }
        buffer.put(bytes, from, left);
    }

    /** Copies the bytes {@code [from, to)} of another file. */
    public void copy(FileChannel source, long from, long to) throws IOException {
        if (from >= to) {
            return;
        }
        flush();
        long at = from;
        while (at < to) {
            long copied = source.transferTo(at, to - at, channel);
            if (copied <= 0) {
                throw new IOException("the file ends before byte " + to + "; it was changed while it was copied");
            }
            at += copied;
        }
        position += to - from;
    }

    /** How many bytes the file has so far. */
    public long position() {
        return position;
    }

    /** Hands everything to the operating system, so that another reader of the file sees it. */
    public void flush() throws IOException {
        buffer.flip();
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
        buffer.clear();
    }

    public void sync() throws IOException {
        flush();
        channel.force(true);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
