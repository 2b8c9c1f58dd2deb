package cc.chitty.sync.consolidate.source;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * A few byte strings to look for at once, with Horspool's rule over the length of the shortest: most bytes of a block
 * are never looked at.
 */
public final class Needles {

    private final byte[][] needles;
    private final int width;
    /** How far to go on after a window that ends in this byte; 0 where a needle may end its first part so. */
    private final int[] jump = new int[256];
    /** How far to go on from such a window when it was none. */
    private final int[] step = new int[256];

    private Needles(byte[][] needles) {
        this.needles = needles;
        this.width = Arrays.stream(needles).mapToInt(n -> n.length).min().orElseThrow();
        if (width == 0) {
            throw new IllegalArgumentException("an empty needle is everywhere");
        }
        fill();
    }

    public static Needles of(String... needles) {
        return new Needles(List.of(needles).stream()
                .map(n -> n.getBytes(StandardCharsets.UTF_8))
                .toArray(byte[][]::new));
    }

    private void fill() {
        Arrays.fill(step, width);
        for (byte[] needle : needles) {
            for (int i = 0; i < width - 1; i++) {
                step[needle[i] & 0xff] = Math.min(step[needle[i] & 0xff], width - 1 - i);
            }
        }
        System.arraycopy(step, 0, jump, 0, jump.length);
        for (byte[] needle : needles) {
            jump[needle[width - 1] & 0xff] = 0;
        }
    }

    /** Where the first needle between {@code from} and {@code to} begins, or -1. */
    public int find(byte[] bytes, int from, int to) {
        int last = from + width - 1;
        while (last < to) {
            int ahead = jump[bytes[last] & 0xff];
            if (ahead == 0) {
                int start = last - width + 1;
                if (isAt(bytes, start, to)) {
                    return start;
                }
                ahead = step[bytes[last] & 0xff];
            }
            last += ahead;
        }
        return -1;
    }

    private boolean isAt(byte[] bytes, int start, int to) {
        for (byte[] needle : needles) {
            int end = start + needle.length;
            if (end <= to && Arrays.equals(bytes, start, end, needle, 0, needle.length)) {
                return true;
            }
        }
        return false;
    }
}
