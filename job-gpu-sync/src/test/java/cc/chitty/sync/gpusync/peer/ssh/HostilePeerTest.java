package cc.chitty.sync.gpusync.peer.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cc.chitty.sync.gpusync.manifest.Entry;
import cc.chitty.sync.gpusync.manifest.EntryKind;
import cc.chitty.sync.gpusync.manifest.TreePath;
import cc.chitty.sync.gpusync.peer.Endpoint.Scanned;
import cc.chitty.sync.gpusync.peer.Scope;
import cc.chitty.sync.kernel.run.Failure;
import cc.chitty.sync.kernel.run.Interruption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A peer whose {@code find} tells what it likes. */
class HostilePeerTest {

    @TempDir
    Path directory;

    private Scanned scanned(String records) throws IOException {
        return scannedBy("printf '" + records + "'");
    }

    private Scanned scannedBy(String act) throws IOException {
        Path programs = Files.createDirectories(directory.resolve("programs"));
        Path find = programs.resolve("find");
        Files.writeString(find, """
                #!/bin/sh
                for a; do if [ "$a" = -maxdepth ]; then exec /usr/bin/find "$@"; fi; done
                %s
                """.formatted(act));
        Files.setPosixFilePermissions(find, PosixFilePermissions.fromString("rwx------"));
        Path root = Files.createDirectories(directory.resolve("root"));
        try (TestPeer peer = new TestPeer(
                directory.resolve("server"),
                "SetEnv PATH=" + programs + ":/usr/bin:/bin SHLVL=2 HOME=" + directory.resolve("root"))) {
            Scope scope = new Scope(root.toString(), List.of(new TreePath("in")), Set.of());
            return peer.endpoint().scan(List.of(scope), new Interruption()).get(0);
        }
    }

    private static String file(String path) {
        return "ef 644 5 1.0 1.0 7 7 " + path + "\\0\\0";
    }

    @Test
    void paths_out_of_the_root_are_left_out_and_told() throws IOException {
        Scanned scanned = scanned(file("./in/good")
                + file("../../etc/passwd")
                + file("./in/../../x")
                + file("/etc/passwd")
                + file("./in//x")
                + file("./in/.")
                + file("./elsewhere")
                + file("./in/line\\nbreak"));
        assertThat(scanned.entries().keySet()).containsExactly(new TreePath("in/good"), new TreePath("in/line\nbreak"));
        assertThat(scanned.troubles()).hasSize(6).allMatch(it -> it.contains("left alone"));
    }

    /** Some shells do not say that a program was killed; here it is the program that says nothing. */
    @ParameterizedTest
    @ValueSource(strings = {"kill -9 $$", "kill -15 $$", "exit 2"})
    void a_listing_that_was_cut_deletes_nothing(String end) throws IOException {
        Scanned scanned = scannedBy("printf '" + file("./in") + file("./in/x") + "'; " + end);
        assertThat(scanned.entries().get(new TreePath("in")))
                .isNotNull()
                .extracting(Entry::kind)
                .isEqualTo(EntryKind.UNREADABLE);
        assertThat(scanned.listing()).isNull();
    }

    @Test
    void a_size_that_is_no_number_is_refused() {
        assertThatThrownBy(() -> scanned("ef 644 many 1.0 1.0 7 7 ./in/x\\0\\0"))
                .isInstanceOf(Failure.class);
    }

    @Test
    void what_is_no_listing_is_refused() {
        assertThatThrownBy(() -> scanned("hello\\0world\\0")).isInstanceOf(Failure.class);
    }

    @Test
    void more_scopes_than_were_asked_for_are_refused() {
        assertThatThrownBy(() -> scanned("E\\0R/root\\0E\\0E\\0")).isInstanceOf(Failure.class);
    }
}
