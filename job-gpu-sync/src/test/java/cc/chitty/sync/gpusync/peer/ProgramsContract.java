package cc.chitty.sync.gpusync.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cc.chitty.sync.gpusync.peer.RemotePrograms.Ran;
import cc.chitty.sync.kernel.run.Failure;
import cc.chitty.sync.kernel.run.FailureCategory;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every side does when it is told to run a program. */
public abstract class ProgramsContract {

    protected static final Duration QUIET = Duration.ofSeconds(20);

    protected abstract RemotePrograms programs();

    /** How many bytes of input are taken for a program that reads none. */
    protected abstract long held();

    private String output(InputStream input, String... command) throws IOException {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        Ran ran = programs().run(List.of(command), input, output, QUIET);
        assertThat(ran.exit()).as(ran.errors()).isZero();
        return output.toString(StandardCharsets.UTF_8);
    }

    @Test
    void each_argument_arrives_as_it_is() throws IOException {
        List<String> command = new ArrayList<>(List.of("printf", "%s|"));
        command.addAll(EndpointContract.ODD_NAMES);
        command.add("");
        assertThat(output(InputStream.nullInputStream(), command.toArray(String[]::new)))
                .isEqualTo(String.join("|", command.subList(2, command.size())) + "|");
    }

    @Test
    void random_arguments_arrive_as_they_are() throws IOException {
        long seed = System.nanoTime();
        SplittableRandom random = new SplittableRandom(seed);
        List<String> command = new ArrayList<>(List.of("printf", "%s|"));
        for (int i = 0; i < 200; i++) {
            StringBuilder argument = new StringBuilder();
            for (int j = random.nextInt(20); j >= 0; j--) {
                argument.append((char) random.nextInt(1, 127));
            }
            command.add(argument.toString());
        }
        assertThat(output(InputStream.nullInputStream(), command.toArray(String[]::new)))
                .as("seed " + seed)
                .isEqualTo(String.join("|", command.subList(2, command.size())) + "|");
    }

    @Test
    void megabytes_pass_through_a_program() throws IOException {
        byte[] bytes = new byte[5_000_000];
        new java.util.Random(7).nextBytes(bytes);
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        Ran ran = programs().run(List.of("cat"), new ByteArrayInputStream(bytes), output, QUIET);
        assertThat(ran.exit()).isZero();
        assertThat(output.toByteArray()).isEqualTo(bytes);
    }

    @Test
    void the_exit_code_and_the_last_words_are_told() throws IOException {
        Ran ran = programs()
                .run(
                        List.of("sh", "-c", "echo sorry >&2; exit 7"),
                        InputStream.nullInputStream(),
                        OutputStream.nullOutputStream(),
                        QUIET);
        assertThat(ran.exit()).isEqualTo(7);
        assertThat(ran.errors()).isEqualTo("sorry");
    }

    @Test
    void a_signal_is_no_success() throws IOException {
        Ran ran = programs()
                .run(
                        List.of("sh", "-c", "kill -9 $$"),
                        InputStream.nullInputStream(),
                        OutputStream.nullOutputStream(),
                        QUIET);
        assertThat(ran.exit()).isEqualTo(-1);
    }

    @Test
    void a_silent_program_is_ended() {
        assertThatThrownBy(() -> programs()
                        .run(
                                List.of("sh", "-c", "echo one; sleep 600"),
                                InputStream.nullInputStream(),
                                OutputStream.nullOutputStream(),
                                Duration.ofSeconds(1)))
                .isInstanceOf(Failure.class)
                .extracting(it -> ((Failure) it).category())
                .isEqualTo(FailureCategory.RETRYABLE);
    }

    @Test
    void a_program_that_does_not_read_its_input_ends() throws IOException {
        InputStream endless = new InputStream() {
            @Override
            public int read() {
                return 'x';
            }
        };
        Ran ran = programs().run(List.of("sh", "-c", "exit 3"), endless, OutputStream.nullOutputStream(), QUIET);
        assertThat(ran.exit()).isEqualTo(3);
    }

    @Test
    void a_program_that_ends_while_its_input_is_full_ends(@TempDir Path place) throws Exception {
        Path gate = place.resolve("gate");
        assertThat(new ProcessBuilder("mkfifo", gate.toString()).start().waitFor())
                .isZero();
        Ran ran = programs()
                .run(
                        List.of("sh", "-c", "read line < \"$1\"; exit 3", "sh", gate.toString()),
                        new Flood(gate, Long.MAX_VALUE),
                        OutputStream.nullOutputStream(),
                        QUIET);
        assertThat(ran.exit()).isEqualTo(3);
    }

    @Test
    void a_program_that_reads_late_gets_all_of_its_input(@TempDir Path place) throws Exception {
        Path gate = place.resolve("gate");
        assertThat(new ProcessBuilder("mkfifo", gate.toString()).start().waitFor())
                .isZero();
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        Ran ran = programs()
                .run(
                        List.of("sh", "-c", "read line < \"$1\"; wc -c", "sh", gate.toString()),
                        new Flood(gate, 4 * held()),
                        output,
                        QUIET);
        assertThat(ran.exit()).isZero();
        assertThat(output.toString(StandardCharsets.UTF_8).strip()).isEqualTo(Long.toString(4 * held()));
    }

    /** Lets the program go on when as much has been given as is held for a program that reads nothing. */
    private final class Flood extends InputStream {

        private final Path gate;
        private final long length;
        private long given;

        private Flood(Path gate, long length) {
            this.gate = gate;
            this.length = length;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0];
        }

        @Override
        public int read(byte[] bytes, int offset, int wanted) throws IOException {
            int now = (int) Math.min(wanted, length - given);
            if (now == 0) {
                return -1;
            }
            Arrays.fill(bytes, offset, offset + now, (byte) 'x');
            boolean before = given < held();
            given += now;
            if (before && given >= held()) {
                Files.writeString(gate, "go\n");
            }
            return now;
        }
    }
}
