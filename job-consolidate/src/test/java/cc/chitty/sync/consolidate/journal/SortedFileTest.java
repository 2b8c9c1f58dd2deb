package cc.chitty.sync.consolidate.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lines are found as a map finds them, whether they are short or longer than what is read at once. */
class SortedFileTest {

    private static final int ROUNDS = 150 * Integer.getInteger("chittysync.test.rounds", 1);
    private static final long SEED = 20_261_123L;

    @TempDir
    private Path directory;

    @Test
    void walking_and_jumping_find_what_a_map_finds() throws IOException {
        SplittableRandom seeds = new SplittableRandom(SEED);
        for (int round = 0; round < ROUNDS; round++) {
            long seed = seeds.nextLong();
            new Lines(new SplittableRandom(seed), seed).check();
        }
    }

    @Test
    void a_file_that_is_not_there_has_no_lines() throws IOException {
        try (SortedFile file = SortedFile.open(directory.resolve("none"))) {
            assertThat(file.isEmpty()).isTrue();
            assertThat(file.cursor()).isNull();
        }
    }

    @Test
    void a_file_shorter_than_its_frame_has_no_lines() throws IOException {
        Path path = Files.writeString(directory.resolve("short"), "[\n]\n");
        try (SortedFile file = SortedFile.open(path, 2, 3)) {
            assertThat(file.isEmpty()).isTrue();
            assertThat(Objects.requireNonNull(file.cursor()).next()).isFalse();
        }
    }

    private final class Lines {
        private final SplittableRandom random;
        private final long seed;
        private final String header;
        private final String footer;
        private final TreeMap<String, Long> starts = new TreeMap<>();
        private final List<String> lines = new ArrayList<>();
        private final Path path = directory.resolve("lines");
        private long end;

        Lines(SplittableRandom random, long seed) throws IOException {
            this.random = random;
            this.seed = seed;
            boolean framed = random.nextBoolean();
            header = framed ? "[\n" : "";
            footer = framed ? "\n]\n" : "";
            int count = random.nextInt(5) == 0 ? 0 : random.nextInt(1, random.nextInt(10) == 0 ? 2_000 : 60);
            write(count, framed);
        }

        private void write(int count, boolean framed) throws IOException {
            StringBuilder text = new StringBuilder(header);
            for (int i = 0; i < count; i++) {
                String key = String.format("%06d", 2 * i + 1);
                String line = key + "x".repeat(length());
                starts.put(key, (long) text.length());
                lines.add(line);
                text.append(line).append(framed && i == count - 1 ? "" : "\n");
            }
            end = count == 0 ? header.length() : text.length();
            Files.writeString(path, text.append(footer));
        }

        private int length() {
            int kind = random.nextInt(20);
            if (kind == 0) {
                return random.nextInt(16 * 1024 - 50, 16 * 1024 + 50);
            }
            return kind == 1 ? random.nextInt(100_000) : random.nextInt(kind == 2 ? 2_000 : 100);
        }

        void check() throws IOException {
            try (SortedFile file = SortedFile.open(path, header.length(), footer.length())) {
                LineCursor cursor = Objects.requireNonNull(file.cursor());
                assertThat(file.end()).as("seed %d", seed).isEqualTo(end);
                walk(cursor);
                ascend(file);
                for (int i = 0; i < 20; i++) {
                    jump(cursor, file.start());
                }
            }
        }

        private void walk(LineCursor cursor) {
            List<String> walked = new ArrayList<>();
            while (cursor.next()) {
                assertThat(cursor.copyLine()).hasSize(cursor.length());
                walked.add(text(cursor.array(), cursor.offset(), cursor.length()));
            }
            assertThat(walked).as("seed %d", seed).isEqualTo(lines);
            assertThat(cursor.start()).as("seed %d", seed).isEqualTo(end);
        }

        private void jump(LineCursor cursor, long from) {
            String key = String.format("%06d", random.nextInt(2 * lines.size() + 3));
            assertThat(SortedFile.lowerBound(cursor, from, order(key)))
                    .as("seed %d, key %s", seed, key)
                    .isEqualTo(expected(key));
        }

        /** As a merge does: each search begins where the last one ended. */
        private void ascend(SortedFile file) {
            LineCursor cursor = Objects.requireNonNull(file.cursor());
            long from = file.start();
            for (int number = 0; number < 2 * lines.size() + 3; number += random.nextInt(1, 40)) {
                String key = String.format("%06d", number);
                from = SortedFile.lowerBound(cursor, from, order(key));
                assertThat(from).as("seed %d, key %s", seed, key).isEqualTo(expected(key));
            }
        }

        private long expected(String key) {
            Map.Entry<String, Long> ceiling = starts.ceilingEntry(key);
            return ceiling == null ? end : ceiling.getValue();
        }

        private SortedFile.LineOrder order(String key) {
            return (array, offset, length) ->
                    text(array, offset, Math.min(length, 6)).compareTo(key);
        }

        private String text(byte[] array, int offset, int length) {
            return new String(array, offset, length, StandardCharsets.UTF_8);
        }
    }
}
