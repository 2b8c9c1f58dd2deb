package cc.chitty.sync.jobs.notify;

import static org.assertj.core.api.Assertions.assertThat;

import cc.chitty.sync.kernel.launch.Trigger;
import cc.chitty.sync.kernel.run.ExitCode;
import cc.chitty.sync.kernel.run.Failure;
import cc.chitty.sync.kernel.run.FailureCategory;
import cc.chitty.sync.kernel.state.StateDirectory;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Notifications to a real server on this machine. */
class NotificationsTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    @TempDir
    private Path directory;

    private final List<String> calls = new CopyOnWriteArrayList<>();
    private final AtomicLong nanos = new AtomicLong();
    private volatile int answer = 200;
    private @Nullable HttpServer server;

    @BeforeEach
    void serve() throws IOException {
        HttpServer here = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        here.createContext("/", exchange -> {
            calls.add(exchange.getRequestURI().toString());
            exchange.sendResponseHeaders(answer, -1);
            exchange.close();
        });
        here.start();
        server = here;
    }

    @AfterEach
    void stop() {
        if (server != null) {
            server.stop(0);
        }
    }

    private URI url(String path) {
        return URI.create("http://127.0.0.1:"
                + Objects.requireNonNull(server).getAddress().getPort() + path);
    }

    private Notifications to(@Nullable URI url, Duration limit) {
        StateDirectory state = StateDirectory.open(
                Map.of(StateDirectory.VARIABLE, directory.resolve("state").toString()), directory);
        return new Notifications(new NotifySettings(url, false, limit), state, nanos::get);
    }

    private static void run(Notifications told, Trigger trigger, ExitCode code, @Nullable Failure failure) {
        told.began("consolidate", trigger);
        told.ended("consolidate", trigger, code, failure);
    }

    private static Failure failure() {
        return new Failure(FailureCategory.RETRYABLE, "read it", "it was gone", "Try again.");
    }

    @Test
    void a_run_is_told_at_its_start_and_with_its_exit_code() {
        try (Notifications told = to(url("/ping/1"), LIMIT)) {
            run(told, Trigger.CRON, ExitCode.DONE, null);
            run(told, Trigger.HOOK, ExitCode.PROBLEMS_LEFT, null);
            run(told, Trigger.CRON, ExitCode.FAILED, failure());
        }
        assertThat(calls)
                .containsExactly(
                        "/ping/1/start", "/ping/1", "/ping/1/start", "/ping/1/3", "/ping/1/start", "/ping/1/1");
    }

    @Test
    void a_query_stays_behind_the_path() {
        try (Notifications told = to(url("/ping?create=1"), LIMIT)) {
            run(told, Trigger.CRON, ExitCode.DONE, null);
        }
        assertThat(calls).containsExactly("/ping/start?create=1", "/ping?create=1");
    }

    @Test
    void a_person_sees_how_a_run_ends_and_is_not_told() {
        try (Notifications told = to(url("/"), LIMIT)) {
            run(told, Trigger.PERSON, ExitCode.FAILED, failure());
        }
        assertThat(calls).isEmpty();
    }

    @Test
    void a_watchers_runs_are_told_now_and_then_and_its_failures_always() {
        try (Notifications told = to(url("/w"), LIMIT)) {
            for (int minute = 0; minute < 25; minute++) {
                nanos.set(Duration.ofMinutes(minute).toNanos());
                run(told, Trigger.WATCHER, ExitCode.DONE, null);
            }
            run(told, Trigger.WATCHER, ExitCode.FAILED, failure());
        }
        assertThat(calls).containsExactly("/w", "/w", "/w", "/w/1");
    }

    @Test
    void a_check_that_fails_or_is_not_there_or_never_answers_is_no_failure_of_the_run() throws IOException {
        answer = 500;
        try (Notifications told = to(url("/broken"), LIMIT)) {
            run(told, Trigger.CRON, ExitCode.DONE, null);
        }
        assertThat(calls).containsExactly("/broken/start", "/broken");
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
                Notifications told =
                        to(URI.create("http://127.0.0.1:" + silent.getLocalPort()), Duration.ofMillis(200))) {
            run(told, Trigger.CRON, ExitCode.DONE, null);
        }
        try (Notifications told = to(URI.create("http://no-such-host.invalid/x"), Duration.ofMillis(500))) {
            run(told, Trigger.CRON, ExitCode.DONE, null);
        }
    }

    @Test
    void off_it_does_nothing() {
        try (Notifications told = to(null, LIMIT)) {
            run(told, Trigger.CRON, ExitCode.FAILED, failure());
        }
        assertThat(calls).isEmpty();
    }

    @Test
    void a_text_for_the_desktop_is_never_part_of_a_script() {
        String text = "\" & do shell script \"id\"";
        assertThat(new Desktop(LIMIT, "Mac OS X").command(text))
                .startsWith("osascript")
                .endsWith("end run", text);
        assertThat(new Desktop(LIMIT, "Linux").command("-h")).containsExactly("notify-send", "--", "ChittySync", "-h");
    }
}
