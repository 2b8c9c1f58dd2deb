package cc.chitty.sync.jobs.watch;

import static cc.chitty.sync.kernel.fixture.Programs.await;
import static org.assertj.core.api.Assertions.assertThat;

import cc.chitty.sync.consolidate.source.Focus;
import cc.chitty.sync.jobs.watch.Looking.Outcome;
import cc.chitty.sync.kernel.run.Interruption;
import cc.chitty.sync.kernel.state.StateDirectory;
import io.methvin.watcher.DirectoryChangeEvent;
import io.methvin.watcher.DirectoryChangeEvent.EventType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The loop with a feed that the test fills and looks that the test answers. */
class WatchTest {

    private static final WatchSettings SETTINGS =
            new WatchSettings(Duration.ofMillis(5), Duration.ofMillis(20), Duration.ofHours(1), Duration.ofMillis(20));

    @TempDir
    private Path directory;

    private final Changes changes = new Changes();
    private final List<Focus> looks = new CopyOnWriteArrayList<>();
    private final List<Intake> feeds = new CopyOnWriteArrayList<>();
    private final Interruption interruption = new Interruption();
    private volatile Outcome outcome = Outcome.FRUITFUL;
    private volatile boolean refused;
    private @Nullable FutureTask<Boolean> watching;

    private Path root = Path.of("");

    @BeforeEach
    void begin() throws IOException {
        root = Files.createDirectory(directory.resolve("todos"));
    }

    private void watch() {
        StateDirectory state = StateDirectory.open(
                Map.of(StateDirectory.VARIABLE, directory.resolve("state").toString()), directory);
        Signs signs = new Signs(state);
        Sight sight = new Sight(Roots.of(List.of(root)), this::open, () -> new Intake(changes, signs));
        Watch watch = new Watch(sight, changes, this::look, List.of(), SETTINGS, System::nanoTime);
        watching = new FutureTask<>(() -> watch.run(interruption));
        new Thread(watching, "watch").start();
    }

    private Feed open(List<Path> directories, Intake intake) throws IOException {
        if (refused) {
            throw new IOException("no more watches");
        }
        feeds.add(intake);
        return new Feed() {
            @Override
            public boolean isComplete() {
                return !intake.hasLost();
            }

            @Override
            public void close() {}
        };
    }

    private Outcome look(Focus focus) {
        looks.add(focus);
        return outcome;
    }

    @AfterEach
    void end() throws Exception {
        interruption.raise();
        Objects.requireNonNull(watching).get();
    }

    private void happens(EventType type, @Nullable Path path) {
        feeds.get(feeds.size() - 1).onEvent(new DirectoryChangeEvent(type, false, path, null, 1, root));
    }

    @Test
    void it_begins_with_a_look_at_everything_and_then_looks_at_what_changed() {
        watch();
        await("the first look", () -> looks.size() == 1);
        assertThat(looks.get(0).isEverything()).isTrue();
        happens(EventType.MODIFY, root.resolve("a.json"));
        await("the second look", () -> looks.size() == 2);
        assertThat(looks.get(1).paths()).containsExactly(root.resolve("a.json"));
    }

    @Test
    void after_lost_events_it_looks_at_everything_and_watches_anew() {
        watch();
        await("the first look", () -> looks.size() == 1);
        happens(EventType.OVERFLOW, null);
        await("a look at everything", () -> looks.size() >= 2 && feeds.size() >= 2);
        assertThat(looks).allMatch(Focus::isEverything);
    }

    @Test
    void what_the_library_throws_counts_as_lost_events() {
        watch();
        await("the first look", () -> looks.size() == 1);
        feeds.get(0).onException(new NullPointerException());
        await("a look at everything", () -> looks.size() >= 2 && feeds.size() >= 2);
    }

    @Test
    void a_directory_made_anew_is_watched_anew() throws IOException {
        watch();
        await("the first feed", () -> feeds.size() == 1 && looks.size() == 1);
        Files.delete(root);
        await("a look without it", () -> looks.size() == 2);
        Files.createDirectory(root);
        await("the second feed", () -> feeds.size() == 2 && looks.size() == 3);
        assertThat(looks).allMatch(Focus::isEverything);
    }

    @Test
    void where_the_system_refuses_it_polls() {
        refused = true;
        watch();
        await("some looks", () -> looks.size() > 5);
        assertThat(looks).allMatch(Focus::isEverything);
    }

    @Test
    void more_changes_than_can_be_looked_for_one_by_one_are_a_look_at_everything() {
        watching = new FutureTask<>(() -> true);
        watching.run();
        for (int i = 0; i < 500; i++) {
            changes.add(root.resolve(i + ".json"));
        }
        assertThat(changes.seen().paths()).hasSize(500);
        changes.add(root.resolve("one more.json"));
        assertThat(changes.take().isEverything()).isTrue();
        assertThat(changes.isEmpty()).isTrue();
    }

    @Test
    void a_failed_look_is_repeated_with_everything() {
        outcome = Outcome.FAILED;
        watch();
        await("the first look", () -> looks.size() == 1);
        outcome = Outcome.IDLE;
        await("the second look", () -> looks.size() == 2);
        assertThat(looks.get(1).isEverything()).isTrue();
    }
}
