package cc.chitty.sync.gitpush;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cc.chitty.sync.consolidate.todo.Status;
import cc.chitty.sync.gitpush.remote.Connections;
import cc.chitty.sync.gitpush.remote.Credentials;
import cc.chitty.sync.gitpush.remote.GitRemote;
import cc.chitty.sync.gitpush.remote.RemoteAddress;
import cc.chitty.sync.kernel.run.Failure;
import cc.chitty.sync.kernel.run.FailureCategory;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a real OpenSSH server on the loopback; skipped, and says so, where there is none. */
class SshTransportTest {

    private static final Path SSHD = Path.of("/usr/sbin/sshd");
    private static final Instant NOW = Instant.parse("2026-11-02T08:00:00Z");

    @TempDir
    Path directory;

    private TestRemote remote;
    private Process sshd;
    private int port;

    @BeforeEach
    void begin() throws IOException, InterruptedException {
        Assumptions.assumeTrue(Files.isExecutable(SSHD), "there is no OpenSSH server on this machine");
        remote = new TestRemote(directory.resolve("remote.git"));
        Files.createDirectories(directory.resolve(".ssh"));
        run(
                "ssh-keygen",
                "-q",
                "-t",
                "ed25519",
                "-N",
                "",
                "-f",
                directory.resolve("host").toString());
        run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", key().toString());
        Files.copy(directory.resolve(".ssh/id_ed25519.pub"), directory.resolve("authorized"));
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        Files.writeString(
                directory.resolve("sshd_config"),
                "Port " + port + "\nListenAddress 127.0.0.1\nHostKey " + directory.resolve("host")
                        + "\nAuthorizedKeysFile " + directory.resolve("authorized")
                        + "\nPasswordAuthentication no\nKbdInteractiveAuthentication no\nUsePAM no\nStrictModes no"
                        + "\nPermitRootLogin prohibit-password\nPidFile none\n");
        if (System.getProperty("user.name").equals("root")) {
            Files.createDirectories(Path.of("/run/sshd"));
        }
        sshd = new ProcessBuilder(
                        SSHD.toString(),
                        "-D",
                        "-e",
                        "-f",
                        directory.resolve("sshd_config").toString())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("sshd.log").toFile())
                .start();
        awaitServer();
    }

    @AfterEach
    void end() throws InterruptedException {
        if (sshd != null) {
            sshd.destroy();
            sshd.waitFor(5, TimeUnit.SECONDS);
            remote.close();
        }
    }

    private Path key() {
        return directory.resolve(".ssh/id_ed25519");
    }

    private void awaitServer() throws InterruptedException {
        for (int attempt = 0; attempt < 200; attempt++) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                assertThat(socket.isConnected()).isTrue();
                return;
            } catch (IOException e) {
                assertThat(sshd.waitFor(25, TimeUnit.MILLISECONDS))
                        .as("sshd ended")
                        .isFalse();
            }
        }
        throw new AssertionError("sshd does not listen");
    }

    private static void run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).inheritIO().start();
        assertThat(process.waitFor()).as(String.join(" ", command)).isZero();
    }

    private TestDevice device(String name) {
        String url =
                "ssh://" + System.getProperty("user.name") + "@127.0.0.1:" + port + directory.resolve("remote.git");
        Credentials none = new Credentials("x", null, "NONE", false, Map.of());
        Connections.SshPlace place = new Connections.SshPlace(directory, key(), "");
        GitRemote connection = TestRemote.connection(
                url, new Connections(RemoteAddress.of(url), none, place, null, Duration.ofSeconds(20)));
        return new TestDevice(directory.resolve(name), "d-00000000000a", connection, () -> NOW);
    }

    private void know(Path publicKey) throws IOException {
        String[] words = Files.readString(publicKey).split(" ", -1);
        Files.writeString(
                directory.resolve(".ssh/known_hosts"),
                "[127.0.0.1]:" + port + " " + words[0] + " " + words[1].strip() + "\n");
    }

    @Test
    void with_a_key_and_a_known_host_it_pushes_and_reads_back() throws IOException {
        know(directory.resolve("host.pub"));
        TestDevice device = device("laptop");
        device.list("a", Status.PENDING);
        assertThat(device.sync().counts()).containsEntry("pushed", 1L);
        assertThat(remote.files()).containsAllEntriesOf(device.shared());
    }

    @Test
    void an_unknown_host_is_refused_whatever_the_users_configuration_allows() throws IOException {
        Files.writeString(directory.resolve(".ssh/config"), "Host *\n  StrictHostKeyChecking no\n");
        refused("is not in known_hosts");
        assertThat(directory.resolve(".ssh/known_hosts")).doesNotExist();
    }

    @Test
    void a_changed_host_key_is_refused_and_called_so() throws IOException, InterruptedException {
        run(
                "ssh-keygen",
                "-q",
                "-t",
                "ed25519",
                "-N",
                "",
                "-f",
                directory.resolve("other").toString());
        know(directory.resolve("other.pub"));
        refused("has CHANGED");
    }

    @Test
    void a_key_that_others_can_read_is_refused() throws IOException {
        know(directory.resolve("host.pub"));
        Files.setPosixFilePermissions(key(), PosixFilePermissions.fromString("rw-r--r--"));
        TestDevice device = device("laptop");
        assertThatThrownBy(device::sync).isInstanceOf(Failure.class).hasMessageContaining("others can read it");
    }

    @Test
    void a_key_that_the_server_does_not_know_is_not_set_up() throws IOException {
        know(directory.resolve("host.pub"));
        Files.writeString(directory.resolve("authorized"), "");
        TestDevice device = device("laptop");
        assertThatThrownBy(device::sync)
                .isInstanceOf(Failure.class)
                .extracting(it -> ((Failure) it).category())
                .isEqualTo(FailureCategory.NOT_SET_UP);
    }

    private void refused(String why) {
        TestDevice device = device("laptop");
        device.list("a", Status.PENDING);
        assertThatThrownBy(device::sync)
                .isInstanceOf(Failure.class)
                .hasMessageContaining(why)
                .extracting(it -> ((Failure) it).category())
                .isEqualTo(FailureCategory.REFUSED);
        assertThat(remote.tip()).isNull();
    }
}
