package cc.chitty.sync.consolidate.source;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Where the reading of a growing file ended, and what proves that it is still the same file.
 *
 * @param offset bytes read
 * @param tail how many bytes before the offset the checksum covers
 * @param checksum CRC32C of these
 * @param identity of the file, see {@link Stamp}
 */
record ResumeMark(long offset, int tail, long checksum, long identity) {

    private static final int LONGEST_TAIL = 4 << 10;
    private static final Pattern WRITTEN = Pattern.compile("(\\d{1,18}):(\\d{1,4}):(\\d{1,10}):(-?\\d{1,19})");

    static ResumeMark at(FileChannel file, long offset, long identity) throws IOException {
        int tail = (int) Math.min(LONGEST_TAIL, offset);
        return new ResumeMark(offset, tail, checksum(file, offset - tail, tail), identity);
    }

    /** Null where {@code written} is no mark: the file is then read from its start. */
    static @Nullable ResumeMark parse(String written) {
        Matcher parts = WRITTEN.matcher(written);
        if (!parts.matches()) {
            return null;
        }
        return new ResumeMark(
                Long.parseLong(parts.group(1)),
                Integer.parseInt(parts.group(2)),
                Long.parseLong(parts.group(3)),
                Long.parseLong(parts.group(4)));
    }

    boolean fits(FileChannel file, long present) throws IOException {
        return identity == present
                && offset <= file.size()
                && tail <= offset
                && checksum == checksum(file, offset - tail, tail);
    }

    @Override
    public String toString() {
        return offset + ":" + tail + ":" + checksum + ":" + identity;
    }

    /** Of as many of the bytes as there are: a file cut meanwhile has another checksum or none to compare. */
    private static long checksum(FileChannel file, long from, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length);
        int read;
        do {
            read = file.read(bytes, from + bytes.position());
        } while (read > 0 && bytes.hasRemaining());
        CRC32C crc = new CRC32C();
        crc.update(bytes.flip());
        return crc.getValue();
    }
}
