package cc.chitty.sync.gitpush;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cc.chitty.sync.consolidate.todo.Status;
import cc.chitty.sync.gitpush.remote.Connections;
import cc.chitty.sync.gitpush.remote.Credentials;
import cc.chitty.sync.gitpush.remote.GitRemote;
import cc.chitty.sync.gitpush.remote.HttpProxy;
import cc.chitty.sync.gitpush.remote.RemoteAddress;
import cc.chitty.sync.kernel.fixture.CuttingProxy;
import cc.chitty.sync.kernel.run.Failure;
import cc.chitty.sync.kernel.run.FailureCategory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HttpTransportTest {

    private static final String TOKEN = "right-token-of-the-test";
    private static final Instant NOW = Instant.parse("2026-11-02T08:00:00Z");
    private static final long SEED = 20_261_120L;

    @TempDir
    Path directory;

    private TestRemote remote;
    private HttpGitServer server;

    @BeforeEach
    void begin() throws IOException {
        remote = new TestRemote(directory.resolve("remote.git"));
        server = new HttpGitServer(directory, TOKEN);
    }

    @AfterEach
    void end() {
        server.close();
        remote.close();
    }

    private TestDevice device(String name, String url, Map<String, String> environment, @Nullable Path file) {
        return device(name, url, new Credentials(HttpGitServer.USER, file, "TOKEN", false, environment), null);
    }

    private TestDevice device(String name, String url, Credentials credentials, @Nullable HttpProxy proxy) {
        RemoteAddress address = RemoteAddress.of(url);
        Connections.SshPlace ssh = new Connections.SshPlace(directory, null, "");
        GitRemote connection =
                TestRemote.connection(url, new Connections(address, credentials, ssh, proxy, Duration.ofSeconds(20)));
        String id = String.format("d-%012x", name.hashCode() & 0xffffffL);
        return new TestDevice(directory.resolve(name), id, connection, () -> NOW);
    }

    private TestDevice device(String name) {
        return device(name, server.url("remote.git"), Map.of("TOKEN", TOKEN), null);
    }

    @Test
    void with_the_right_token_of_a_variable_or_a_private_file_it_pushes() throws IOException {
        TestDevice one = device("one");
        one.list("a", Status.PENDING);
        one.sync();
        Path file = Files.writeString(directory.resolve("token"), TOKEN + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        TestDevice two = device("two", server.url("remote.git"), Map.of(), file);
        two.sync();
        assertThat(two.todo("a").status()).isEqualTo(Status.PENDING);
        assertThat(Files.readString(two.place.repository().resolve("config"))).doesNotContain(TOKEN);
    }

    @Test
    void without_a_token_gits_own_credential_helper_is_asked() throws IOException {
        Path helper = Files.writeString(
                directory.resolve("helper"),
                "#!/bin/sh\n[ \"$1\" = get ] && printf 'username=" + HttpGitServer.USER + "\\npassword=" + TOKEN
                        + "\\n'\n");
        Files.setPosixFilePermissions(helper, PosixFilePermissions.fromString("rwx------"));
        Path config = Files.writeString(directory.resolve("gitconfig"), "[credential]\n\thelper = " + helper + "\n");
        Map<String, String> environment = Map.of("GIT_CONFIG_GLOBAL", config.toString(), "GIT_CONFIG_NOSYSTEM", "1");
        Credentials credentials = new Credentials(HttpGitServer.USER, null, "TOKEN", true, environment);
        TestDevice device = device("helped", server.url("remote.git"), credentials, null);
        device.list("a", Status.PENDING);
        device.sync();
        assertThat(remote.files()).containsAllEntriesOf(device.shared());
    }

    @Test
    void through_a_proxy_it_reaches_what_it_could_not_reach_itself() {
        Credentials credentials = new Credentials(HttpGitServer.USER, null, "TOKEN", false, Map.of("TOKEN", TOKEN));
        HttpProxy proxy = HttpProxy.of("127.0.0.1:" + server.port());
        TestDevice device = device("proxied", "http://127.0.0.1:1/remote.git", credentials, proxy);
        device.list("a", Status.PENDING);
        device.sync();
        assertThat(remote.files()).containsAllEntriesOf(device.shared());
    }

    @Test
    void a_wrong_token_and_none_are_not_set_up_and_never_shown() {
        for (Map<String, String> environment :
                List.of(Map.of("TOKEN", "wrong-token-of-the-test"), Map.<String, String>of())) {
            TestDevice device = device("wrong" + environment.size(), server.url("remote.git"), environment, null);
            device.list("a", Status.PENDING);
            assertThatThrownBy(device::sync)
                    .isInstanceOf(Failure.class)
                    .hasMessageNotContaining("wrong-token")
                    .hasNoCause()
                    .extracting(it -> ((Failure) it).category())
                    .isEqualTo(FailureCategory.NOT_SET_UP);
        }
    }

    @Test
    void a_token_file_that_others_can_read_is_refused() throws IOException {
        Path file = Files.writeString(directory.resolve("open"), TOKEN);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        TestDevice device = device("open-file", server.url("remote.git"), Map.of(), file);
        assertThatThrownBy(device::sync).isInstanceOf(Failure.class).hasMessageContaining("others can read it");
    }

    @Test
    void addresses_with_credentials_or_in_the_clear_are_refused() {
        for (String url : List.of(
                "https://kim:" + TOKEN + "@github.com/kim/todos.git",
                "https://" + TOKEN + "@github.com/kim/todos.git",
                "http://github.com/kim/todos.git",
                "git://github.com/kim/todos.git",
                "todos.git")) {
            assertThatThrownBy(() -> RemoteAddress.of(url))
                    .as(url)
                    .isInstanceOf(Failure.class)
                    .hasMessageNotContaining(TOKEN);
        }
    }

    @Test
    void a_remote_that_rejects_the_commit_is_quoted_without_secrets() throws IOException {
        Path hook = remote.directory.resolve("hooks/pre-receive");
        Files.createDirectories(directory.resolve("remote.git/hooks"));
        Files.writeString(hook, "#!/bin/sh\necho 'no todos on Fridays' >&2\nexit 1\n");
        Files.setPosixFilePermissions(hook, PosixFilePermissions.fromString("rwx------"));
        TestDevice device = device("rejected");
        device.list("a", Status.PENDING);
        assertThatThrownBy(device::sync)
                .isInstanceOf(Failure.class)
                .hasMessageContaining("pre-receive hook declined")
                .hasMessageContaining("no todos on Fridays")
                .extracting(it -> ((Failure) it).category())
                .isEqualTo(FailureCategory.REFUSED);
        assertThat(remote.tip()).isNull();
    }

    @Test
    void a_connection_that_breaks_in_the_middle_of_a_push_twenty_times_leaves_the_remote_whole() throws IOException {
        SplittableRandom random = new SplittableRandom(SEED);
        try (CuttingProxy proxy = new CuttingProxy(server.port())) {
            String url = "http://127.0.0.1:" + proxy.port() + "/remote.git";
            TestDevice device = device("cut", url, Map.of("TOKEN", TOKEN), null);
            int broken = 0;
            for (int i = 0; i < 20; i++) {
                device.list("todo " + i, Status.PENDING);
                SyncRun run = device.run(GitPushOptions.USUAL);
                for (int step = 0; step < 4; step++) {
                    device.step(run, step);
                }
                proxy.cutAfter(random.nextLong(200, 3_000));
                boolean pushed = pushes(device, run);
                broken += pushed ? 0 : 1;
                proxy.cutAfter(Long.MAX_VALUE);
                device.sync();
                assertThat(remote.files())
                        .as("seed %d, cut %d, pushed %s", SEED, i, pushed)
                        .containsAllEntriesOf(device.shared());
            }
            assertThat(broken).as("seed %d, pushes that were cut", SEED).isPositive();
        }
    }

    private static boolean pushes(TestDevice device, SyncRun run) {
        try {
            device.step(run, 4);
            return true;
        } catch (Failure e) {
            assertThat(e.category()).isEqualTo(FailureCategory.RETRYABLE);
            return false;
        }
    }

    @Test
    void ten_devices_that_push_at_once_all_arrive() {
        List<TestDevice> devices = new ArrayList<>();
        ExecutorService threads = Executors.newFixedThreadPool(10);
        try {
            List<CompletableFuture<Void>> running = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                TestDevice device = device("device-" + i);
                devices.add(device);
                device.list("todo " + i, Status.PENDING);
                running.add(CompletableFuture.runAsync(() -> untilPushed(device), threads));
            }
            running.forEach(CompletableFuture::join);
        } finally {
            threads.shutdownNow();
        }
        devices.forEach(TestDevice::sync);
        for (TestDevice device : devices) {
            assertThat(device.todos()).hasSize(10);
            assertThat(device.shared()).isEqualTo(devices.get(0).shared());
        }
    }

    /** What cron does: the next run goes on where this one had no luck. */
    private static void untilPushed(TestDevice device) {
        for (int run = 0; run < 10; run++) {
            try {
                device.sync();
                return;
            } catch (Failure e) {
                assertThat(e.category()).isEqualTo(FailureCategory.RETRYABLE);
            }
        }
        throw new AssertionError("ten runs of eight attempts were all overtaken");
    }
}
