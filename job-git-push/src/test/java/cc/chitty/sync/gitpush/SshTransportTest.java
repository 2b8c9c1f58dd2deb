package cc.chitty.sync.gitpush;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cc.chitty.sync.consolidate.todo.Status;
import cc.chitty.sync.gitpush.remote.Connections;
import cc.chitty.sync.gitpush.remote.Credentials;
import cc.chitty.sync.gitpush.remote.GitRemote;
import cc.chitty.sync.gitpush.remote.RemoteAddress;
import cc.chitty.sync.kernel.fixture.SshServer;
import cc.chitty.sync.kernel.run.Failure;
import cc.chitty.sync.kernel.run.FailureCategory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a real OpenSSH server on the loopback; skipped, and says so, where there is none. */
class SshTransportTest {

    private static final Instant NOW = Instant.parse("2026-11-02T08:00:00Z");

    @TempDir
    Path directory;

    private TestRemote remote;
    private SshServer server;

    @BeforeEach
    void begin() throws IOException {
        Assumptions.assumeTrue(SshServer.isInstalled(), "there is no OpenSSH server on this machine");
        remote = new TestRemote(directory.resolve("remote.git"));
        server = new SshServer(directory.resolve("ssh"));
    }

    @AfterEach
    void end() {
        if (server != null) {
            server.close();
            remote.close();
        }
    }

    private TestDevice device(String name) {
        String url = "ssh://" + System.getProperty("user.name") + "@127.0.0.1:" + server.port()
                + directory.resolve("remote.git");
        Credentials none = new Credentials("x", null, "NONE", false, Map.of());
        Connections.SshPlace place = new Connections.SshPlace(server.home(), server.key(), "");
        GitRemote connection = TestRemote.connection(
                url, new Connections(RemoteAddress.of(url), none, place, null, Duration.ofSeconds(20)));
        return new TestDevice(directory.resolve(name), "d-00000000000a", connection, () -> NOW);
    }

    @Test
    void with_a_key_and_a_known_host_it_pushes_and_reads_back() {
        TestDevice device = device("laptop");
        device.list("a", Status.PENDING);
        assertThat(device.sync().counts()).containsEntry("pushed", 1L);
        assertThat(remote.files()).containsAllEntriesOf(device.shared());
    }

    @Test
    void an_unknown_host_is_refused_whatever_the_users_configuration_allows() throws IOException {
        Files.delete(server.knownHosts());
        Files.writeString(server.configuration(), "Host *\n  StrictHostKeyChecking no\n");
        refused("is not in known_hosts");
        assertThat(server.knownHosts()).doesNotExist();
    }

    @Test
    void a_changed_host_key_is_refused_and_called_so() throws IOException {
        SshServer.makeKey(directory.resolve("other"), "");
        server.know(directory.resolve("other.pub"));
        refused("has CHANGED");
    }

    @Test
    void a_key_that_others_can_read_is_refused() throws IOException {
        Files.setPosixFilePermissions(server.key(), PosixFilePermissions.fromString("rw-r--r--"));
        TestDevice device = device("laptop");
        assertThatThrownBy(device::sync).isInstanceOf(Failure.class).hasMessageContaining("others can read it");
    }

    @Test
    void a_key_that_the_server_does_not_know_is_not_set_up() throws IOException {
        Files.writeString(server.authorized(), "");
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
