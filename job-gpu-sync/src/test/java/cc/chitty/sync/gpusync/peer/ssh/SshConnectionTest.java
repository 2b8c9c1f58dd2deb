package cc.chitty.sync.gpusync.peer.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cc.chitty.sync.gpusync.manifest.TreePath;
import cc.chitty.sync.gpusync.peer.Endpoint;
import cc.chitty.sync.kernel.fixture.CuttingProxy;
import cc.chitty.sync.kernel.fixture.Programs;
import cc.chitty.sync.kernel.fixture.SshServer;
import cc.chitty.sync.kernel.run.Failure;
import cc.chitty.sync.kernel.run.FailureCategory;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whom it connects to, and as whom. */
class SshConnectionTest {

    @TempDir
    Path directory;

    private SshServer server;

    @BeforeEach
    void begins() {
        Assumptions.assumeTrue(SshServer.isInstalled(), "there is no OpenSSH server on this machine");
        server = new SshServer(directory);
    }

    @AfterEach
    void ends() {
        if (server != null) {
            server.close();
        }
    }

    private SshSettings settings(String agent) {
        return new SshSettings(
                "peer", server.home(), server.configuration(), agent, Duration.ofSeconds(20), Duration.ofSeconds(30));
    }

    private void connects(SshSettings settings) {
        try (Endpoint peer = SshPeers.connect(settings, Clock.systemUTC())) {
            assertThat(peer.facts().system()).isNotEmpty();
        }
    }

    private void refused(FailureCategory category, String... words) {
        assertThatThrownBy(() -> connects(settings("")))
                .isInstanceOf(Failure.class)
                .hasMessageContainingAll(words)
                .extracting(it -> ((Failure) it).category())
                .isEqualTo(category);
    }

    @Test
    void an_unknown_host_is_refused_whatever_the_configuration_allows() throws IOException {
        Files.delete(server.knownHosts());
        server.configure(server.port(), "  StrictHostKeyChecking no");
        refused(FailureCategory.REFUSED, "is not in known_hosts", "SHA256:");
        assertThat(server.knownHosts()).doesNotExist();
    }

    @Test
    void a_changed_host_key_is_refused_and_called_so() throws IOException {
        SshServer.makeKey(directory.resolve("other"), "");
        server.know(directory.resolve("other.pub"));
        refused(FailureCategory.REFUSED, "has CHANGED");
    }

    @Test
    void a_revoked_host_key_is_refused_though_another_line_lists_it() throws IOException {
        String line = Files.readString(server.knownHosts());
        SshServer.append(server.knownHosts(), "@revoked * " + line.split(" ", 2)[1].strip());
        refused(FailureCategory.REFUSED, "is revoked");
    }

    @Test
    void a_host_key_is_found_by_its_alias_and_by_a_hashed_name() throws IOException {
        String key = Files.readString(server.knownHosts()).split(" ", 2)[1];
        Files.writeString(server.knownHosts(), "the-peer " + key);
        server.configure(server.port(), "  HostKeyAlias the-peer");
        connects(settings(""));
        assertThat(Programs.run(
                        List.of(
                                "ssh-keygen",
                                "-q",
                                "-H",
                                "-f",
                                server.knownHosts().toString()),
                        directory.resolve("keygen.log")))
                .isZero();
        assertThat(Files.readString(server.knownHosts())).startsWith("|1|");
        connects(settings(""));
    }

    @Test
    void a_key_that_the_peer_does_not_know_is_not_set_up() throws IOException {
        Files.writeString(server.authorized(), "");
        refused(FailureCategory.NOT_SET_UP, "it takes none of our keys");
    }

    @Test
    void a_key_that_others_can_read_is_not_used_and_named() throws IOException {
        Files.setPosixFilePermissions(server.key(), PosixFilePermissions.fromString("rw-r--r--"));
        refused(
                FailureCategory.NOT_SET_UP,
                "others can read the key",
                server.key().toString());
    }

    @Test
    void an_encrypted_key_is_named() throws IOException {
        encrypt();
        refused(FailureCategory.NOT_SET_UP, "is encrypted", "ssh-add");
    }

    private void encrypt() throws IOException {
        Files.delete(server.key());
        Files.delete(Path.of(server.key() + ".pub"));
        SshServer.makeKey(server.key(), "a passphrase");
        Files.copy(
                Path.of(server.key() + ".pub"), server.authorized(), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    }

    @Test
    void keys_of_the_agent_are_used_where_the_files_cannot_be() throws Exception {
        for (String type : List.of("ed25519", "rsa", "ecdsa")) {
            Path key = directory.resolve("agent-" + type);
            assertThat(Programs.run(
                            List.of("ssh-keygen", "-q", "-t", type, "-N", "", "-f", key.toString()),
                            directory.resolve("keygen.log")))
                    .isZero();
            Path socket = directory.resolve("s-" + type);
            Process agent = Programs.start(
                    List.of("ssh-agent", "-D", "-a", socket.toString()),
                    directory.resolve("agent.log"),
                    directory.resolve("agent.err"));
            try {
                Programs.await("the agent listens", () -> Files.exists(socket));
                add(key, socket);
                Files.move(key, directory.resolve("away-" + type));
                Files.copy(
                        Path.of(key + ".pub"), server.authorized(), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
                Files.writeString(
                        server.configuration(),
                        Files.readString(server.configuration()).replace("  IdentityAgent none\n", ""));
                connects(settings(socket.toString()));
            } finally {
                agent.destroy();
            }
        }
    }

    private static void add(Path key, Path socket) throws Exception {
        ProcessBuilder builder = new ProcessBuilder("ssh-add", "-q", key.toString());
        builder.environment().put("SSH_AUTH_SOCK", socket.toString());
        assertThat(Programs.exitCode(builder.start())).isZero();
    }

    @Test
    void a_peer_behind_another_host_is_reached() throws IOException {
        server.configure(server.port(), "  ProxyJump first", "");
        SshServer.append(
                server.configuration(),
                Files.readString(server.configuration())
                        .replace("Host peer", "Host first")
                        .replace("  ProxyJump first\n", ""));
        connects(settings(""));
        assertThat(Programs.text(server.log())).contains("Accepted publickey");
    }

    @Test
    void a_peer_behind_a_program_is_refused_in_words() throws IOException {
        server.configure(server.port(), "  ProxyCommand nc %h %p");
        refused(FailureCategory.NOT_SET_UP, "ProxyCommand");
    }

    @Test
    void nothing_that_listens_is_retryable() throws IOException {
        server.close();
        refused(FailureCategory.RETRYABLE, "nothing listens there");
    }

    @Test
    void a_server_that_says_nothing_is_given_up() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            server.configure(silent.getLocalPort());
            SshSettings hasty = new SshSettings(
                    "peer", server.home(), server.configuration(), "", Duration.ofSeconds(1), Duration.ofSeconds(1));
            assertThatThrownBy(() -> connects(hasty))
                    .isInstanceOf(Failure.class)
                    .extracting(it -> ((Failure) it).category())
                    .isEqualTo(FailureCategory.RETRYABLE);
        }
    }

    @Test
    void a_frozen_peer_is_given_up() {
        SshSettings hasty = new SshSettings(
                "peer", server.home(), server.configuration(), "", Duration.ofSeconds(4), Duration.ofSeconds(4));
        try (Endpoint peer = SshPeers.connect(hasty, Clock.systemUTC())) {
            List<ProcessHandle> sessions = server.process().descendants().toList();
            sessions.forEach(it -> signal("STOP", it.pid()));
            try {
                assertThatThrownBy(() -> peer.programs()
                                .orElseThrow()
                                .run(
                                        List.of("true"),
                                        InputStream.nullInputStream(),
                                        OutputStream.nullOutputStream(),
                                        Duration.ofSeconds(1)))
                        .isInstanceOf(Failure.class)
                        .extracting(it -> ((Failure) it).category())
                        .isEqualTo(FailureCategory.RETRYABLE);
            } finally {
                sessions.forEach(it -> signal("CONT", it.pid()));
            }
        }
    }

    private static void signal(String name, long pid) {
        try {
            Programs.exitCode(new ProcessBuilder("kill", "-" + name, Long.toString(pid)).start());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void what_is_sent_is_compressed_where_the_ssh_configuration_says_so() throws IOException {
        byte[] zeros = new byte[4 << 20];
        long plain = sent(zeros);
        long compressed = sent(zeros, "  Compression yes");
        assertThat(plain).isGreaterThan(zeros.length);
        assertThat(compressed).isLessThan(zeros.length / 20);
    }

    /** Bytes that go both ways while a file of this content is staged and read back. */
    private long sent(byte[] content, String... configuration) throws IOException {
        try (CuttingProxy proxy = CuttingProxy.ofBothWays(server.port())) {
            proxy.cutAfter(Long.MAX_VALUE);
            server.configure(proxy.port(), configuration);
            try (Endpoint peer = SshPeers.connect(settings(""), Clock.systemUTC())) {
                String staging = peer.staging(directory.resolve("root").toString(), "run-1");
                TreePath path = new TreePath("f");
                peer.stage(
                        staging,
                        List.of(new Endpoint.StagedContent(path, 0600, 0, () -> new ByteArrayInputStream(content))));
                peer.read(
                        staging,
                        List.of(path),
                        (same, entry, in) -> assertThat(in.readAllBytes()).isEqualTo(content));
                peer.discard(staging);
            }
            return proxy.sent();
        }
    }

    @Test
    void a_connection_that_is_cut_at_any_point_is_retryable() throws IOException {
        long seed = System.nanoTime();
        java.util.SplittableRandom random = new java.util.SplittableRandom(seed);
        Map<FailureCategory, Integer> seen = new java.util.EnumMap<>(FailureCategory.class);
        try (CuttingProxy proxy = new CuttingProxy(server.port())) {
            server.configure(proxy.port());
            for (int i = 0; i < 10 * Integer.getInteger("chittysync.test.rounds", 1); i++) {
                proxy.cutAfter(random.nextInt(6000));
                try {
                    connects(settings(""));
                } catch (Failure e) {
                    seen.merge(e.category(), 1, Integer::sum);
                }
            }
            assertThat(seen.keySet()).as("seed " + seed + " " + seen).isSubsetOf(FailureCategory.RETRYABLE);
            proxy.cutAfter(Long.MAX_VALUE);
            connects(settings(""));
        }
        assertThat(Objects.requireNonNullElse(seen.get(FailureCategory.RETRYABLE), 0))
                .isPositive();
    }
}
