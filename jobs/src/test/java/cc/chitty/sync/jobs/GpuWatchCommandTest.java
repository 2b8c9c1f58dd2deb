package cc.chitty.sync.jobs;

import static cc.chitty.sync.kernel.fixture.Programs.await;
import static cc.chitty.sync.kernel.fixture.Programs.text;
import static org.assertj.core.api.Assertions.assertThat;

import cc.chitty.sync.jobs.Desk.Result;
import cc.chitty.sync.kernel.fixture.Programs;
import cc.chitty.sync.kernel.run.Interruption;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code gpu-sync watch} on real directories, in this process, with a peer that is a home directory on this machine. */
class GpuWatchCommandTest {

    @TempDir
    Path directory;

    private final Interruption interruption = new Interruption();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private FutureTask<Integer> watcher = new FutureTask<>(() -> 130);
    private Path ours = Path.of("");
    private Path theirs = Path.of("");
    private Desk desk;

    @BeforeEach
    void begin() throws IOException {
        desk = new Desk(directory.resolve("laptop"));
        ours = Files.createDirectories(desk.home().resolve("code"));
        theirs = Files.createDirectories(directory.resolve("station/code"));
    }

    private void settings(String... lines) throws IOException {
        Files.writeString(
                desk.state().root().resolve("settings.properties"),
                String.join("\n", lines) + "\n",
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
    }

    private void watch(String poll) throws IOException {
        settings(
                "chittysync.gpu-sync.peers[0].name=ws",
                "chittysync.gpu-sync.peers[0].home=" + theirs.getParent(),
                "chittysync.gpu-sync.workspaces[0].path=~/code",
                "chittysync.gpu-sync.watch.settle=100ms",
                "chittysync.gpu-sync.watch.poll=" + poll);
        watcher = new FutureTask<>(() -> desk.run(interruption, Map.of(), out, out, "gpu-sync", "watch"));
        new Thread(watcher, "watcher").start();
        await("it watches", () -> printed().contains("watching: "));
    }

    @AfterEach
    void end() throws Exception {
        interruption.raise();
        watcher.run(); // at once, where none was started
        assertThat(watcher.get()).as(printed()).isEqualTo(130);
        desk.close();
    }

    private String printed() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private int times(String words) {
        return printed().split(words, -1).length - 1;
    }

    private void comes(Path file, String content) {
        await(file + " comes; " + printed(), () -> text(file).equals(content));
    }

    @Test
    void what_changes_here_goes_there_and_what_changes_there_comes_here() throws IOException {
        Files.writeString(ours.resolve("before"), "begun before");
        watch("500ms");
        comes(theirs.resolve("before"), "begun before");
        Files.writeString(ours.resolve("here"), "here");
        comes(theirs.resolve("here"), "here");
        Files.writeString(theirs.resolve("there"), "there");
        comes(ours.resolve("there"), "there");
        await("it is said", () -> printed().contains("From the peer: 1 brought"));
        Files.writeString(ours.resolve("last"), "after some that found nothing");
        comes(theirs.resolve("last"), "after some that found nothing");
        assertThat(printed())
                .contains("ws: To the peer: ")
                .doesNotContain(
                        "0 brought, 0 permissions, 0 removed. From the peer: 0 brought, 0 permissions, 0 removed");
    }

    /** A poll in an hour: only the change itself can be the reason. */
    @Test
    void a_change_here_is_reason_enough() throws IOException {
        watch("1h");
        Files.createDirectories(ours.resolve("a/b"));
        Files.writeString(ours.resolve("a/b/c"), "deep");
        comes(theirs.resolve("a/b/c"), "deep");
        Files.delete(ours.resolve("a/b/c"));
        await("the deletion goes there", () -> Files.notExists(theirs.resolve("a/b/c")));
    }

    @Test
    void a_conflict_is_left_to_a_person_and_said_once() throws IOException {
        Files.writeString(ours.resolve("f"), "ours");
        Files.writeString(theirs.resolve("f"), "theirs");
        watch("300ms");
        await("it is said", () -> printed().contains("workspace_code:f"));
        for (int i = 0; i < 3; i++) {
            Files.writeString(ours.resolve("more" + i), "more");
            comes(theirs.resolve("more" + i), "more");
        }
        assertThat(times("workspace_code:f")).as(printed()).isEqualTo(1);
        assertThat(ours.resolve("f")).hasContent("ours");
        assertThat(theirs.resolve("f")).hasContent("theirs");
        Files.writeString(ours.resolve("f"), "theirs");
        await("it is settled", () -> printed().contains("all is well again"));
    }

    @Test
    void what_is_left_is_not_said_again_with_what_comes_and_goes() throws IOException {
        Files.writeString(ours.resolve("f"), "ours");
        Files.writeString(theirs.resolve("f"), "theirs");
        watch("300ms");
        await("it is said", () -> printed().contains("workspace_code:f"));
        for (String name : List.of("p", "q")) {
            Path pipe = ours.resolve(name);
            assertThat(Programs.exitCode(new ProcessBuilder("mkfifo", pipe.toString()).start()))
                    .isZero();
            Files.writeString(theirs.resolve(name), "theirs");
            await("it is said", () -> printed().contains("workspace_code:" + name));
            Files.delete(pipe);
            comes(pipe, "theirs");
        }
        Files.writeString(ours.resolve("more"), "more");
        comes(theirs.resolve("more"), "more");
        assertThat(times("workspace_code:f")).as(printed()).isEqualTo(1);
        assertThat(times("all is well again")).as(printed()).isZero();
    }

    @Test
    void a_refusal_is_left_to_a_person_and_said_once() throws IOException {
        for (int i = 0; i < 8; i++) {
            Files.writeString(ours.resolve("f" + i), "content " + i);
        }
        watch("200ms");
        comes(theirs.resolve("f7"), "content 7");
        for (int i = 1; i < 8; i++) {
            Files.delete(theirs.resolve("f" + i));
        }
        await("it is said", () -> printed().contains("this machine would lose 7 of 8 files"));
        for (int i = 1; i < 8; i++) {
            assertThat(ours.resolve("f" + i)).exists();
            Files.writeString(theirs.resolve("f" + i), "content " + i);
        }
        await("it goes on", () -> printed().contains("all is well again"));
        assertThat(times("would lose 7 of 8 files")).as(printed()).isEqualTo(1);
    }

    @Test
    void a_second_one_is_told_that_one_runs() throws IOException {
        watch("1h");
        Result second = desk.run("gpu-sync", "watch");
        assertThat(second.code()).isEqualTo(11);
        assertThat(second.err()).contains("`gpu-sync watch` runs already");
    }

    @Test
    void new_settings_end_it_so_that_it_can_be_started_with_them() throws Exception {
        watch("1h");
        settings("chittysync.gpu-sync.watch.poll=2h");
        assertThat(watcher.get()).isEqualTo(1);
        assertThat(printed()).contains("settings were replaced");
        watcher = new FutureTask<>(() -> 130);
    }

    @Test
    void without_a_peer_or_with_wrong_settings_it_does_not_begin() throws IOException {
        assertThat(desk.run("gpu-sync", "watch").code()).isEqualTo(10);
        settings("chittysync.gpu-sync.peers[0].name=ws", "chittysync.gpu-sync.peers[0].home=relative");
        Result wrong = desk.run("gpu-sync", "watch");
        assertThat(wrong.code()).isEqualTo(2);
        assertThat(wrong.err()).contains("home must be absolute");
        assertThat(desk.run("gpu-sync", "watch", "--dry-run").code()).isEqualTo(2);
    }
}
