package cc.chitty.sync.jobs;

import static cc.chitty.sync.kernel.fixture.Programs.await;
import static cc.chitty.sync.kernel.fixture.Programs.exitCode;
import static cc.chitty.sync.kernel.fixture.Programs.signal;
import static cc.chitty.sync.kernel.fixture.Programs.text;
import static org.assertj.core.api.Assertions.assertThat;

import cc.chitty.sync.kernel.state.StateDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The watcher as a process of its own. */
class WatchKillTest {

    private static final int BURST = 1_000;
    private static final int SESSIONS = 100;

    @TempDir
    private Path directory;

    private final List<Process> started = new ArrayList<>();

    @AfterEach
    void leaveNothingBehind() {
        started.forEach(Process::destroyForcibly);
    }

    private Process start(String... command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                Jobs.class.getName())));
        builder.command().addAll(List.of(command));
        builder.environment().put("LC_ALL", "C.UTF-8");
        builder.environment()
                .put(StateDirectory.VARIABLE, directory.resolve("state").toString());
        builder.environment().put(Surrounding.VARIABLE, directory.toString());
        Path output = directory.resolve(command[0] + ".out");
        Process process = builder.redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        started.add(process);
        return process;
    }

    private void list(int session, String content) {
        try {
            Path todos = Files.createDirectories(directory.resolve(".claude/todos"));
            Files.writeString(
                    todos.resolve("6f1c2a90-4d3b-4c1e-9a77-0b8e5d2f1%03d.json".formatted(session)),
                    "[{\"content\":\"" + content + "\",\"status\":\"pending\"}]");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String view() {
        return text(directory.resolve("state/todos.json"));
    }

    @Test
    void killed_in_a_burst_it_leaves_nothing_that_one_run_does_not_find() throws IOException {
        list(0, "Begin");
        Process watcher = start("watch");
        await("the first view", () -> view().contains("Begin"));
        for (int i = 0; i < BURST; i++) {
            list(i % SESSIONS, "Change " + i);
            if (i == BURST / 2) {
                await("a part of the burst is seen", () -> view().contains("Change "));
                watcher.destroyForcibly();
            }
        }
        exitCode(watcher);
        assertThat(exitCode(start("consolidate")))
                .as(text(directory.resolve("consolidate.out")))
                .isZero();
        for (int i = BURST - SESSIONS; i < BURST; i++) {
            assertThat(view()).contains("\"Change " + i + "\"");
        }
    }

    @Test
    void told_to_stop_it_ends_with_130_and_leaves_no_note() throws IOException {
        list(0, "Begin");
        Process watcher = start("watch");
        await("the first view", () -> view().contains("Begin"));
        assertThat(directory.resolve("state/watch/watcher.properties")).exists();
        watcher.destroy();
        assertThat(exitCode(watcher)).isEqualTo(130);
        assertThat(directory.resolve("state/watch/watcher.properties")).doesNotExist();
        assertThat(directory.resolve("state/owner.properties")).doesNotExist();
    }

    /** More than the system keeps (16,384 on Linux) while nobody takes them. */
    private static final int MORE_THAN_KEPT = 17_000;

    @Test
    void events_that_were_lost_are_made_good_and_what_appeared_meanwhile_is_watched() throws IOException {
        list(0, "Begin");
        Process watcher = start("watch");
        await("the first view", () -> view().contains("Begin"));
        signal("STOP", watcher);
        Path tasks = directory.resolve(".claude/tasks/0d9f7c31-aa52-4b7e-b1c6-2e4f6a8b0c03");
        try {
            Path noise = directory.resolve(".claude/todos");
            for (int i = 0; i < MORE_THAN_KEPT; i++) {
                Files.createFile(noise.resolve("noise" + i));
                Files.delete(noise.resolve("noise" + i));
            }
            list(1, "After the noise");
            Files.createDirectories(tasks);
            Files.writeString(
                    tasks.resolve("1.json"), "{\"id\":\"1\",\"subject\":\"Appeared\",\"status\":\"pending\"}");
        } finally {
            signal("CONT", watcher);
        }
        await("what happened meanwhile", () -> view().contains("After the noise") && view().contains("Appeared"));
        Files.writeString(tasks.resolve("2.json"), "{\"id\":\"2\",\"subject\":\"And later\",\"status\":\"pending\"}");
        list(2, "And later, too");
        await("what happened since", () -> view().contains("And later\"") && view().contains("And later, too"));
        watcher.destroy();
        assertThat(exitCode(watcher)).isEqualTo(130);
    }

    @Test
    void it_is_alone_and_ends_when_its_settings_are_replaced() throws IOException {
        list(0, "Begin");
        Process watcher = start("watch");
        await("the first view", () -> view().contains("Begin"));
        Process second = start("watch", "--schedule");
        assertThat(exitCode(second)).isEqualTo(11);
        Files.writeString(directory.resolve("state/settings.properties"), "chittysync.watch.settle=30ms\n");
        assertThat(exitCode(watcher)).isEqualTo(1);
        assertThat(directory.resolve("state/watch/watcher.properties")).doesNotExist();
        assertThat(exitCode(start("consolidate"))).isZero();
    }
}
