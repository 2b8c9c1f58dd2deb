package cc.chitty.sync.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.Pipe;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What standard output makes of a command's exit code. */
class OutputTest {

    private static final Path FULL = Path.of("/dev/full");

    @TempDir
    private Path directory;

    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void what_was_written_is_there_and_changes_nothing() throws IOException {
        Path file = directory.resolve("out");
        try (OutputStream stream = Files.newOutputStream(file)) {
            Output output = new Output(stream, file);
            output.write("a line\n".getBytes(StandardCharsets.UTF_8));
            output.write('!');
            assertThat(output.code(0, err)).isZero();
            assertThat(output.code(3, err)).isEqualTo(3);
        }
        assertThat(file).hasContent("a line\n!");
        assertThat(err.size()).isZero();
    }

    @Test
    void output_that_is_lost_is_told_and_no_success() throws IOException {
        assumeThat(FULL).exists();
        try (OutputStream stream = Files.newOutputStream(FULL)) {
            Output output = new Output(stream, FULL);
            output.write(new byte[100]);
            output.write(new byte[100]);
            assertThat(output.code(0, err)).isEqualTo(1);
            assertThat(err.toString(StandardCharsets.UTF_8)).isEqualTo("""
                chittysync: cannot write the output: No space left on device
                  Look at where it goes, and start again.
                """);
            assertThat(output.code(11, err)).as("a worse end is kept").isEqualTo(11);
        }
    }

    @Test
    void a_pipe_that_nobody_reads_any_more_is_no_loss() throws Exception {
        Pipe pipe = Pipe.open();
        pipe.source().close();
        try (OutputStream stream = Channels.newOutputStream(pipe.sink())) {
            assertNothingLost(new Output(stream, directory));
        }
    }

    @Test
    void in_another_language_the_kind_of_file_tells_that_it_is_a_pipe() throws Exception {
        assumeThat(FULL).exists();
        Path pipe = directory.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        try (OutputStream stream = Files.newOutputStream(FULL)) {
            assertNothingLost(new Output(stream, pipe));
        }
    }

    private void assertNothingLost(Output output) {
        output.write(new byte[1000], 0, 1000);
        output.write('!');
        assertThat(output.code(0, err)).isZero();
        assertThat(err.size()).isZero();
    }
}
