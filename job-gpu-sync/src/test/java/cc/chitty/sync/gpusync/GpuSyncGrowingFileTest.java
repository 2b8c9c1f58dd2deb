package cc.chitty.sync.gpusync;

import static org.assertj.core.api.Assertions.assertThat;

import cc.chitty.sync.gpusync.reconcile.Side;
import cc.chitty.sync.kernel.fixture.Programs;
import cc.chitty.sync.kernel.run.ExitCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The whole job over ssh where a program goes on writing to a file that is just being brought. */
class GpuSyncGrowingFileTest {

    private static final String LINE = "a line of a log that grows and grows and grows, and is never rewritten\n";
    private static final long LARGEST = 200L << 20;

    @TempDir
    Path directory;

    private SshStation station;
    private JobDesk desk;
    private Runnable bringing = () -> {};

    @BeforeEach
    void begin() throws IOException {
        station = new SshStation(directory);
        desk = new JobDesk(
                directory,
                station.home(),
                station.settings(station.server().port()),
                real -> peer -> new PlannedPeering(
                        real.with(peer), new FailingEndpoint.Plan(), (engine, load) -> bringing.run()),
                new CurrentGpuSync());
    }

    @AfterEach
    void end() {
        desk.close();
        station.close();
    }

    /** Appends lines, each few of them durably, until it is closed. */
    private static final class Writer implements AutoCloseable {
        private final Path file;
        private final Thread thread = new Thread(this::write, "writer");
        private volatile boolean enough;

        Writer(Path file) {
            this.file = file;
        }

        void start() {
            thread.start();
            Programs.await("the file grows", () -> size() > LINE.length() * 1000L);
        }

        private long size() {
            try {
                return Files.size(file);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private void write() {
            ByteBuffer lines = ByteBuffer.wrap(LINE.repeat(60).getBytes(StandardCharsets.UTF_8));
            try (FileChannel out = FileChannel.open(file, StandardOpenOption.APPEND)) {
                for (long written = 0; !enough && written < LARGEST; written += lines.capacity()) {
                    out.write(lines.rewind());
                    out.force(false);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() {
            enough = true;
            try {
                thread.join();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }

    private Path at(Side side) {
        return side == Side.OURS ? station.ours() : station.theirs();
    }

    private void isNamed(GpuSync.Answer answer) {
        assertThat(answer.ended().exitCode()).as("%s", answer.ended().failure()).isEqualTo(ExitCode.PROBLEMS_LEFT);
        assertThat(answer.ended().report().problems())
                .anySatisfy(it -> assertThat(it.where()).isEqualTo("workspace_code:growing.txt"));
    }

    private void isDone() {
        GpuSync.Answer answer = desk.run(SshStation.WORKSPACE);
        assertThat(answer.ended().exitCode())
                .as("%s %s", answer.ended().failure(), answer.ended().report().problems())
                .isEqualTo(ExitCode.DONE);
        assertThat(TreeText.contents(station.ours())).isEqualTo(TreeText.contents(station.theirs()));
    }

    @ParameterizedTest
    @EnumSource(Side.class)
    void it_waits_for_the_next_run_and_what_does_not_change_is_brought(Side source) throws IOException {
        Path growing = TreeText.write(at(source), "growing.txt", LINE.repeat(20_000), 1);
        TreeText.write(at(source), "quiet.txt", "quiet", 2);
        try (Writer writer = new Writer(growing)) {
            bringing = writer::start;
            isNamed(desk.run(SshStation.WORKSPACE));
        } finally {
            bringing = () -> {};
        }
        assertThat(at(source.other()).resolve("quiet.txt")).hasContent("quiet");
        assertThat(at(source.other()).resolve("growing.txt")).doesNotExist();
        isDone();
    }

    @Test
    void one_that_is_there_already_stays_as_it_was_until_it_can_be_brought_as_a_whole() throws IOException {
        Side source = Side.THEIRS;
        String before = LINE.repeat(20_000);
        Path growing = TreeText.write(at(source), "growing.txt", before, 1);
        isDone();
        Files.writeString(growing, LINE, StandardOpenOption.APPEND);
        try (Writer writer = new Writer(growing)) {
            bringing = writer::start;
            isNamed(desk.run(SshStation.WORKSPACE));
        } finally {
            bringing = () -> {};
        }
        byte[] copy = Files.readAllBytes(at(source.other()).resolve("growing.txt"));
        assertThat(Arrays.equals(copy, before.getBytes(StandardCharsets.UTF_8))).isTrue();
        isDone();
    }

    /** Both reads see the longer file, and agree; but it is not the one that was planned. */
    @ParameterizedTest
    @EnumSource(Side.class)
    void one_that_grows_between_the_look_and_the_bringing_is_left_to_the_next_run(Side source) throws IOException {
        Path growing = TreeText.write(at(source), "growing.txt", LINE, 1);
        bringing = () -> append(growing);
        isNamed(desk.run(SshStation.WORKSPACE));
        bringing = () -> {};
        isDone();
        assertThat(Objects.requireNonNull(at(source.other())).resolve("growing.txt"))
                .hasContent(LINE + LINE);
    }

    private static void append(Path file) {
        try {
            Files.writeString(file, LINE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
