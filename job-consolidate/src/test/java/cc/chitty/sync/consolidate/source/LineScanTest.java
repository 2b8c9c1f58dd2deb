package cc.chitty.sync.consolidate.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LineScanTest {

    private static final int ROUNDS = 200 * Integer.getInteger("chittysync.test.rounds", 1);
    private static final Needles NEEDLE = Needles.of("needle");

    @TempDir
    private Path directory;

    private Path file;

    @BeforeEach
    void setUp() {
        file = directory.resolve("lines.jsonl");
    }

    @Test
    void hands_on_only_complete_lines_with_a_needle() throws IOException {
        Files.writeString(file, "a needle\nnothing\n\nneedle\nno\nneedle half");
        assertThat(scan(new Lines(false)).taken).containsExactly("0:a needle", "18:needle");
    }

    @Test
    void hands_on_every_line_while_all_are_wanted() throws IOException {
        Files.writeString(file, "one\n\ntwo\nneedle\nhalf");
        assertThat(scan(new Lines(true)).taken).containsExactly("0:one", "5:two", "9:needle");
    }

    @Test
    void hands_on_the_last_lines_backwards() throws IOException {
        Files.writeString(file, "one\ntwo\nthree\n\nhalf");
        assertThat(scan(new Lines(false)).last).containsExactly("8:three", "4:two", "0:one");
    }

    @Test
    void what_is_after_the_last_newline_is_read_next_time() throws IOException {
        Files.writeString(file, "needle 1\nneedle");
        Lines lines = scan(new Lines(false));
        Files.writeString(file, " 2\n", StandardOpenOption.APPEND);
        assertThat(scan(new Lines(false), lines.mark).taken).containsExactly("9:needle 2");
    }

    @Test
    void a_line_across_many_blocks_is_one_line() throws IOException {
        String line = "x".repeat(5 << 20) + "needle";
        Files.writeString(file, "before\n" + line + "\nneedle\n");
        assertThat(scan(new Lines(false)).taken).containsExactly("7:" + line, (8 + line.length()) + ":needle");
    }

    @Test
    void a_line_that_is_too_long_is_a_problem_and_the_others_are_read() throws IOException {
        Files.writeString(file, "needle before\n");
        byte[] block = "x".repeat(1 << 20).getBytes(StandardCharsets.US_ASCII);
        for (int i = 0; i < (LineScan.LONGEST_LINE >> 20) + 1; i++) {
            Files.write(file, block, StandardOpenOption.APPEND);
        }
        assertThat(scan(new Lines(false)).problems).isEmpty();
        String marked = scan(new Lines(false)).mark;
        assertThat(marked).startsWith("14:");
        Files.writeString(file, "\nneedle after\n", StandardOpenOption.APPEND);
        Lines lines = scan(new Lines(false));
        assertThat(lines.taken).hasSize(2).element(1).asString().endsWith(":needle after");
        assertThat(lines.problems).containsExactly("the line at byte 14 is longer than 67108864");
    }

    @Test
    void unpacked_streams_are_scanned_alike() throws IOException {
        byte[] bytes = "needle\nno\nneedle 2\n".getBytes(StandardCharsets.US_ASCII);
        Lines lines = new Lines(false);
        try (LineScan scan = LineScan.of(file, new ByteArrayInputStream(bytes))) {
            scan.run(NEEDLE, lines);
            assertThat(scan.mark()).isEmpty();
        }
        assertThat(lines.taken).containsExactly("0:needle", "10:needle 2");
        assertThat(lines.last).containsExactly("10:needle 2", "7:no", "0:needle");
    }

    @Test
    void any_lines_in_any_parts_are_handed_on_once() throws IOException {
        long seed = System.nanoTime();
        SplittableRandom random = new SplittableRandom(seed);
        for (int round = 0; round < ROUNDS; round++) {
            String text = text(random);
            Lines parts = new Lines(false);
            int written = 0;
            Files.writeString(file, "");
            while (written < text.length()) {
                int next = Math.min(text.length(), written + 1 + random.nextInt(80));
                Files.writeString(file, text.substring(written, next), StandardOpenOption.APPEND);
                written = next;
                scan(parts, parts.mark);
            }
            assertThat(parts.taken).as("seed %d, round %d", seed, round).isEqualTo(expected(text));
        }
    }

    private static List<String> expected(String text) {
        List<String> expected = new ArrayList<>();
        int from = 0;
        for (int to = text.indexOf('\n'); to >= 0; to = text.indexOf('\n', from)) {
            if (text.substring(from, to).contains("needle")) {
                expected.add(from + ":" + text.substring(from, to));
            }
            from = to + 1;
        }
        return expected;
    }

    private static String text(SplittableRandom random) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 40; i++) {
            text.append(
                    switch (random.nextInt(4)) {
                        case 0 -> "needle";
                        case 1 -> "\n";
                        case 2 -> "need";
                        default -> "x".repeat(random.nextInt(30));
                    });
        }
        return text.toString();
    }

    private Lines scan(Lines lines) throws IOException {
        return scan(lines, null);
    }

    private Lines scan(Lines lines, @Nullable String mark) throws IOException {
        Stamp stamp = Stamp.of(Files.readAttributes(file, BasicFileAttributes.class));
        try (LineScan scan = LineScan.open(file, stamp, mark)) {
            scan.run(NEEDLE, lines);
            lines.mark = scan.mark();
            scan.problems().forEach(problem -> lines.problems.add(problem.what()));
        }
        return lines;
    }

    private static final class Lines implements LineScan.Taker {
        private final boolean all;
        private final List<String> taken = new ArrayList<>();
        private final List<String> last = new ArrayList<>();
        private final List<String> problems = new ArrayList<>();
        private String mark = "";

        private Lines(boolean all) {
            this.all = all;
        }

        @Override
        public boolean all() {
            return all;
        }

        @Override
        public void line(byte[] bytes, int from, int to, long offset) {
            taken.add(text(bytes, from, to, offset));
        }

        @Override
        public boolean last(byte[] bytes, int from, int to, long offset) {
            last.add(text(bytes, from, to, offset));
            return last.size() == 3;
        }

        private static String text(byte[] bytes, int from, int to, long offset) {
            return offset + ":" + new String(bytes, from, to - from, StandardCharsets.UTF_8);
        }
    }
}
