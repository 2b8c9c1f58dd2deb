package cc.chitty.sync.gpusync.peer;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Keeps the end of what a program says on its standard error: at most 4 KiB. */
public final class LastWords extends OutputStream {

    private static final int MOST = 4096;

    private final byte[] ring = new byte[MOST];
    private long written;

    @Override
    public synchronized void write(int one) {
        ring[(int) (written++ % MOST)] = (byte) one;
    }

    @Override
    public synchronized void write(byte[] bytes, int offset, int length) {
        for (int i = 0; i < length; i++) {
            write(bytes[offset + i]);
        }
    }

    public synchronized String text() {
        int length = (int) Math.min(written, MOST);
        byte[] end = new byte[length];
        for (int i = 0; i < length; i++) {
            end[i] = ring[(int) ((written - length + i) % MOST)];
        }
        return new String(end, StandardCharsets.UTF_8).strip();
    }
}
