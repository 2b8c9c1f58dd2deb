package cc.chitty.sync.consolidate;

import cc.chitty.sync.consolidate.source.Stamp;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.BitSet;
import java.util.stream.LongStream;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;
import org.apache.commons.codec.digest.MurmurHash3;
import org.jspecify.annotations.Nullable;

/**
 * What the rows of all source files come to. A hash of its source and path puts each file into one of {@value #PARTS}
 * parts; a part's digest is the sum of a 128-bit hash of each of its files, with its stamp. So a walk that finds what is
 * known comes to the same digests, and where one part differs only its rows have to be loaded.
 *
 * <p>A file that is to be looked at in any case (not trusted, or with problems to report) counts with a hash that no found
 * file has, so that its part always differs. Each part also has the ids of its rows.
 */
final class PartDigests {

    static final int PARTS = 4096;

    private static final int END = -1;

    private final long[] high = new long[PARTS];
    private final long[] low = new long[PARTS];
    private final int[] counts = new int[PARTS];
    /** As long as its count says, or longer. */
    private final long[][] ids = new long[PARTS][0];

    /** A file's place: which part, and the hash of what it is called. */
    record Key(int part, long high, long low) {

        static Key of(String source, String path) {
            byte[] name = (source + '\0' + path).getBytes(StandardCharsets.UTF_8);
            long[] hash = MurmurHash3.hash128x64(name);
            return new Key((int) (hash[0] & (PARTS - 1)), hash[0], hash[1]);
        }
    }

    void add(KnownFile file) {
        Key key = Key.of(file.source(), file.path());
        addId(key.part, file.id());
        count(key, file.isSettled() ? file.stamp() : null, 1);
    }

    void remove(KnownFile file) {
        Key key = Key.of(file.source(), file.path());
        removeId(key.part, file.id());
        count(key, file.isSettled() ? file.stamp() : null, -1);
    }

    /** A file that a walk has found, which has no row here. */
    void found(Key key, Stamp stamp) {
        count(key, stamp, 1);
    }

    private void count(Key key, @Nullable Stamp stamp, int sign) {
        ByteBuffer bytes = ByteBuffer.allocate(stamp == null ? 2 * Long.BYTES : 5 * Long.BYTES)
                .putLong(key.high)
                .putLong(key.low);
        if (stamp != null) {
            bytes.putLong(stamp.size()).putLong(stamp.modified()).putLong(stamp.identity());
        }
        long[] hash = MurmurHash3.hash128x64(bytes.array());
        high[key.part] += sign * hash[0];
        low[key.part] += sign * hash[1];
    }

    private void addId(int part, long id) {
        if (ids[part].length == counts[part]) {
            ids[part] = Arrays.copyOf(ids[part], 2 * counts[part] + 4);
        }
        ids[part][counts[part]++] = id;
    }

    private void removeId(int part, long id) {
        for (int i = 0; i < counts[part]; i++) {
            if (ids[part][i] == id) {
                ids[part][i] = ids[part][--counts[part]];
                return;
            }
        }
    }

    /** The parts in which these are not the same files with the same stamps. */
    BitSet differing(PartDigests found) {
        BitSet parts = new BitSet(PARTS);
        for (int part = 0; part < PARTS; part++) {
            parts.set(part, high[part] != found.high[part] || low[part] != found.low[part]);
        }
        return parts;
    }

    /** Takes the place of these parts; whether anything was different there. */
    boolean replace(BitSet parts, PartDigests by) {
        boolean different = false;
        for (int part = parts.nextSetBit(0); part >= 0; part = parts.nextSetBit(part + 1)) {
            different |= high[part] != by.high[part] || low[part] != by.low[part] || counts[part] != by.counts[part];
            high[part] = by.high[part];
            low[part] = by.low[part];
            counts[part] = by.counts[part];
            ids[part] = by.ids[part];
        }
        return different;
    }

    /** The rows of these parts, ascending. */
    long[] ids(BitSet parts) {
        return parts.stream().boxed().flatMapToLong(this::idsOf).sorted().toArray();
    }

    private LongStream idsOf(int part) {
        return Arrays.stream(ids[part], 0, counts[part]);
    }

    /** How many rows there are. */
    long rows() {
        return Arrays.stream(counts).asLongStream().sum();
    }

    /** Deflated: for each part that has rows its number, its digest, its count and the ids, each as its distance to the one before. */
    byte[] packed() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Deflater deflater = new Deflater(Deflater.BEST_SPEED);
        try (DataOutputStream out = new DataOutputStream(new DeflaterOutputStream(bytes, deflater, 1 << 16))) {
            for (int part = 0; part < PARTS; part++) {
                if (counts[part] > 0) {
                    write(part, out);
                }
            }
            out.writeInt(END);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            deflater.end();
        }
        return bytes.toByteArray();
    }

    private void write(int part, DataOutputStream out) throws IOException {
        out.writeInt(part);
        out.writeLong(high[part]);
        out.writeLong(low[part]);
        out.writeInt(counts[part]);
        long before = 0;
        for (long id : idsOf(part).sorted().toArray()) {
            out.writeInt(Math.toIntExact(id - before));
            before = id;
        }
    }

    /** Null where these bytes were not written by {@link #packed}. */
    static @Nullable PartDigests unpacked(byte[] bytes) {
        PartDigests digests = new PartDigests();
        try (DataInputStream in = new DataInputStream(
                new BufferedInputStream(new InflaterInputStream(new ByteArrayInputStream(bytes)), 1 << 16))) {
            for (int part = in.readInt(); part != END; part = in.readInt()) {
                digests.read(part, in);
            }
            return digests;
        } catch (IOException | IndexOutOfBoundsException notOurs) {
            return null;
        }
    }

    private void read(int part, DataInputStream in) throws IOException {
        high[part] = in.readLong();
        low[part] = in.readLong();
        int count = in.readInt();
        long id = 0;
        for (int i = 0; i < count; i++) {
            id += in.readInt();
            addId(part, id);
        }
    }
}
