package cc.chitty.sync.kernel.secret;

import java.util.HashMap;
import java.util.Map;

/** How random a text looks: Shannon's entropy of its characters, in bits for each. */
final class Entropy {

    private static final double LN_2 = Math.log(2);

    private Entropy() {}

    static double of(String text) {
        Map<Integer, Integer> counts = new HashMap<>();
        text.chars().forEach(c -> counts.merge(c, 1, Integer::sum));
        double bits = 0;
        for (int count : counts.values()) {
            double share = (double) count / text.length();
            bits -= share * Math.log(share) / LN_2;
        }
        return bits;
    }
}
