package cc.chitty.sync.consolidate.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class NeedlesTest {

    private static final int ROUNDS = 20_000 * Integer.getInteger("chittysync.test.rounds", 1);

    @Test
    void finds_what_a_plain_search_finds() {
        long seed = System.nanoTime();
        SplittableRandom random = new SplittableRandom(seed);
        for (int round = 0; round < ROUNDS; round++) {
            String text = word(random, 0, 40);
            String[] needles = {word(random, 1, 4), word(random, 1, 5), word(random, 2, 3)};
            int from = random.nextInt(text.length() + 1);
            int to = from + random.nextInt(text.length() - from + 1);
            byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
            assertThat(Needles.of(needles).find(bytes, from, to))
                    .as(
                            "seed %d, round %d: %s in %s from %d to %d",
                            seed, round, String.join(",", needles), text, from, to)
                    .isEqualTo(plain(text, from, to, needles));
        }
    }

    private static int plain(String text, int from, int to, String[] needles) {
        int first = -1;
        for (String needle : needles) {
            int at = text.substring(0, to).indexOf(needle, from);
            if (at >= 0 && (first < 0 || at < first)) {
                first = at;
            }
        }
        return first;
    }

    /** Of two letters, so that needles overlap and begin alike. */
    private static String word(SplittableRandom random, int shortest, int longest) {
        int length = random.nextInt(shortest, longest + 1);
        StringBuilder word = new StringBuilder();
        for (int i = 0; i < length; i++) {
            word.append(random.nextBoolean() ? 'a' : 'b');
        }
        return word.toString();
    }
}
