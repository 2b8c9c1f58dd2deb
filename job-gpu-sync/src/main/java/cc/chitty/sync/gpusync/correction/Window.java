package cc.chitty.sync.gpusync.correction;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;

/** A place in a stream with as much around it as is asked for: ahead without limit, behind {@link #BEHIND} bytes. */
final class Window {

    /** Longer than everything that is looked for behind a place. */
    static final int BEHIND = 32;

    private static final int BLOCK = 1 << 16;

    private final InputStream source;
    private byte[] bytes = new byte[1 << 9];
    private int place;
    private int limit;
    private long passed;
    private boolean ended;

    Window(InputStream source) {
        this.source = source;
    }

    /** A window on bytes at hand. */
    static Window on(byte[] text) {
        return new Window(new ByteArrayInputStream(text));
    }

    boolean isAtStart() {
        return passed == 0;
    }

    /** Whether so many bytes are behind the place. */
    boolean has(int behind) {
        return passed >= behind;
    }

    /** The byte at an offset from the place, 0 to 255; -1 behind the end. */
    int at(int offset) {
        while (place + offset >= limit) {
            if (!fill()) {
                return -1;
            }
        }
        return bytes[place + offset] & 0xff;
    }

    boolean startsWith(int offset, byte[] text) {
        for (int i = 0; i < text.length; i++) {
            if (at(offset + i) != (text[i] & 0xff)) {
                return false;
            }
        }
        return true;
    }

    void advance(int count) {
        place += count;
        passed += count;
    }

    /** How many bytes from the place on are none of these, as far as they are at hand; at least one is read if there is one. */
    int plain(boolean[] signs) {
        if (place == limit && !fill()) {
            return 0;
        }
        int at = place;
        while (at < limit && !signs[bytes[at] & 0xff]) {
            at++;
        }
        return at - place;
    }

    /** Takes bytes that are at hand. */
    void take(int count, Output output) {
        output.put(bytes, place, count);
        advance(count);
    }

    private boolean fill() {
        if (ended) {
            return false;
        }
        makeRoom();
        try {
            int read = source.read(bytes, limit, bytes.length - limit);
            ended = read < 0;
            limit += Math.max(read, 0);
            return !ended;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Begins small, as most texts are links and names. */
    private void makeRoom() {
        int start = Math.max(0, place - BEHIND);
        System.arraycopy(bytes, start, bytes, 0, limit - start);
        place -= start;
        limit -= start;
        if (limit == bytes.length || bytes.length < BLOCK) {
            bytes = Arrays.copyOf(bytes, 2 * bytes.length);
        }
    }

    void close() throws IOException {
        source.close();
    }
}
