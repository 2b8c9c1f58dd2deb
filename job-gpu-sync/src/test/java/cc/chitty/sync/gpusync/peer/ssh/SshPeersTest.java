package cc.chitty.sync.gpusync.peer.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cc.chitty.sync.gpusync.peer.Endpoint;
import cc.chitty.sync.gpusync.peer.LocalPrograms;
import cc.chitty.sync.kernel.fixture.Programs;
import cc.chitty.sync.kernel.fixture.SshServer;
import cc.chitty.sync.kernel.run.Failure;
import cc.chitty.sync.kernel.run.FailureCategory;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What one run leaves for the next one, over a real server. */
final class SshPeersTest {

    private static final Duration QUIET = Duration.ofSeconds(60);

    @TempDir
    Path directory;

    private SshServer server;
    private Instant now = Instant.now();
    private SshPeers peers;

    @BeforeEach
    void begins() {
        Assumptions.assumeTrue(SshServer.isInstalled(), "there is no OpenSSH server on this machine");
        server = new SshServer(directory);
        peers = new SshPeers(clock());
    }

    @AfterEach
    void ends() {
        if (server != null) {
            peers.close();
            server.close();
        }
    }

    private Clock clock() {
        return new Clock() {
            @Override
            public ZoneOffset getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(java.time.ZoneId zone) {
                throw new UnsupportedOperationException();
            }

            @Override
            public Instant instant() {
                return now;
            }
        };
    }

    private void runs() {
        runs(TestPeer.settings(server));
    }

    private void runs(SshSettings settings) {
        try (Endpoint peer = peers.connectAgain(settings)) {
            assertThat(peer.facts().home()).isEqualTo(server.remoteHome().toString());
        }
    }

    private long logins() {
        return Programs.text(server.log())
                .lines()
                .filter(it -> it.contains("Accepted"))
                .count();
    }

    @Test
    void what_one_run_has_left_serves_the_next_and_the_peer_is_asked_again() throws IOException {
        for (int i = 0; i < 15; i++) {
            runs(); // more often than a server gives channels at once
        }
        Files.writeString(server.remoteHome().resolve(".chittysync-machine"), "0123456789abcdef0123456789abcdef\n");
        try (Endpoint peer = peers.connectAgain(TestPeer.settings(server))) {
            assertThat(peer.machine().machine()).isEqualTo("0123456789abcdef0123456789abcdef");
        }
        assertThat(logins()).isOne();
    }

    @Test
    void one_that_has_died_is_replaced() {
        runs();
        sessions().forEach(ProcessHandle::destroyForcibly);
        runs();
        assertThat(logins()).isEqualTo(2);
    }

    @Test
    void one_that_does_not_answer_is_replaced() {
        runs();
        List<ProcessHandle> sessions = sessions();
        sessions.forEach(it -> signal("STOP", it));
        try {
            runs();
            assertThat(logins()).isEqualTo(2);
        } finally {
            sessions.forEach(it -> signal("CONT", it));
        }
    }

    @Test
    void one_is_left_for_a_minute_though_timers_stand_still_in_a_machine_that_sleeps() {
        runs();
        now = now.plusSeconds(59);
        runs();
        assertThat(logins()).isOne();
        now = now.plusSeconds(61);
        runs();
        assertThat(logins()).isEqualTo(2);
    }

    @Test
    void none_lives_for_ever() {
        for (int i = 0; i < 19; i++) {
            runs();
            now = now.plusSeconds(50);
        }
        assertThat(logins()).isEqualTo(2);
    }

    @Test
    void a_host_key_that_is_not_known_any_more_is_refused() throws IOException {
        runs();
        SshServer.makeKey(directory.resolve("other"), "");
        server.know(directory.resolve("other.pub"));
        assertThatThrownBy(this::runs)
                .isInstanceOf(Failure.class)
                .hasMessageContaining("has CHANGED")
                .extracting(it -> ((Failure) it).category())
                .isEqualTo(FailureCategory.REFUSED);
    }

    @Test
    void a_host_that_the_configuration_reaches_in_another_way_is_connected_to_anew() throws IOException {
        runs();
        Path key = directory.resolve("second");
        SshServer.makeKey(key, "");
        Files.writeString(server.authorized(), Files.readString(directory.resolve("second.pub")));
        Files.writeString(
                server.configuration(),
                Files.readString(server.configuration()).replace(server.key().toString(), key.toString()));
        runs();
        assertThat(logins()).isEqualTo(2);
    }

    @Test
    void who_asks_whether_it_can_be_reached_gets_a_connection_of_his_own() throws IOException {
        runs();
        Files.writeString(server.authorized(), "");
        assertThatThrownBy(() -> SshPeers.connect(TestPeer.settings(server), clock()))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("it takes none of our keys");
    }

    @Test
    void one_over_which_something_went_wrong_is_not_left() {
        try (Endpoint peer = peers.connectAgain(TestPeer.settings(server))) {
            assertThatThrownBy(() -> peer.programs()
                            .orElseThrow()
                            .run(
                                    List.of("sleep", "60"),
                                    InputStream.nullInputStream(),
                                    new ByteArrayOutputStream(),
                                    Duration.ofMillis(200)))
                    .isInstanceOf(Failure.class);
        }
        runs();
        assertThat(logins()).isEqualTo(2);
    }

    @Test
    void what_was_left_ends_with_the_process_that_has_it() {
        runs();
        assertThat(sessions()).isNotEmpty();
        peers.close();
        Programs.await("the connection ends", () -> sessions().isEmpty());
        runs();
        Programs.await("the connection ends", () -> sessions().isEmpty());
    }

    @Test
    void a_program_that_speaks_ssh_itself_finds_its_connection_open() throws IOException {
        Path control;
        try (Endpoint peer = SshPeers.connect(TestPeer.settings(server), clock())) {
            SshRoute.Reachable reachable = (SshRoute.Reachable) peer;
            reachable.openRoute();
            reachable.openRoute();
            SshRoute route = reachable.route();
            control = control(route);
            assertThat(control).exists();
            List<String> command = new ArrayList<>(route.command());
            command.addAll(List.of(route.host(), "echo here"));
            ByteArrayOutputStream told = new ByteArrayOutputStream();
            new LocalPrograms(route.environment()).run(command, InputStream.nullInputStream(), told, QUIET);
            assertThat(told.toString(StandardCharsets.UTF_8)).isEqualTo("here\n");
            assertThat(logins()).isEqualTo(2);
        }
        assertThat(control.getParent()).doesNotExist();
    }

    @Test
    void nothing_of_it_stays_where_it_was_not_needed() {
        Path control;
        try (Endpoint peer = SshPeers.connect(TestPeer.settings(server), clock())) {
            SshRoute.Reachable reachable = (SshRoute.Reachable) peer;
            control = control(reachable.route());
            reachable.openRoute();
        }
        assertThat(control.getParent()).doesNotExist();
        Programs.await("all connections end", () -> sessions().isEmpty());
    }

    private static Path control(SshRoute route) {
        return route.command().stream()
                .filter(it -> it.startsWith("ControlPath="))
                .map(it -> Path.of(it.substring("ControlPath=".length())))
                .findFirst()
                .orElseThrow();
    }

    private List<ProcessHandle> sessions() {
        return server.process().descendants().filter(ProcessHandle::isAlive).toList();
    }

    private static void signal(String name, ProcessHandle process) {
        try {
            Programs.exitCode(new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
