package cc.chitty.sync.gitpush.mirror;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * A file that ends in zeros without end, also where it cannot be read. What is written to a pack cannot be taken back, so a
 * file that shrinks while it is read is written to its promised length, and is then found to be another one.
 */
final class PaddedStream extends FilterInputStream {

    private boolean ended;

    PaddedStream(InputStream file) {
        super(file);
    }

    @Override
    public int read() {
        byte[] one = new byte[1];
        return read(one, 0, 1) == 1 ? one[0] & 0xff : 0;
    }

    @Override
    public int read(byte[] buffer, int from, int length) {
        int read = ended ? -1 : attempt(buffer, from, length);
        if (read >= 0) {
            return read;
        }
        ended = true;
        Arrays.fill(buffer, from, from + length, (byte) 0);
        return length;
    }

    private int attempt(byte[] buffer, int from, int length) {
        try {
            return super.read(buffer, from, length);
        } catch (IOException e) {
            return -1; // the digest will tell
        }
    }
}
