package cc.chitty.sync.gpusync.correction;

import java.util.Arrays;

/** Bytes that wait to be read. */
final class Output {

    private byte[] bytes = new byte[1 << 9];
    private int from;
    private int to;

    boolean isEmpty() {
        return from == to;
    }

    int size() {
        return to - from;
    }

    void put(int value) {
        room(1);
        bytes[to++] = (byte) value;
    }

    void put(byte[] text) {
        put(text, 0, text.length);
    }

    void put(byte[] text, int offset, int count) {
        room(count);
        System.arraycopy(text, offset, bytes, to, count);
        to += count;
    }

    int take(byte[] target, int offset, int count) {
        int taken = Math.min(count, size());
        System.arraycopy(bytes, from, target, offset, taken);
        from += taken;
        if (isEmpty()) {
            from = 0;
            to = 0;
        }
        return taken;
    }

    private void room(int count) {
        if (to + count > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, to + count));
        }
    }
}
