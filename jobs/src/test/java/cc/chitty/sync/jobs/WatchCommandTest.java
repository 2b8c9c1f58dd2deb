package cc.chitty.sync.jobs;

import static cc.chitty.sync.kernel.fixture.Programs.await;
import static cc.chitty.sync.kernel.fixture.Programs.text;
import static org.assertj.core.api.Assertions.assertThat;

import cc.chitty.sync.jobs.Desk.Result;
import cc.chitty.sync.kernel.run.Interruption;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The watcher on real directories, in this process. */
class WatchCommandTest extends DeskTest {

    private final Interruption interruption = new Interruption();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private FutureTask<Integer> watcher = new FutureTask<>(() -> 0);

    @BeforeEach
    void watch() throws IOException {
        desk.list(1, 0, "pending Begin");
        watcher = new FutureTask<>(() -> desk.run(interruption, Map.of(), out, out, "watch"));
        new Thread(watcher, "watcher").start();
        awaitView("Begin");
    }

    @AfterEach
    void stop() throws Exception {
        interruption.raise();
        assertThat(watcher.get()).as(printed()).isEqualTo(130);
    }

    private String printed() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private void awaitView(String content) {
        await(content, () -> text(desk.state().todosView()).contains(content));
    }

    @Test
    void a_changed_list_is_published() throws IOException {
        desk.list(1, 1, "completed Begin", "pending Go on");
        awaitView("Go on");
        assertThat(text(desk.state().todosView())).contains("{\"content\":\"Begin\",\"status\":\"completed\"");
    }

    @Test
    void a_burst_is_published_to_its_last_change() throws IOException {
        for (int i = 0; i < 1_000; i++) {
            desk.list(i % 50, i, "pending Change " + i);
        }
        for (int i = 950; i < 1_000; i++) {
            awaitView("\"Change " + i + "\"");
        }
    }

    @Test
    void a_directory_that_is_deleted_and_made_anew_is_still_watched() throws IOException {
        Path file = desk.list(1, 1, "pending Second");
        awaitView("Second");
        Files.delete(file);
        Files.delete(Objects.requireNonNull(file.getParent()));
        await(
                "the todo is no longer listed",
                () -> text(desk.state().todosView()).contains("vanished"));
        desk.list(2, 2, "pending Third");
        awaitView("Third");
        desk.list(2, 3, "pending Third", "pending Fourth");
        awaitView("Fourth");
    }

    @Test
    void a_directory_that_appears_later_is_watched() throws IOException {
        String id = "0d9f7c31-aa52-4b7e-b1c6-2e4f6a8b0c03";
        Path list = Files.createDirectories(desk.home().resolve(".claude/tasks").resolve(id));
        Files.writeString(list.resolve("1.json"), "{\"id\":\"1\",\"subject\":\"From tasks\",\"status\":\"pending\"}");
        awaitView("From tasks");
        Files.writeString(list.resolve("2.json"), "{\"id\":\"2\",\"subject\":\"A second one\",\"status\":\"pending\"}");
        awaitView("A second one");
    }

    @Test
    void a_second_watcher_is_told_who_watches() {
        Result second = desk.run("watch");
        assertThat(second.code()).isEqualTo(11);
        assertThat(second.err()).contains("a watcher runs already");
    }

    @Test
    void looks_that_find_nothing_leave_no_runs() throws IOException {
        int runs = desk.done("history", "--json").json().path("runs").size();
        Path todos = desk.home().resolve(".claude/todos");
        for (int i = 0; i < 20; i++) {
            Files.writeString(todos.resolve("notes.txt"), "Nothing of ours " + i);
        }
        Path probe = desk.state().root().resolve("watch/probe");
        Files.writeString(probe, "seen?");
        await(
                "the probe is answered",
                () -> text(probe.resolveSibling("answer")).equals("seen?"));
        desk.list(1, 5, "pending Begin", "pending After the noise");
        awaitView("After the noise");
        await(
                "the run is recorded",
                () -> desk.done("history", "--json").json().path("runs").size() == runs + 1);
    }

    @Test
    void what_hooks_note_is_filed_away_after_a_look() throws IOException {
        Path note = Files.createDirectories(desk.state().root().resolve("hooks/spool"))
                .resolve("1790000000.7.0");
        Files.writeString(note, "1790000000 claude-code post-todo-write 7\n");
        await(
                "the note is filed",
                () -> text(desk.state().logs().resolve("hooks.log")).contains("post-todo-write 7"));
        assertThat(note).doesNotExist();
    }
}
