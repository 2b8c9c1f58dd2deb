package cc.chitty.sync.consolidate.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpliceWriterTest {

    private static final int ROUNDS = 30 * Integer.getInteger("chittysync.test.rounds", 1);
    private static final long SEED = 20_261_124L;

    @TempDir
    private Path directory;

    @Test
    void new_bytes_and_ranges_of_an_old_file_come_in_the_order_of_the_calls() throws IOException {
        SplittableRandom seeds = new SplittableRandom(SEED);
        for (int round = 0; round < ROUNDS; round++) {
            long seed = seeds.nextLong();
            SplittableRandom random = new SplittableRandom(seed);
            byte[] old = bytes(random, random.nextInt(600_000));
            Path source = Files.write(directory.resolve("old"), old);
            Path target = directory.resolve("new");
            ByteArrayOutputStream expected = new ByteArrayOutputStream();
            try (FileChannel channel = FileChannel.open(source, StandardOpenOption.READ);
                    SpliceWriter writer = new SpliceWriter(target)) {
                for (int i = random.nextInt(12); i > 0; i--) {
                    if (random.nextBoolean()) {
                        byte[] more = bytes(random, random.nextInt(random.nextInt(5) == 0 ? 600_000 : 500));
                        writer.write(more);
                        expected.writeBytes(more);
                    } else {
                        int from = random.nextInt(old.length + 1);
                        int to = random.nextInt(from, old.length + 1);
                        writer.copy(channel, from, to);
                        expected.write(old, from, to - from);
                    }
                    assertThat(writer.position()).as("seed %d", seed).isEqualTo(expected.size());
                }
                writer.sync();
            }
            assertThat(Files.readAllBytes(target)).as("seed %d", seed).isEqualTo(expected.toByteArray());
        }
    }

    @Test
    void what_it_writes_is_private_and_replaces_what_was_there() throws IOException {
        Path target = Files.writeString(directory.resolve("new"), "longer than what comes");
        try (SpliceWriter writer = new SpliceWriter(target)) {
            writer.write(new byte[] {'x'});
            writer.sync();
        }
        assertThat(target).hasContent("x");
        Path fresh = directory.resolve("fresh");
        try (SpliceWriter writer = new SpliceWriter(fresh)) {
            writer.sync();
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(fresh)))
                .isEqualTo("rw-------");
    }

    @Test
    void a_source_that_ends_too_early_is_noticed() throws IOException {
        Path source = Files.writeString(directory.resolve("old"), "0123");
        try (FileChannel channel = FileChannel.open(source, StandardOpenOption.READ);
                SpliceWriter writer = new SpliceWriter(directory.resolve("new"))) {
            assertThatThrownBy(() -> writer.copy(channel, 2, 9))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("before byte 9");
        }
    }

    private static byte[] bytes(SplittableRandom random, int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }
}
