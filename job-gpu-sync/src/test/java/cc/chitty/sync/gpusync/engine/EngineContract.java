package cc.chitty.sync.gpusync.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cc.chitty.sync.gpusync.engine.Engine.Limits;
import cc.chitty.sync.gpusync.engine.Engine.Load;
import cc.chitty.sync.gpusync.manifest.Digest;
import cc.chitty.sync.gpusync.manifest.TreePath;
import cc.chitty.sync.gpusync.peer.DiskGround;
import cc.chitty.sync.gpusync.peer.Endpoint;
import cc.chitty.sync.gpusync.peer.EndpointContract;
import cc.chitty.sync.kernel.fixture.Programs;
import cc.chitty.sync.kernel.run.Failure;
import cc.chitty.sync.kernel.run.FailureCategory;
import cc.chitty.sync.kernel.run.Interruption;
import cc.chitty.sync.kernel.run.Progress;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every engine does, in its direction. */
abstract class EngineContract {

    private static final long T1 = 1_600_000_000_123_456_789L;

    @TempDir
    Path directory;

    private DiskGround ground;
    private String staging;

    private final Supplier<Endpoint> from;
    private final Supplier<Endpoint> to;

    /** The ends are asked for once they are connected. */
    EngineContract(Supplier<Endpoint> from, Supplier<Endpoint> to) {
        this.from = from;
        this.to = to;
    }

    private Endpoint from() {
        return from.get();
    }

    private Endpoint to() {
        return to.get();
    }

    abstract Engine engine();

    /** Whether it carries nanoseconds. */
    boolean isPrecise() {
        return true;
    }

    @BeforeEach
    void begins() throws IOException {
        ground = new DiskGround(directory);
        Files.createDirectories(directory.resolve("from"));
        Files.createDirectories(directory.resolve("to"));
        staging = to().staging(target(), "run-1");
    }

    @AfterEach
    void ends() {
        to().discard(staging);
    }

    private String source() {
        return directory + "/from";
    }

    private String target() {
        return directory + "/to";
    }

    private void bring(List<String> files, Limits limits) {
        bring(files, limits, new Interruption());
    }

    private void bring(List<String> files, Limits limits, Interruption interruption) {
        List<Engine.Item> items = files.stream()
                .map(it -> new Engine.Item(
                        new TreePath(it),
                        directory.resolve("from/" + it).toFile().length()))
                .toList();
        Load load = new Load(from(), source(), to(), staging, target(), items, limits);
        engine().bring(load, Progress.NONE, interruption);
    }

    private Map<TreePath, Digest> staged(List<String> files) {
        return to().digests(staging, files.stream().map(TreePath::new).toList(), new Interruption());
    }

    @Test
    void files_of_odd_names_arrive_with_contents_modes_and_times() {
        List<String> names = new ArrayList<>();
        for (String name : EndpointContract.ODD_NAMES) {
            names.add(name + "/" + name);
            ground.file(
                    source() + "/" + name + "/" + name, "content of " + name, names.size() % 2 == 0 ? 0600 : 0755, T1);
        }
        bring(names, Limits.NONE);
        for (String name : EndpointContract.ODD_NAMES) {
            assertThat(ground.text(staging + "/" + name + "/" + name)).isEqualTo("content of " + name);
        }
        for (int i = 0; i < names.size(); i++) {
            assertThat(ground.mode(staging + "/" + names.get(i))).isEqualTo(i % 2 == 1 ? 0600 : 0755);
            assertThat(ground.modified(staging + "/" + names.get(i)))
                    .isEqualTo(isPrecise() ? T1 : T1 / 1_000_000_000 * 1_000_000_000);
        }
        assertThat(directory.resolve("pwned")).doesNotExist();
    }

    @Test
    void empty_files_and_large_ones_arrive() throws IOException {
        ground.file(source() + "/empty", "", 0644, T1);
        large(directory.resolve("from/large"), 100 << 20);
        bring(List.of("empty", "large"), Limits.NONE);
        Map<TreePath, Digest> there =
                from().digests(source(), List.of(new TreePath("empty"), new TreePath("large")), new Interruption());
        assertThat(there).hasSize(2);
        assertThat(staged(List.of("empty", "large"))).isEqualTo(there);
    }

    private static void large(Path file, int size) throws IOException {
        byte[] block = new byte[1 << 20];
        new SplittableRandom(7).nextBytes(block);
        try (OutputStream out = Files.newOutputStream(file)) {
            for (int written = 0; written < size; written += block.length) {
                block[0] = (byte) written;
                block[1] = (byte) (written >> 20);
                out.write(block);
            }
        }
    }

    @Test
    void a_file_that_is_gone_is_left_out_and_the_others_arrive() {
        ground.file(source() + "/a", "a", 0644, T1);
        ground.file(source() + "/z", "z", 0644, T1);
        bring(List.of("a", "gone", "gone/too", "z"), Limits.NONE);
        assertThat(staged(List.of("a", "gone", "gone/too", "z"))).hasSize(2);
    }

    @Test
    void a_file_that_grows_while_it_is_read_arrives_as_a_beginning_of_it() throws Exception {
        Path growing = directory.resolve("from/growing");
        Files.writeString(growing, "start\n");
        AtomicBoolean ended = new AtomicBoolean();
        Thread writer = new Thread(() -> grow(growing, ended));
        writer.start();
        bring(List.of("growing"), Limits.NONE);
        ended.set(true);
        writer.join();
        String arrived = ground.text(staging + "/growing");
        assertThat(Files.readString(growing)).startsWith(arrived);
        assertThat(arrived).startsWith("start\n");
    }

    private static void grow(Path file, AtomicBoolean ended) {
        try (OutputStream out = Files.newOutputStream(file, java.nio.file.StandardOpenOption.APPEND)) {
            for (int line = 0; !ended.get() && line < 2_000_000; line++) {
                out.write(("line " + line + "\n").getBytes(java.nio.charset.StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void what_is_there_already_is_brought_again_unharmed() {
        ground.file(source() + "/d/f", "first", 0644, T1);
        bring(List.of("d/f"), Limits.NONE);
        ground.file(source() + "/d/f", "second version", 0600, T1 + 7);
        bring(List.of("d/f"), Limits.NONE);
        assertThat(ground.text(staging + "/d/f")).isEqualTo("second version");
        assertThat(ground.mode(staging + "/d/f")).isEqualTo(0600);
    }

    @Test
    void a_present_file_may_help_and_is_not_touched() {
        ground.file(target() + "/f", "old", 0644, T1 - 9);
        ground.file(source() + "/f", "new content", 0644, T1);
        bring(List.of("f"), Limits.NONE);
        assertThat(ground.text(staging + "/f")).isEqualTo("new content");
        assertThat(ground.text(target() + "/f")).isEqualTo("old");
    }

    @Test
    void a_present_file_of_the_same_size_and_time_is_not_taken_for_the_one_that_is_brought() {
        ground.file(target() + "/f", "one content", 0644, T1);
        ground.file(source() + "/f", "two content", 0644, T1);
        bring(List.of("f"), Limits.NONE);
        assertThat(ground.text(staging + "/f")).isEqualTo("two content");
        assertThat(ground.text(target() + "/f")).isEqualTo("one content");
    }

    @Test
    void compression_and_a_limit_change_nothing_of_what_arrives() {
        ground.file(source() + "/f", "0123456789".repeat(10_000), 0644, T1);
        bring(List.of("f"), new Limits(10_000_000, true));
        assertThat(ground.text(staging + "/f")).isEqualTo("0123456789".repeat(10_000));
    }

    @Test
    void a_transfer_that_is_stopped_goes_on_in_the_next_attempt() throws IOException {
        large(directory.resolve("from/a"), 1 << 20);
        large(directory.resolve("from/b"), 20 << 20);
        stopAfter(5_000_000, List.of("a", "b"));
        bring(List.of("a", "b"), Limits.NONE);
        assertThat(staged(List.of("a", "b"))).isEqualTo(sources(List.of("a", "b")));
    }

    /** Brings slowly, and stops when so much has come. */
    void stopAfter(long bytes, List<String> files) {
        Interruption interruption = new Interruption();
        Thread stopping = new Thread(() -> {
            Programs.await(
                    "something has come",
                    () -> size(Objects.requireNonNull(Path.of(staging).getParent())) > bytes);
            interruption.raise();
        });
        stopping.start();
        assertThatThrownBy(() -> bring(files, new Limits(8_000_000, false), interruption))
                .isInstanceOf(Failure.class)
                .extracting(it -> ((Failure) it).category())
                .isEqualTo(FailureCategory.INTERRUPTED);
    }

    private Map<TreePath, Digest> sources(List<String> files) {
        return from().digests(source(), files.stream().map(TreePath::new).toList(), new Interruption());
    }

    /** What an attempt that was stopped has left of the one file that it brought. */
    private Path left() throws IOException {
        try (Stream<Path> all =
                Files.walk(Objects.requireNonNull(Path.of(staging).getParent()))) {
            return all.filter(it -> it.toString().endsWith(".part")).findFirst().orElseThrow();
        }
    }

    /** A large file, of which a part is left whose first byte is another one: so it shows whether the part was used. */
    void leavePart() throws IOException {
        large(directory.resolve("from/large"), 20 << 20);
        stopAfter(8_000_000, List.of("large"));
        try (FileChannel part = FileChannel.open(left(), StandardOpenOption.WRITE)) {
            assertThat(part.size()).isLessThan(20 << 20);
            part.write(ByteBuffer.wrap(new byte[] {77}), 0);
        }
    }

    void goesOnWhereItWas() throws IOException {
        leavePart();
        bring(List.of("large"), Limits.NONE);
        byte[] wanted = Files.readAllBytes(directory.resolve("from/large"));
        assertThat(wanted[0]).isNotEqualTo((byte) 77);
        wanted[0] = 77;
        assertThat(Path.of(staging, "large")).hasBinaryContent(wanted);
        bring(List.of("large"), Limits.NONE);
        assertThat(staged(List.of("large"))).as("its part is gone").isEqualTo(sources(List.of("large")));
    }

    void beginsAnewWhereTheSourceChanged() throws IOException {
        leavePart();
        Path source = directory.resolve("from/large");
        Files.setLastModifiedTime(source, FileTime.from(T1 / 1_000_000_000 + 60, TimeUnit.SECONDS));
        bring(List.of("large"), Limits.NONE);
        assertThat(staged(List.of("large"))).isEqualTo(sources(List.of("large")));
        Files.delete(left());
    }

    private static long size(Path directory) {
        try (Stream<Path> all = Files.walk(directory)) {
            return all.filter(Files::isRegularFile)
                    .mapToLong(it -> it.toFile().length())
                    .sum();
        } catch (IOException | java.io.UncheckedIOException e) {
            return 0;
        }
    }
}
