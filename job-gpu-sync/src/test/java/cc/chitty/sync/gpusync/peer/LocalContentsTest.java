package cc.chitty.sync.gpusync.peer;

import static org.assertj.core.api.Assertions.assertThat;

import cc.chitty.sync.gpusync.manifest.Digest;
import cc.chitty.sync.gpusync.manifest.TreePath;
import cc.chitty.sync.kernel.run.Interruption;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Digests of files that are large together, by a program and without. */
class LocalContentsTest {

    private static final List<TreePath> FILES = List.of(
            new TreePath("large"),
            new TreePath("a b/with\nline"),
            new TreePath("a b/back\\slash"),
            new TreePath("-z"),
            new TreePath("link"),
            new TreePath("linked/secret"),
            new TreePath("gone"));

    @TempDir
    Path directory;

    private Path root;

    @BeforeEach
    void some_files() throws IOException {
        root = Files.createDirectories(directory.resolve("root"));
        try (RandomAccessFile large = new RandomAccessFile(root.resolve("large").toFile(), "rw")) {
            large.setLength(DigestProgram.WORTHWHILE);
        }
        Files.createDirectories(root.resolve("a b"));
        Files.writeString(root.resolve("a b/with\nline"), "one");
        Files.writeString(root.resolve("a b/back\\slash"), "two");
        Files.writeString(root.resolve("-z"), "three");
        Path elsewhere = Files.createDirectories(directory.resolve("elsewhere"));
        Files.writeString(elsewhere.resolve("secret"), "secret");
        Files.createSymbolicLink(root.resolve("link"), elsewhere.resolve("secret"));
        Files.createSymbolicLink(root.resolve("linked"), elsewhere);
    }

    @Test
    void the_program_tells_what_this_process_reads() throws IOException {
        Path asked = directory.resolve("asked");
        Path program = program("for f; do echo \"$f\" >>" + asked + "; done; exec sha256sum \"$@\"");
        assertThat(digests(program.toString()))
                .isEqualTo(digests(null))
                .hasSize(4)
                .containsEntry(new TreePath("-z"), digest("three"));
        assertThat(Files.readString(asked))
                .contains(root + "/large\n", root + "/a b/with\nline\n")
                .doesNotContain("secret", "gone");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "exit 1",
                "kill -9 $$",
                "echo",
                "for f; do printf '%s  %s\\0' zz \"$f\"; done",
                "shift 2; for f; do printf '%064d  /etc/%s\\0' 7 \"$f\"; done"
            })
    void a_program_that_is_no_good_is_none(String script) throws IOException {
        assertThat(digests(program(script).toString())).isEqualTo(digests(null));
        assertThat(digests(directory.resolve("none").toString())).isEqualTo(digests(null));
    }

    @Test
    void what_changed_while_the_program_ran_is_read_again() throws IOException {
        Path program = program("sha256sum \"$@\"; echo more >>'" + root.resolve("-z") + "'");
        assertThat(digests(program.toString())).containsEntry(new TreePath("-z"), digest("threemore\n"));
    }

    private Map<TreePath, Digest> digests(@Nullable String program) {
        return new LocalContents(root, program).digests(FILES, new Interruption());
    }

    private Path program(String script) throws IOException {
        Path program = directory.resolve("sha256sum");
        Files.writeString(program, "#!/bin/sh\n" + script + "\n");
        return Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
    }

    private static Digest digest(String text) {
        return Digest.of(LocalContents.sha256().digest(text.getBytes(StandardCharsets.UTF_8)));
    }
}
