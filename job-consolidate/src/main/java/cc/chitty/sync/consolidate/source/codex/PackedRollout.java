package cc.chitty.sync.consolidate.source.codex;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** A rollout that Codex has packed with zstd, unpacked while it is read. */
final class PackedRollout extends FilterInputStream {

    /** Bytes; what unpacks to more is no rollout but an attack on the disk or the memory. */
    static final long LARGEST = 2L << 30;

    private final long largest;
    private long unpacked;

    private PackedRollout(InputStream in, long largest) {
        super(in);
        this.largest = largest;
    }

    /** It unpacks to more than may be. */
    static final class TooLarge extends IOException {
        private static final long serialVersionUID = 1L;

        TooLarge(long largest) {
            super("unpacks to more than " + largest + " bytes");
        }
    }

    /** Reading throws {@link com.github.luben.zstd.ZstdIOException} where the file is damaged or cut. */
    static InputStream open(Path path, long largest) throws IOException {
        InputStream file = Files.newInputStream(path);
        try {
            return new PackedRollout(new ZstdInputStreamNoFinalizer(new BufferedInputStream(file, 1 << 16)), largest);
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    @Override
    public int read() throws IOException {
        int one = super.read();
        count(one < 0 ? 0 : 1);
        return one;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
        int read = super.read(bytes, from, length);
        count(Math.max(0, read));
        return read;
    }

    private void count(int bytes) throws TooLarge {
        unpacked += bytes;
        if (unpacked > largest) {
            throw new TooLarge(largest);
        }
    }
}
