package cc.chitty.sync.gpusync.peer.ssh;

import cc.chitty.sync.gpusync.manifest.TreePath;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.attribute.FileTime;
import java.util.concurrent.TimeUnit;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/**
 * Packs files into one stream. (The library's own way of writing times stops at 100 nanoseconds, so the extended headers with name,
 * size and time are written here.)
 */
public final class PackedStream implements Closeable {

    private static final byte[] ZEROS = new byte[1 << 16];
    private static final long SECOND = 1_000_000_000L;

    /** What the program at the other end understands. */
    public enum Dialect {
        /** Names of any length, times in nanoseconds: GNU, BSD. */
        PAX,
        /** Names of any length, whole seconds: busybox. */
        OLD_GNU
    }

    private final TarArchiveOutputStream tar;
    private final Dialect dialect;
    private long entries;

    public PackedStream(OutputStream out, Dialect dialect) {
        this.dialect = dialect;
        tar = new TarArchiveOutputStream(out, StandardCharsets.UTF_8.name());
        tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_GNU);
        tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_STAR);
    }

    /** A file of exactly this size: what grew is cut, what shrank is filled up with zeros; its digest tells. */
    public void add(TreePath path, int mode, long modified, long size, InputStream content) throws IOException {
        String name = "./" + path;
        if (dialect == Dialect.PAX) {
            addHeader(name, modified, size);
            name = "./entry" + entries;
        }
        TarArchiveEntry entry = new TarArchiveEntry(name, false);
        entry.setMode(mode);
        entry.setSize(size);
        entry.setModTime(FileTime.from(Math.floorDiv(modified, SECOND), TimeUnit.SECONDS));
        tar.putArchiveEntry(entry);
        long left = copy(content, size);
        for (; left > 0; left -= Math.min(ZEROS.length, left)) {
            tar.write(ZEROS, 0, (int) Math.min(ZEROS.length, left));
        }
        tar.closeArchiveEntry();
    }

    private long copy(InputStream content, long size) throws IOException {
        long left = size;
        byte[] buffer = new byte[1 << 16];
        while (left > 0) {
            int read = content.read(buffer, 0, (int) Math.min(buffer.length, left));
            if (read < 0) {
                break;
            }
            tar.write(buffer, 0, read);
            left -= read;
        }
        return left;
    }

    private void addHeader(String name, long modified, long size) throws IOException {
        String time = BigDecimal.valueOf(modified, 9).toPlainString();
        ByteArrayOutputStream header = new ByteArrayOutputStream();
        header.writeBytes(record("path", name));
        header.writeBytes(record("size", Long.toString(size)));
        header.writeBytes(record("mtime", time));
        TarArchiveEntry entry =
                new TarArchiveEntry("./PaxHeaders/" + entries++, TarConstants.LF_PAX_EXTENDED_HEADER_LC);
        entry.setSize(header.size());
        tar.putArchiveEntry(entry);
        header.writeTo(tar);
        tar.closeArchiveEntry();
    }

    /** Its length counts itself. */
    private static byte[] record(String key, String value) {
        byte[] rest = (" " + key + "=" + value + "\n").getBytes(StandardCharsets.UTF_8);
        int length = rest.length + 1;
        while (length != rest.length + Integer.toString(length).length()) {
            length = rest.length + Integer.toString(length).length();
        }
        return (length + new String(rest, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8);
    }

    /** Ends the archive; the stream below stays open. */
    @Override
    public void close() throws IOException {
        tar.finish();
        tar.flush();
    }
}
