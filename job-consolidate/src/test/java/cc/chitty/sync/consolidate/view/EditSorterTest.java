package cc.chitty.sync.consolidate.view;

import static org.assertj.core.api.Assertions.assertThat;

import cc.chitty.sync.consolidate.Trees;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EditSorterTest {

    private static final int ROUNDS = 100 * Integer.getInteger("chittysync.test.rounds", 1);
    private static final long SEED = 20_261_126L;

    @TempDir
    private Path scratch;

    @Test
    void edits_come_out_sorted_whether_they_are_held_or_spilled() throws IOException {
        SplittableRandom seeds = new SplittableRandom(SEED);
        for (int round = 0; round < ROUNDS; round++) {
            long seed = seeds.nextLong();
            SplittableRandom random = new SplittableRandom(seed);
            EditSorter sorter =
                    new EditSorter(scratch, random.nextInt(3) == 0 ? Long.MAX_VALUE : random.nextInt(2_000));
            for (int project = 0; project < 3; project++) {
                List<ViewEdit> edits = edits(random);
                for (ViewEdit edit : edits) {
                    sorter.add(edit);
                }
                assertThat(sorter.isEmpty()).as("seed %d", seed).isEqualTo(edits.isEmpty());
                edits.sort(ViewEdit.ORDER);
                assertThat(texts(sorter.drain())).as("seed %d", seed).isEqualTo(texts(edits.iterator()));
                assertThat(sorter.isEmpty()).as("seed %d", seed).isTrue();
                assertThat(Trees.files(scratch)).as("seed %d", seed).isEmpty();
            }
        }
    }

    /** Of one key there is at most one that takes out and one that puts in. */
    private static List<ViewEdit> edits(SplittableRandom random) {
        List<ViewEdit> edits = new ArrayList<>();
        for (int i = random.nextInt(40); i > 0; i--) {
            Instant seen = Instant.ofEpochSecond(1_788_000_000L + random.nextInt(3), random.nextInt(2));
            ViewKey key = new ViewKey("p", seen, "content \uD83D\uDE80 " + i);
            if (random.nextBoolean()) {
                edits.add(new ViewEdit(key, null));
            }
            if (random.nextBoolean()) {
                edits.add(new ViewEdit(key, "x".repeat(random.nextInt(300)).getBytes(StandardCharsets.UTF_8)));
            }
        }
        return edits;
    }

    private static List<String> texts(Iterator<ViewEdit> edits) {
        List<String> texts = new ArrayList<>();
        edits.forEachRemaining(edit -> {
            byte[] line = edit.line();
            texts.add(edit.key() + (line == null ? " out" : " in " + new String(line, StandardCharsets.UTF_8)));
        });
        return texts;
    }
}
