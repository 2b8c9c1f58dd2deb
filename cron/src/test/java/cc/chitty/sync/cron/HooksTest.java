package cc.chitty.sync.cron;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an agent sees of a hook: an answer or nothing, never an error. */
class HooksTest {

    @TempDir
    Path temporary;

    private Path state;
    private Scripts scripts;

    @BeforeEach
    void install() throws IOException {
        state = temporary.resolve("it's a state");
        scripts = Scripts.in(state.resolve("bin"));
        Files.createDirectories(state.resolve("hooks"));
    }

    @Test
    void open_todos_of_the_project_are_told_newest_and_begun_first() throws IOException {
        directories("/home/kim/app\tgithub.com/kim/app");
        todos(
                todo("done", "completed", "github.com/kim/app", "2026-01-09"),
                todo("old", "pending", "github.com/kim/app", "2026-01-01"),
                todo("say \\\"hi\\\" \\\\", "in_progress", "github.com/kim/app", "2026-01-02"),
                todo("new\\nline", "pending", "github.com/kim/app", "2026-01-03"),
                todo("other", "pending", "github.com/kim/app2", "2026-01-03"));
        assertThat(start("{\"session_id\":\"x\",\"cwd\": \"/home/kim/app\",\"source\":\"startup\"}"))
                .isEqualTo("{\"hookSpecificOutput\":{\"hookEventName\":\"SessionStart\",\"additionalContext\":\""
                        + "3 open todos are recorded for github.com/kim/app, 1 in progress"
                        + " (all agents, all devices; collected by ChittySync; newest first):"
                        + "\\n- in progress: say \\\"hi\\\" \\\\\\n- new\\nline\\n- old\"}}\n");
    }

    @Test
    void a_session_below_the_root_of_a_repository_belongs_to_it() throws IOException {
        Path repository = Files.createDirectories(temporary.resolve("repo"));
        Files.createDirectory(repository.resolve(".git"));
        Path below = Files.createDirectories(repository.resolve("a/b"));
        directories(repository + "\tp");
        todos(todo("one", "pending", "p", "2026-01-01"));
        assertThat(start("{\"cwd\":\"" + below + "\"}")).contains("1 open todo is recorded for p ", "- one");
    }

    @Test
    void the_answer_is_never_longer_than_an_agent_takes() throws IOException {
        directories("/a\tp");
        todos(IntStream.range(0, 500)
                .mapToObj(i -> todo("word é".repeat(i % 90) + " " + i, "pending", "p", "2026-01-01"))
                .toArray(String[]::new));
        String said = start("{\"cwd\":\"/a\"}");
        assertThat(said.length()).isBetween(7_000, 10_000);
        assertThat(said).contains("500 open todos", " more\"}}").doesNotContain("\uFFFD");
    }

    @Test
    void with_a_repository_what_others_pushed_is_taken_by_a_process_of_its_own() throws IOException {
        Files.createDirectories(state.resolve("repo"));
        Files.writeString(state.resolve("bin/chittysync"), "#!/bin/sh\necho \"$CHITTYSYNC_TRIGGER $*\"\n");
        executable();
        assertThat(start("{}")).isEmpty();
        Path log = state.resolve("logs/cron.log");
        await(() -> Files.exists(log) && Files.readString(log).contains("exit code"));
        assertThat(log).content().contains("hook git-push --pull-only\n", "git-push --pull-only: exit code 0\n");
    }

    @Test
    void where_anything_is_off_nothing_is_said() throws IOException {
        assertThat(start("{\"cwd\":\"/a\"}")).isEmpty();
        directories("/a\tp");
        todos(todo("one", "completed", "p", "2026-01-01"));
        for (String input : List.of(
                "", "x", "{\"cwd\":5}", "{\"cwd\":\"/a\"}", "{\"cwd\":\"/b\"}", "{\"cwd\":\"/a\\\"b\"}", "{\"cwd\"")) {
            assertThat(start(input)).as(input).isEmpty();
        }
    }

    @Test
    void with_nothing_to_read_from_every_script_ends() throws IOException {
        directories("/a\tp");
        todos(todo("one", "pending", "p", "2026-01-01"));
        answering(0);
        for (String shell : List.of("dash", "bash --posix")) {
            for (String name : List.of("session-start", "post-todo-write", "session-end", "hook-run", "scheduled")) {
                String arguments = name.equals("scheduled") ? "0 prune" : "codex";
                String line = "timeout 20 " + shell + " \"$1\" " + arguments + " <&-";
                Scripts.Ran ran = Scripts.line(
                        line, temporary, Map.of(), scripts.path(name).toString());
                assertThat(ran.code()).as(shell + " " + name).isZero();
                assertThat(ran.out() + ran.err()).isEmpty();
            }
        }
    }

    @Test
    void in_a_directory_that_was_removed_they_work_as_elsewhere() throws IOException {
        directories("/a\tp");
        todos(todo("one", "pending", "p", "2026-01-01"));
        answering(0);
        for (String name : List.of("session-start", "post-todo-write")) {
            String line =
                    "mkdir gone && cd gone && rmdir ../gone && echo '{\"cwd\":\"/a\"}' | dash \"$1\" codex 2>/dev/null";
            Scripts.Ran ran =
                    Scripts.line(line, temporary, Map.of(), scripts.path(name).toString());
            assertThat(ran.code()).as(name).isZero();
            assertThat(ran.out().contains("- one")).isEqualTo(name.equals("session-start"));
        }
    }

    @Test
    void a_hundred_hooks_at_once_lose_nothing() throws IOException {
        // a run that says which notes were there when it began
        String run = """
            #!/bin/sh
            state=${0%/bin/*}
            echo run "$*" $CHITTYSYNC_TRIGGER >>"$state/runs"
            cat "$state"/hooks/spool/* >>"$state/seen"
            """;
        Files.writeString(state.resolve("bin/chittysync"), run);
        executable();
        int rounds = 3 * Integer.getInteger("chittysync.test.rounds", 1);
        for (int round = 1; round <= rounds; round++) {
            aHundredAtOnce();
            // whatever the detached ones have left over, one more does; it waits for nobody
            int all = 100 * round;
            await(() -> {
                Scripts.run(scripts.path("hook-run"), temporary, Map.of(), "");
                return noted(state.resolve("logs/hooks.log")).size() >= all;
            });
            await(() -> Files.notExists(state.resolve("hooks/running")));
            List<String> filed = noted(state.resolve("logs/hooks.log"));
            assertThat(filed).as("round %d", round).hasSize(100 * round);
            assertThat(noted(state.resolve("seen"))).containsAll(filed);
        }
        assertThat(Files.readAllLines(state.resolve("runs")))
                .allMatch("run consolidate hook"::equals)
                .hasSizeLessThan(30 * rounds);
    }

    /** Something that processes of their own do, half a minute at most. */
    private interface Done {
        boolean isTrue() throws IOException;
    }

    private static void await(Done done) throws IOException {
        long deadline = System.nanoTime() + 30_000_000_000L;
        while (!done.isTrue() && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }
        assertThat(done.isTrue()).isTrue();
    }

    private void aHundredAtOnce() {
        List<Thread> hooks = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            String name = i % 10 == 0 ? "session-end" : "post-todo-write";
            hooks.add(new Thread(() -> assertThat(quiet(name)).isZero()));
        }
        hooks.forEach(Thread::start);
        hooks.forEach(HooksTest::join);
    }

    @Test
    void what_hooks_noted_stays_until_a_run_went_well() throws IOException {
        Files.createDirectories(state.resolve("hooks/spool"));
        Files.writeString(state.resolve("hooks/spool/1.2.0"), "1 codex post-todo-write 2\n");
        Path cutShort = Files.createFile(state.resolve("hooks/spool/1.3.0"));
        Files.setLastModifiedTime(cutShort, FileTime.from(Instant.EPOCH));
        Path beingWritten = Files.createFile(state.resolve("hooks/spool/1.4.0"));
        answering(1);
        Scripts.run(scripts.path("hook-run"), temporary, Map.of(), "");
        assertThat(state.resolve("logs/hooks.log")).content().contains("consolidate ended with 1");
        assertThat(noted(state.resolve("logs/hooks.log"))).isEmpty();
        answering(3);
        Scripts.run(scripts.path("scheduled"), temporary, Map.of(), "", "0", "consolidate");
        assertThat(state.resolve("logs/hooks.log"))
                .content()
                .contains("1 codex post-todo-write 2\n", "1.3.0 was cut short\n");
        assertThat(state.resolve("hooks/spool")).isDirectoryContaining(beingWritten::equals);
        assertThat(state.resolve("hooks/spool").toFile().list()).hasSize(1);
    }

    @Test
    void logs_do_not_grow_without_end() throws IOException {
        answering(0);
        Path log = Files.createDirectories(state.resolve("logs")).resolve("cron.log");
        for (int i = 0; i < 4; i++) {
            Files.writeString(log, String.valueOf(i).repeat(1_000_001));
            Scripts.run(scripts.path("scheduled"), temporary, Map.of(), "", "0", "prune");
        }
        assertThat(log).content().contains("prune: exit code 0").hasSizeLessThan(100);
        assertThat(state.resolve("logs/cron.log.1")).content().startsWith("3");
        assertThat(state.resolve("logs/cron.log.2")).content().startsWith("2");
        assertThat(state.resolve("logs").toFile().list()).hasSize(3);
    }

    private void answering(int code) throws IOException {
        Files.writeString(state.resolve("bin/chittysync"), "#!/bin/sh\nexit " + code + "\n");
        executable();
    }

    @Test
    void how_long_hooks_take() throws IOException {
        directories("/a\tp");
        todos(IntStream.range(0, 2000)
                .mapToObj(i -> todo("todo " + i, "pending", "p" + i % 50, "2026-01-01"))
                .toArray(String[]::new));
        for (String name : List.of("session-start", "post-todo-write")) {
            List<Long> times = new ArrayList<>();
            for (int i = 0; i < 21; i++) {
                times.add(Scripts.run(scripts.path(name), temporary, Map.of(), "{\"cwd\":\"/a\"}", "codex")
                        .milliseconds());
            }
            System.out.println(
                    name + ": median " + times.stream().sorted().toList().get(10) + " ms");
            assertThat(times).hasSize(21);
        }
    }

    private String start(String input) throws IOException {
        Scripts.Ran ran = Scripts.run(scripts.path("session-start"), temporary, Map.of(), input, "claude-code");
        assertThat(ran.code()).isZero();
        assertThat(ran.err()).isEmpty();
        return ran.out();
    }

    private int quiet(String name) {
        try {
            Scripts.Ran ran = Scripts.run(scripts.path(name), temporary, Map.of(), "{\"cwd\":\"/a\"}", "codex");
            return ran.code() + ran.out().length() + ran.err().length();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static List<String> noted(Path log) throws IOException {
        if (!Files.exists(log)) {
            return List.of();
        }
        try (Stream<String> lines = Files.lines(log)) {
            return lines.filter(line -> line.matches("[0-9]+ codex (session-end|post-todo-write) [0-9]+"))
                    .toList();
        }
    }

    private void executable() throws IOException {
        for (String name : List.of("chittysync", "hook-run", "scheduled")) {
            Files.setPosixFilePermissions(scripts.path(name), PosixFilePermissions.fromString("rwx------"));
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private void directories(String line) throws IOException {
        Files.writeString(state.resolve("hooks/directories"), line + "\n");
    }

    private void todos(String... lines) throws IOException {
        Files.writeString(
                state.resolve("todos.json"), Stream.of(lines).collect(Collectors.joining(",\n", "[\n", "\n]\n")));
    }

    private static String todo(String escaped, String status, String project, String day) {
        return "{\"content\":\"" + escaped + "\",\"status\":\"" + status + "\",\"project\":\"" + project
                + "\",\"first_seen\":\"2026-01-01T00:00:00Z\",\"updated_at\":\"" + day
                + "T00:00:00Z\",\"sessions\":[]}";
    }
}
