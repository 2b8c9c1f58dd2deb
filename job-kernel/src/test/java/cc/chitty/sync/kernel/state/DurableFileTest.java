package cc.chitty.sync.kernel.state;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import cc.chitty.sync.kernel.fixture.Programs;
import cc.chitty.sync.kernel.run.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DurableFileTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    @TempDir
    Path directory;

    @Test
    void a_new_file_is_private_and_its_size_is_told() throws IOException {
        Path file = directory.resolve("todos.json");
        assertThat(DurableFile.replace(file, bytes("höhe"))).isEqualTo(5);
        assertThat(file).hasContent("höhe");
        assertThat(mode(file)).isEqualTo("rw-------");
        assertThat(names()).containsExactly("todos.json");
    }

    @Test
    void a_replaced_file_keeps_its_mode() throws IOException {
        Path file = Files.writeString(directory.resolve("readable"), "old");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        DurableFile.replace(file, bytes("new"));
        assertThat(mode(file)).isEqualTo("rw-r-----");
        assertThat(file).hasContent("new");
    }

    @Test
    void a_replaced_file_keeps_its_owner_and_group() throws IOException {
        Path file = Files.writeString(directory.resolve("shared"), "old");
        int number = 54_321;
        assumeTrue(
                Programs.works("chown", number + ":" + (number + 1), file.toString()), "giving files away needs root");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-r--"));
        Path link = Files.createSymbolicLink(directory.resolve("link"), file);
        DurableFile.replace(link, bytes("new"));
        DurableFile.replace(link, bytes("newer"), List.of(), List.of());
        assertThat(file).hasContent("newer");
        assertThat(Files.readAttributes(file, "unix:uid,gid")).isEqualTo(Map.of("uid", number, "gid", number + 1));
        assertThat(mode(file)).isEqualTo("rw-rw-r--");
    }

    @Test
    void a_symbolic_link_stays_and_what_it_points_to_is_replaced() throws IOException {
        Path there = Files.createDirectory(directory.resolve("there"));
        Path real = Files.writeString(there.resolve("real"), "old");
        Path link = Files.createSymbolicLink(directory.resolve("link"), Path.of("there/real"));
        Path outer = Files.createSymbolicLink(directory.resolve("outer"), link);
        DurableFile.replace(outer, bytes("new"));
        assertThat(link).isSymbolicLink();
        assertThat(outer).isSymbolicLink();
        assertThat(real).hasContent("new");
    }

    @Test
    void a_dangling_link_gets_its_target() throws IOException {
        Path link = Files.createSymbolicLink(directory.resolve("link"), Path.of("later"));
        DurableFile.replace(link, bytes("new"));
        assertThat(link).isSymbolicLink();
        assertThat(directory.resolve("later")).hasContent("new");
    }

    @Test
    void a_ring_of_links_is_refused() throws IOException {
        Files.createSymbolicLink(directory.resolve("a"), Path.of("b"));
        Path ring = Files.createSymbolicLink(directory.resolve("b"), Path.of("a"));
        assertThatThrownBy(() -> DurableFile.replace(ring, bytes("new"))).hasMessageContaining("ring");
    }

    @Test
    void names_of_255_bytes_can_be_replaced() throws IOException {
        for (String name : List.of("x".repeat(255), "é".repeat(127), "漢".repeat(85), "😀".repeat(63))) {
            Path file = directory.resolve(name);
            DurableFile.replace(file, bytes("one"));
            DurableFile.replace(file, bytes("two"));
            assertThat(Files.readString(file)).isEqualTo("two");
            assertThat(TemporaryName.isOurs(Path.of(TemporaryName.beside(file))))
                    .isTrue();
        }
        assertThat(names()).hasSize(4);
    }

    @Test
    void a_writer_that_fails_leaves_the_old_content_and_no_temporary_file() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "old");
        assertThatThrownBy(() -> DurableFile.replace(file, out -> {
                    out.write(bytes("half"));
                    throw new IOException("source went away");
                }))
                .isInstanceOf(Failure.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("source went away");
        assertThatThrownBy(() -> DurableFile.replace(file, out -> {
                    throw new IllegalStateException("defect");
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(file).hasContent("old");
        assertThat(names()).containsExactly("file");
    }

    @Test
    void staged_files_change_nothing_until_they_are_published() throws IOException {
        Path one = Files.writeString(directory.resolve("one"), "old");
        Path two = directory.resolve("two");
        try (Staged first = DurableFile.staged(one, out -> out.write(bytes("new 1")));
                Staged second = DurableFile.staged(two, out -> out.write(bytes("new 2")))) {
            assertThat(one).hasContent("old");
            assertThat(two).doesNotExist();
            DurableFile.publish(List.of(first, second));
        }
        assertThat(one).hasContent("new 1");
        assertThat(two).hasContent("new 2");
        assertThat(names()).containsExactly("one", "two");
    }

    @Test
    void what_was_staged_and_not_published_is_discarded() throws IOException {
        try (Staged staged = DurableFile.staged(directory.resolve("one"), out -> out.write(1))) {
            assertThat(staged.temporary()).exists();
        }
        assertThat(names()).isEmpty();
    }

    @Test
    void appending_creates_a_private_file_and_adds_to_it() throws IOException {
        Path file = directory.resolve("lines");
        DurableFile.append(file, bytes("one\n"));
        DurableFile.append(file, bytes("two\n"));
        assertThat(file).hasContent("one\ntwo\n");
        assertThat(mode(file)).isEqualTo("rw-------");
    }

    @Test
    void only_old_temporary_files_of_ours_are_orphans() throws IOException {
        Path target = directory.resolve("todos.json");
        Path old = aged(directory.resolve(TemporaryName.beside(target)), Duration.ofMinutes(61));
        Path young = aged(directory.resolve(TemporaryName.beside(target)), Duration.ofMinutes(59));
        Path foreign = aged(directory.resolve(".todos.json.tmp"), Duration.ofDays(9));
        Path link = Files.createSymbolicLink(directory.resolve(TemporaryName.beside(target)), Path.of("gone"));
        assertThat(DurableFile.removeOrphans(directory, NOW)).isEqualTo(1);
        assertThat(old).doesNotExist();
        assertThat(young).exists();
        assertThat(foreign).exists();
        assertThat(link).isSymbolicLink();
    }

    @Test
    void a_full_disk_keeps_the_old_content_and_cuts_a_half_append_back() throws IOException {
        Path disk = Files.createDirectory(directory.resolve("disk"));
        assumeTrue(
                Programs.works("mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", disk.toString()),
                "mounting a small tmpfs needs root");
        try {
            Path file = disk.resolve("file");
            DurableFile.replace(file, bytes("old"));
            byte[] tooMuch = new byte[100_000];
            assertThatThrownBy(() -> DurableFile.replace(file, tooMuch)).hasMessageContaining("No space left");
            assertThatThrownBy(() -> DurableFile.append(file, tooMuch)).hasMessageContaining("No space left");
            assertThat(file).hasContent("old");
            assertThat(disk).isDirectoryContaining(file::equals).isDirectoryNotContaining(TemporaryName::isOurs);
        } finally {
            assertThat(Programs.works("umount", disk.toString())).isTrue();
        }
    }

    private static Path aged(Path file, Duration age) throws IOException {
        Files.writeString(file, "x");
        return Files.setLastModifiedTime(file, FileTime.from(NOW.minus(age)));
    }

    private List<String> names() throws IOException {
        try (Stream<Path> children = Files.list(directory)) {
            return children.map(Path::getFileName).map(Path::toString).sorted().toList();
        }
    }

    private static String mode(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
