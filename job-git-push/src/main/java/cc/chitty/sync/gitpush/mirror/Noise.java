package cc.chitty.sync.gitpush.mirror;

/**
 * Whether a content would not get smaller, as pictures and archives do not: by how evenly a piece from its middle uses the 256
 * bytes. A wrong answer costs space or time, nothing else.
 */
final class Noise {

    private static final int PIECE = 4096;
    /** Bits for each byte. Random bytes have 7.95 in a piece of that length, text about 5. */
    private static final double MOST = 7.8;

    private static final double[] COUNT_TIMES_LOG = new double[PIECE + 1];

    static {
        for (int count = 1; count <= PIECE; count++) {
            COUNT_TIMES_LOG[count] = count * Math.log(count) / Math.log(2);
        }
    }

    private Noise() {}

    /** Never of less than one piece. */
    static boolean is(byte[] content, int size) {
        if (size < PIECE) {
            return false;
        }
        int[] counts = new int[256];
        int from = (size - PIECE) / 2;
        for (int i = from; i < from + PIECE; i++) {
            counts[content[i] & 0xff]++;
        }
        double sum = 0;
        for (int count : counts) {
            sum += COUNT_TIMES_LOG[count];
        }
        return Math.log(PIECE) / Math.log(2) - sum / PIECE > MOST;
    }
}
