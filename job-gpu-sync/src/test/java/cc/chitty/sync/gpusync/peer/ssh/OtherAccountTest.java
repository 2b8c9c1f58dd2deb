package cc.chitty.sync.gpusync.peer.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cc.chitty.sync.gpusync.manifest.Entry;
import cc.chitty.sync.gpusync.manifest.EntryKind;
import cc.chitty.sync.gpusync.manifest.TreePath;
import cc.chitty.sync.gpusync.peer.MachineNote;
import cc.chitty.sync.gpusync.peer.Scope;
import cc.chitty.sync.kernel.fixture.Programs;
import cc.chitty.sync.kernel.run.Failure;
import cc.chitty.sync.kernel.run.Interruption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A peer that serves an account which may not do everything: what it may not look at is not gone. */
class OtherAccountTest {

    /** Where the systems have the server of OpenSSH as a program. */
    private static final List<String> SERVERS = List.of(
            "/usr/lib/openssh/sftp-server",
            "/usr/libexec/openssh/sftp-server",
            "/usr/lib/ssh/sftp-server",
            "/usr/libexec/sftp-server");

    @TempDir
    Path directory;

    private Path root;

    @BeforeEach
    void begin() throws IOException {
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        root = Files.createDirectories(directory.resolve("root"));
        for (String name : List.of("closed", "names", "open")) {
            Files.writeString(Files.createDirectories(root.resolve(name)).resolve("f"), "x");
        }
        Files.createDirectories(root.resolve("empty"));
        permit("names", "rw-r--r--");
        permit("closed", "-wx-wx-wx");
    }

    @AfterEach
    void end() throws IOException {
        permit("names", "rwxr-xr-x");
        permit("closed", "rwxr-xr-x");
    }

    private void permit(String name, String permissions) throws IOException {
        Files.setPosixFilePermissions(root.resolve(name), PosixFilePermissions.fromString(permissions));
    }

    /** Of an account that is not root: nothing is forbidden to that one. */
    private static String served(boolean files) {
        String server = SERVERS.stream()
                .filter(it -> Files.isExecutable(Path.of(it)))
                .findFirst()
                .orElse("");
        Assumptions.assumeFalse(server.isEmpty(), "there is no sftp-server on this machine");
        String command = files ? server : "sh -c \"$SSH_ORIGINAL_COMMAND\"";
        if (!System.getProperty("user.name").equals("root")) {
            return "exec " + command;
        }
        Assumptions.assumeTrue(Programs.works("setpriv", "--version"), "there is no setpriv on this machine");
        return "exec setpriv --reuid=65534 --regid=65534 --clear-groups " + command;
    }

    private Map<TreePath, Entry> scanned(boolean files, TreePath... tops) throws IOException {
        return scanned(files, root, tops);
    }

    private Map<TreePath, Entry> scanned(boolean files, Path root, TreePath... tops) throws IOException {
        try (TestPeer peer =
                new TestPeer(Files.createTempDirectory(directory, "server"), "ForceCommand " + served(files))) {
            assertThat(peer.endpoint().programs().isEmpty()).isEqualTo(files);
            Scope scope = new Scope(root.toString(), List.of(tops), Set.of());
            return peer.endpoint()
                    .scan(List.of(scope), new Interruption())
                    .get(0)
                    .entries();
        }
    }

    private static EntryKind kind(Map<TreePath, Entry> entries, String path) {
        return Objects.requireNonNull(entries.get(new TreePath(path))).kind();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_directory_of_which_it_may_read_names_alone_is_unreadable_and_not_empty(boolean files) throws IOException {
        Map<TreePath, Entry> entries = scanned(files);
        assertThat(entries)
                .containsOnlyKeys(Stream.of("", "closed", "empty", "names", "open", "open/f")
                        .map(TreePath::new)
                        .toList());
        assertThat(kind(entries, "names")).isEqualTo(EntryKind.UNREADABLE);
        assertThat(kind(entries, "closed")).isEqualTo(EntryKind.UNREADABLE);
        assertThat(kind(entries, "empty")).isEqualTo(EntryKind.DIRECTORY);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void what_lies_in_a_directory_that_it_may_not_enter_is_unreadable_and_not_gone(boolean files) throws IOException {
        TreePath[] tops = Stream.of("closed/f", "empty/f", "names/f", "names/none/g", "open/f")
                .map(TreePath::new)
                .toArray(TreePath[]::new);
        Map<TreePath, Entry> entries = scanned(files, tops);
        assertThat(kind(entries, "names/f")).isEqualTo(EntryKind.UNREADABLE);
        assertThat(kind(entries, "names/none/g")).isEqualTo(EntryKind.UNREADABLE);
        assertThat(kind(entries, "closed/f")).isEqualTo(EntryKind.FILE);
        assertThat(kind(entries, "open/f")).isEqualTo(EntryKind.FILE);
        assertThat(entries).doesNotContainKey(new TreePath("empty/f"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_root_in_a_directory_that_it_may_not_enter_is_unreadable_and_one_that_is_nowhere_absent(boolean files)
            throws IOException {
        assertThat(kind(scanned(files, root.resolve("names/f")), "")).isEqualTo(EntryKind.UNREADABLE);
        assertThat(kind(scanned(files, root.resolve("names/none/g")), "")).isEqualTo(EntryKind.UNREADABLE);
        assertThat(scanned(files, root.resolve("empty/none/g"))).isEmpty();
    }

    /** It would pass for a machine that was never met, and all that is remembered of it would be put aside. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_note_that_it_may_not_read_is_not_taken_for_none(boolean files) throws IOException {
        Path server = Files.createDirectories(directory.resolve("server"));
        Path note = Files.createDirectories(server.resolve("remote")).resolve(MachineNote.NAME);
        Files.writeString(note, MachineNote.fresh() + "\n");
        Files.setPosixFilePermissions(note, PosixFilePermissions.fromString("---------"));
        try (TestPeer peer = new TestPeer(server, "ForceCommand " + served(files))) {
            assertThatThrownBy(() -> {
                        if (files) { // their home is where the server begins
                            peer.endpoint().note(server.resolve("remote").toString(), MachineNote.NAME);
                        } else {
                            peer.endpoint().machine();
                        }
                    })
                    .isInstanceOf(Failure.class)
                    .hasMessageContaining("read " + note + " on")
                    .hasMessageNotContaining("without a word");
        }
    }
}
