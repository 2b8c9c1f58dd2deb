package cc.chitty.sync.gpusync.peer.ssh;

import cc.chitty.sync.gpusync.manifest.Entry;
import cc.chitty.sync.gpusync.manifest.Stamp;
import cc.chitty.sync.kernel.run.Failure;
import cc.chitty.sync.kernel.run.FailureCategory;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.commons.codec.digest.DigestUtils;
import org.jspecify.annotations.Nullable;

/** Takes what a {@link Userland} writes apart while it comes: two fields a record, and marks of our own scripts, which are one field. */
final class EntryRecords extends OutputStream {

    private static final int KIND = 0170000;

    private final byte[] end;
    private final Taker taker;
    private final MessageDigest told = DigestUtils.getSha256Digest();
    private byte[] buffer = new byte[1 << 16];
    private int length;
    private int searched;
    private byte @Nullable [] first;

    /**
     * Begins.
     *
     * @param end of a field
     */
    EntryRecords(String end, Taker taker) {
        this.end = end.getBytes(StandardCharsets.UTF_8);
        this.taker = taker;
    }

    /** Gets the records. */
    interface Taker {
        /** What is at a path, as it was told; device is the file system it is on. */
        void entry(String path, Entry entry, String device);

        /** A mark and what follows it. */
        void mark(char mark, String text);

        /** A name that is no text. */
        void unnamed(String shown);
    }

    @Override
    public void write(int one) {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int count) {
        if (length + count > buffer.length) {
            buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, length + count));
        }
        System.arraycopy(bytes, offset, buffer, length, count);
        length += count;
        int from = 0;
        for (int at = next(searched); at >= 0; at = next(from)) {
            field(Arrays.copyOfRange(buffer, from, at));
            from = at + end.length;
        }
        System.arraycopy(buffer, from, buffer, 0, length - from);
        length -= from;
        searched = Math.max(0, length - end.length + 1);
    }

    private int next(int from) {
        for (int at = from; at <= length - end.length; at++) {
            if (buffer[at] == end[0] && Arrays.equals(buffer, at, at + end.length, end, 0, end.length)) {
                return at;
            }
        }
        return -1;
    }

    /** SHA-256 of all records since the last call, in hex, as they came: what {@code sha256sum} makes of them there. */
    String digest() {
        return HexFormat.of().formatHex(told.digest());
    }

    private void field(byte[] field) {
        byte[] head = first;
        if (head != null) {
            first = null;
            for (byte[] part : List.of(head, end, field, end)) {
                told.update(part);
            }
            record(head, field);
            return;
        }
        byte[] plain = field.length > 0 && field[0] == '\n' ? Arrays.copyOfRange(field, 1, field.length) : field;
        if (plain.length > 0 && Character.isUpperCase((char) plain[0])) {
            taker.mark((char) plain[0], new String(plain, 1, plain.length - 1, StandardCharsets.UTF_8));
        } else {
            first = plain;
        }
    }

    private void record(byte[] head, byte[] target) {
        String text = text(head);
        String link = text(target);
        if (text == null) {
            taker.unnamed(shown(head));
        } else if (text.startsWith("u")) {
            taker.entry(text.substring(1), Entry.unreadable("permission denied"), "");
        } else {
            record(text, link);
        }
    }

    /** @param link null: it is no text */
    private void record(String head, @Nullable String link) {
        boolean find = head.startsWith("e");
        String[] fields = head.split(" ", find ? 8 : 7);
        if (fields.length != (find ? 8 : 7)) {
            throw damaged(head);
        }
        int at = find ? 1 : 0;
        try {
            int mode = find ? 0 : Integer.parseInt(fields[0].substring(1), head.charAt(0) == 'h' ? 16 : 8);
            int bits = find ? Integer.parseInt(fields[1], 8) : mode;
            Stamp stamp = new Stamp(
                    Long.parseLong(fields[at + 1]),
                    nanos(fields[at + 2]),
                    nanos(fields[at + 3]),
                    // file systems that make numbers out of names use all 64 bits
                    Long.parseUnsignedLong(fields[at + 4]));
            String path = fields[at + 6];
            char kind = find ? fields[0].charAt(1) : kind(mode);
            taker.entry(path, entry(kind, bits & 0777, stamp, target(head.charAt(0), path, link)), fields[at + 5]);
        } catch (NumberFormatException e) {
            throw damaged(head);
        }
    }

    private static char kind(int mode) {
        return switch (mode & KIND) {
            case 0100000 -> 'f';
            case 0040000 -> 'd';
            case 0120000 -> 'l';
            default -> 's';
        };
    }

    private static Entry entry(char kind, int mode, Stamp stamp, @Nullable String target) {
        return switch (kind) {
            case 'f' -> Entry.file(mode, stamp, null);
            case 'd' -> Entry.directory(mode, stamp);
            case 'l' -> target == null ? Entry.linkToNoText() : Entry.link(target, stamp);
            default -> Entry.other(stamp);
        };
    }

    /** {@code stat -c} tells a link as {@code 'name' -> 'target'}. */
    private static @Nullable String target(char style, String path, @Nullable String link) {
        String before = "'" + path + "' -> '";
        return link != null && style == 'h' && link.startsWith(before) && link.endsWith("'")
                ? link.substring(before.length(), link.length() - 1)
                : link;
    }

    /**
     * Seconds with or without a fraction, without the rounding of a double. The fraction is always later than the seconds: half a
     * second before 1970 is told as -1.5, and so programs write what the file system has. What is beyond nanoseconds in 64 bits, as
     * the year 2300, becomes the first or the last of those, as it does where Java asks the file system.
     */
    static long nanos(String seconds) {
        int point = seconds.indexOf('.');
        long whole = TimeUnit.SECONDS.toNanos(Long.parseLong(point < 0 ? seconds : seconds.substring(0, point)));
        String fraction = point < 0 ? "0" : (seconds.substring(point + 1) + "000000000").substring(0, 9);
        long nanos = whole + Long.parseLong(fraction);
        return whole == Long.MIN_VALUE ? whole : nanos < whole ? Long.MAX_VALUE : nanos;
    }

    private static @Nullable String text(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        if (text.indexOf('\uFFFD') < 0) {
            return text;
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }

    private static String shown(byte[] head) {
        String[] fields = new String(head, StandardCharsets.UTF_8).split(" ", 8);
        return fields[fields.length - 1];
    }

    private static Failure damaged(String head) {
        return new Failure(
                FailureCategory.DAMAGED,
                "read what the peer tells of its files",
                "a record that is none: " + head.substring(0, Math.min(80, head.length())),
                "Look whether the start-up files of the peer's shell print something ('ssh PEER true' must be"
                        + " silent).");
    }
}
