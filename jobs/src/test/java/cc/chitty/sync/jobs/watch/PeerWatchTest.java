package cc.chitty.sync.jobs.watch;

import static cc.chitty.sync.kernel.fixture.Programs.await;
import static org.assertj.core.api.Assertions.assertThat;

import cc.chitty.sync.jobs.watch.PeerWatch.Outcome;
import cc.chitty.sync.kernel.run.Interruption;
import cc.chitty.sync.kernel.state.StateDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When it syncs, with real directories and syncs that the test answers. */
class PeerWatchTest {

    private record Attempt(String peer, Duration next) {}

    @TempDir
    private Path directory;

    private final Interruption interruption = new Interruption();
    private final List<Attempt> attempts = new CopyOnWriteArrayList<>();
    private volatile Outcome outcome = Outcome.DONE;
    private FutureTask<Boolean> watching = new FutureTask<>(() -> true);
    private Path root = Path.of("");

    @BeforeEach
    void begin() throws IOException {
        root = Files.createDirectory(directory.resolve("code"));
    }

    private void watch(Duration poll, String... peers) {
        StateDirectory state = StateDirectory.open(
                Map.of(StateDirectory.VARIABLE, directory.resolve("state").toString()), directory);
        PeerWatch watch = PeerWatch.of(
                state,
                List.of(root),
                path -> !path.endsWith("noise"),
                new PeerWatch.Times(Duration.ofMillis(50), Duration.ofSeconds(5), poll, Duration.ofMillis(800)));
        watching = new FutureTask<>(() -> watch.run(List.of(peers), this::sync, List.of(), how -> {}, interruption));
        new Thread(watching, "watch").start();
    }

    private Outcome sync(String peer, Duration next) {
        attempts.add(new Attempt(peer, next));
        return outcome;
    }

    private void are(int count) {
        await(count + " attempts", () -> attempts.size() >= count);
    }

    @AfterEach
    void end() throws Exception {
        interruption.raise();
        watching.run();
        watching.get();
    }

    @Test
    void it_syncs_at_once_with_each_and_again_after_a_change_that_matters() throws IOException {
        watch(Duration.ofHours(1), "one", "two");
        are(2);
        Files.writeString(root.resolve("noise"), "x");
        Files.writeString(root.resolve("change"), "x");
        are(4);
        assertThat(attempts).extracting(Attempt::peer).containsExactly("one", "two", "one", "two");
    }

    @Test
    void changes_that_come_together_are_one_reason() throws IOException {
        watch(Duration.ofHours(1), "one");
        are(1);
        for (int i = 0; i < 300; i++) {
            Files.writeString(root.resolve("f" + i), "x");
        }
        are(2);
        assertThat(attempts).hasSizeLessThan(10);
    }

    @Test
    void without_a_change_it_asks_now_and_then() {
        watch(Duration.ofMillis(100), "one");
        are(4);
    }

    @Test
    void a_peer_that_is_away_is_asked_less_and_less_often() throws IOException {
        outcome = Outcome.LATER;
        watch(Duration.ofMillis(100), "one");
        are(2);
        Files.writeString(root.resolve("change"), "no reason to ask earlier");
        are(5);
        assertThat(attempts.subList(0, 5))
                .extracting(attempt -> attempt.next.toMillis())
                .containsExactly(100L, 200L, 400L, 800L, 800L);
        outcome = Outcome.DONE;
        int before = attempts.size();
        are(before + 3);
        assertThat(attempts.get(before + 2).next).isEqualTo(Duration.ofMillis(100));
    }

    @Test
    void what_can_never_be_done_ends_it() throws Exception {
        outcome = Outcome.NEVER;
        watch(Duration.ofHours(1), "one", "two");
        assertThat(watching.get()).isFalse();
        assertThat(attempts).hasSize(1);
    }
}
