package cc.chitty.sync.drivesync.rclone;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;

/** Splits bytes into lines. What is longer than a line may be is cut off; memory does not grow with it. */
final class Lines {

    /** Bytes; rclone's longest are statistics with one entry for each of its transfers. */
    private static final int LONGEST = 1 << 18;

    private static final int BUFFER = 1 << 14;

    private final Consumer<String> lines;
    private byte[] line = new byte[1 << 10];
    private int length;

    Lines(Consumer<String> lines) {
        this.lines = lines;
    }

    /** Reads to the end; what stands behind the last line feed is a line, too. */
    void read(InputStream in) throws IOException {
        byte[] buffer = new byte[BUFFER];
        for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
            for (int i = 0; i < count; i++) {
                add(buffer[i]);
            }
        }
        end();
    }

    private void add(byte next) {
        if (next == '\n') {
            end();
        } else if (length < LONGEST) {
            if (length == line.length) {
                line = Arrays.copyOf(line, Math.min(LONGEST, line.length * 2));
            }
            line[length++] = next;
        }
    }

    private void end() {
        if (length > 0) {
            String text = new String(line, 0, length, StandardCharsets.UTF_8);
            length = 0;
            lines.accept(text);
        }
    }
}
