package cc.chitty.sync.gpusync.peer.ssh;

import cc.chitty.sync.gpusync.manifest.TreePath;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.attribute.FileTime;
import java.util.concurrent.TimeUnit;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** Packs files into one stream, with names of any length and times in nanoseconds (pax). */
public final class TarWriter implements Closeable {

    private static final byte[] ZEROS = new byte[1 << 16];

    private final TarArchiveOutputStream tar;

    public TarWriter(OutputStream out) {
        tar = new TarArchiveOutputStream(out, StandardCharsets.UTF_8.name());
        tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
        tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
        tar.setAddPaxHeadersForNonAsciiNames(true);
    }

    /** A file of exactly this size: what grew is cut, what shrank is filled up with zeros; its digest tells. */
    public void add(TreePath path, int mode, long modified, long size, InputStream content) throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry("./" + path, false);
        entry.setMode(mode);
        entry.setSize(size);
        entry.setLastModifiedTime(FileTime.from(modified, TimeUnit.NANOSECONDS));
        tar.putArchiveEntry(entry);
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
        for (; left > 0; left -= Math.min(ZEROS.length, left)) {
            tar.write(ZEROS, 0, (int) Math.min(ZEROS.length, left));
        }
        tar.closeArchiveEntry();
    }

    /** Ends the archive; the stream below stays open. */
    @Override
    public void close() throws IOException {
        tar.finish();
        tar.flush();
    }
}
