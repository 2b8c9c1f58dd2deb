package cc.chitty.sync.gpusync.peer.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import cc.chitty.sync.gpusync.manifest.Entry;
import cc.chitty.sync.gpusync.manifest.EntryKind;
import cc.chitty.sync.gpusync.manifest.TreePath;
import cc.chitty.sync.gpusync.peer.Scope;
import cc.chitty.sync.kernel.fixture.Programs;
import cc.chitty.sync.kernel.run.Interruption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A peer of files alone that serves an account which may not do everything. */
class SftpAccountTest {

    /** Where the systems have the server of OpenSSH as a program. */
    private static final List<String> SERVERS = List.of(
            "/usr/lib/openssh/sftp-server",
            "/usr/libexec/openssh/sftp-server",
            "/usr/lib/ssh/sftp-server",
            "/usr/libexec/sftp-server");

    @TempDir
    Path directory;

    private String server = "";

    @BeforeEach
    void finds() throws IOException {
        server = SERVERS.stream()
                .filter(it -> Files.isExecutable(Path.of(it)))
                .findFirst()
                .orElse("");
        Assumptions.assumeFalse(server.isEmpty(), "there is no sftp-server on this machine");
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /** Of an account that is not root: nothing is forbidden to that one. */
    private String command() {
        if (!System.getProperty("user.name").equals("root")) {
            return server;
        }
        Assumptions.assumeTrue(Programs.works("setpriv", "--version"), "there is no setpriv on this machine");
        return "exec setpriv --reuid=65534 --regid=65534 --clear-groups " + server;
    }

    private Map<TreePath, Entry> scanned() {
        try (TestPeer peer = new TestPeer(directory.resolve("server"), "ForceCommand " + command())) {
            Scope scope = new Scope(directory.resolve("root").toString(), List.of(), Set.of());
            return peer.endpoint()
                    .scan(List.of(scope), new Interruption())
                    .get(0)
                    .entries();
        }
    }

    @Test
    void a_directory_of_which_it_may_read_names_alone_is_unreadable_and_not_empty() throws IOException {
        Path root = Files.createDirectories(directory.resolve("root"));
        for (String name : List.of("closed", "names", "open")) {
            Files.writeString(Files.createDirectories(root.resolve(name)).resolve("f"), "x");
        }
        Files.createDirectories(root.resolve("empty"));
        Files.setPosixFilePermissions(root.resolve("names"), PosixFilePermissions.fromString("rw-r--r--"));
        Files.setPosixFilePermissions(root.resolve("closed"), PosixFilePermissions.fromString("-wx-wx-wx"));
        try {
            Map<TreePath, Entry> entries = scanned();
            assertThat(entries)
                    .containsOnlyKeys(Stream.of("", "closed", "empty", "names", "open", "open/f")
                            .map(TreePath::new)
                            .toList());
            assertThat(entries.get(new TreePath("names")))
                    .extracting(Entry::kind)
                    .isEqualTo(EntryKind.UNREADABLE);
            assertThat(entries.get(new TreePath("closed")))
                    .extracting(Entry::kind)
                    .isEqualTo(EntryKind.UNREADABLE);
            assertThat(entries.get(new TreePath("empty")))
                    .extracting(Entry::kind)
                    .isEqualTo(EntryKind.DIRECTORY);
        } finally {
            for (String name : List.of("closed", "names")) {
                Files.setPosixFilePermissions(root.resolve(name), PosixFilePermissions.fromString("rwxr-xr-x"));
            }
        }
    }
}
