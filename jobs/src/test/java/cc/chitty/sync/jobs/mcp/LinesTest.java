package cc.chitty.sync.jobs.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LinesTest {

    private final List<String> dropped = new ArrayList<>();

    private List<String> all(InputStream in, int longest) throws IOException {
        Lines lines = new Lines(in, longest, dropped::add);
        List<String> all = new ArrayList<>();
        for (String line = lines.next(); line != null; line = lines.next()) {
            all.add(line);
        }
        return all;
    }

    private static InputStream bytes(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void a_line_of_the_longest_length_is_kept_and_one_more_byte_is_too_much() throws IOException {
        assertThat(all(bytes("12345678\n123456789\n\nä345678\nä3456789\n12345678"), 8))
                .containsExactly("12345678", "", "ä345678", "12345678");
        assertThat(dropped).hasSize(2).allMatch("it has more than 8 bytes"::equals);
        assertThat(all(bytes("123456789"), 8)).isEmpty();
        assertThat(all(bytes(""), 8)).isEmpty();
    }

    @Test
    void lines_of_any_length_in_pieces_of_any_length_come_out_as_they_are() throws IOException {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        SplittableRandom random = new SplittableRandom(seed);
        List<String> written = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 200; i++) {
            String line = "ä".repeat(random.nextInt(4) == 0 ? random.nextInt(80_000) : random.nextInt(5));
            written.add(line);
            text.append(line).append('\n');
        }
        InputStream in = new InPieces(bytes(text.toString()), random);
        List<String> kept =
                written.stream().filter(line -> 2 * line.length() <= 100_000).toList();
        assertThat(all(in, 100_000)).isEqualTo(kept);
        assertThat(dropped).hasSize(written.size() - kept.size());
    }

    /** As a pipe gives them. */
    private static final class InPieces extends InputStream {
        private final InputStream in;
        private final SplittableRandom random;

        InPieces(InputStream in, SplittableRandom random) {
            this.in = in;
            this.random = random;
        }

        @Override
        public int read() throws IOException {
            return in.read();
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            return in.read(buffer, offset, Math.min(length, 1 + random.nextInt(70_000)));
        }
    }
}
