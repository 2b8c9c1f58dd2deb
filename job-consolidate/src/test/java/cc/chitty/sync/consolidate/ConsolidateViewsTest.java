package cc.chitty.sync.consolidate;

import static cc.chitty.sync.consolidate.ClaudeHome.session;
import static cc.chitty.sync.consolidate.source.Said.completed;
import static cc.chitty.sync.consolidate.source.Said.inProgress;
import static cc.chitty.sync.consolidate.source.Said.pending;
import static org.assertj.core.api.Assertions.assertThat;

import cc.chitty.sync.kernel.launch.Ended;
import cc.chitty.sync.kernel.run.ExitCode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The bytes that are published, and that they come back whatever happens to the files. */
class ConsolidateViewsTest extends FreshConsolidation {

    private static final String OTHER = "d-ffffffffffff";

    @Test
    void nobody_else_may_read_what_a_run_leaves() throws IOException {
        smallDay();
        try (Stream<Path> all = Files.walk(job.state().root())) {
            List<Path> open = all.filter(Files::isRegularFile)
                    .filter(file -> !modeOf(file).equals("rw-------"))
                    .toList();
            assertThat(open).isEmpty();
        }
    }

    private static String modeOf(Path file) {
        try {
            return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the run made is left in {@code target/golden}, to be looked at and taken over when a format changes on purpose. */
    @Test
    void the_bytes_of_a_small_day() throws IOException {
        smallDay();
        Map<String, String> published = job.published();
        Trees.empty(Path.of("target/golden"));
        Map<String, String> expected = new TreeMap<>();
        for (Map.Entry<String, String> file : published.entrySet()) {
            String name = file.getKey().replace('/', '_');
            Files.writeString(Path.of("target/golden", name), file.getValue());
            expected.put(file.getKey(), golden(name));
        }
        assertThat(published).isEqualTo(expected).hasSize(5);
    }

    private void smallDay() throws IOException {
        Path worktree = job.home().resolve("work/app");
        claude.write(worktree.resolve(".git/config"), "[remote \"origin\"]\n\turl = git@github.com:kim/app.git\n");
        claude.wrote(session(1), worktree.toString(), inProgress("Add retry"), pending("Write a test \uD83D\uDE80"));
        claude.write(
                claude.todosFile(session(2)),
                "[{\"content\":\"Migrate  ChittySchema\",\"status\":\"in_progress\",\"activeForm\":\"Migrating\"},"
                        + "{\"content\":\"Say \\\"hello\\\"\",\"status\":\"pending\",\"priority\":\"high\"},"
                        + "{\"content\":\"Left out\",\"status\":\"pending\"}]");
        done();
        job.clock().pass(Duration.ofHours(1));
        claude.wrote(session(1), worktree.toString(), completed("Add retry"), pending("Write a test \uD83D\uDE80"));
        claude.write(
                claude.todosFile(session(2)),
                "[{\"content\":\"Migrate ChittySchema\",\"status\":\"completed\"},"
                        + "{\"content\":\"Say \\\"hello\\\"\",\"status\":\"pending\",\"priority\":\"high\"}]");
        done();
        job.clock().pass(Duration.ofHours(1));
        claude.write(
                claude.todosFile(session(2)), "[{\"content\":\"Migrate ChittySchema\",\"status\":\"in_progress\"}]");
        claude.write(claude.todosFile(session(3)), "[{\"content\":\"Say \\\"hello\\\"\",\"priority\":\"low\"}]");
        done();
    }

    @ParameterizedTest
    @ValueSource(strings = {"todos.json", "project-coordination.json", "conflicts.json"})
    void a_view_that_was_edited_or_cut_or_deleted_comes_back(String name) throws IOException {
        smallDay();
        Map<String, String> published = job.published();
        Path view = job.state().root().resolve(name);
        Files.writeString(view, "[]");
        assertComesBack(published);
        Files.writeString(view, half(published.getOrDefault(name, "")));
        assertComesBack(published);
        Files.writeString(view, published.get(name) + "\n");
        assertComesBack(published);
        Files.writeString(view, "");
        assertComesBack(published);
        Files.delete(view);
        assertComesBack(published);
        Files.setLastModifiedTime(view, FileTime.from(ConsolidateFixture.START));
        assertComesBack(published);
    }

    private static void done() {
        Ended ended = job.run();
        assertThat(ended.failure()).isNull();
        assertThat(ended.exitCode()).isEqualTo(ExitCode.DONE);
    }

    private static String half(String text) {
        return text.substring(0, text.length() / 2);
    }

    private static void assertComesBack(Map<String, String> published) {
        Ended ended = job.run();
        assertThat(ended.failure()).isNull();
        assertThat(ended.exitCode()).isEqualTo(ExitCode.DONE);
        assertThat(job.published()).isEqualTo(published);
        assertThat(job.steps(job.run())).containsExactly("discover COMPLETED");
    }

    @Test
    void a_journal_that_is_gone_is_named_and_made_again_from_every_source() throws IOException {
        claude.todos(session(1), pending("Add retry"), completed("Write a test"));
        done();
        Map<String, String> published = job.published();
        Path journal = job.state().devices().resolve(ConsolidateFixture.DEVICE + ".jsonl");
        Files.delete(journal);
        Ended ended = job.run();
        assertThat(ended.exitCode()).isEqualTo(ExitCode.PROBLEMS_LEFT);
        assertThat(ended.report().problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.where()).isEqualTo(journal.toString()));
        assertThat(job.published().get("todos.json")).isEqualTo(published.get("todos.json"));
        assertThat(Files.readString(journal)).contains("Add retry", "Write a test");
        done();
    }

    @Test
    void journals_of_other_devices_are_folded_in_and_replacing_one_makes_the_views_anew() throws IOException {
        claude.todos(session(1), pending("Add retry"), pending("Write a test"));
        done();
        Path other = job.state().devices().resolve(OTHER + ".jsonl");
        String at = "\"at\":\"2026-09-01T11:00:00Z\",\"presence\":\"listed\"}\n";
        Files.writeString(
                other,
                "{\"project\":\"app\",\"content\":\"From elsewhere\",\"agent\":\"codex\",\"session\":\"x\",\"status\":\"pending\","
                        + at
                        + "{\"project\":\"general\",\"content\":\"Add retry\",\"agent\":\"codex\",\"session\":\"x\",\"status\":\"completed\","
                        + at);
        Ended ended = job.run();
        assertThat(job.steps(ended)).hasSize(4);
        assertThat(job.listed())
                .containsExactly(
                        "app: From elsewhere (pending)",
                        "general: Add retry (completed)",
                        "general: Write a test (pending)");
        assertThat(job.journal()).hasSize(2);
        assertThat(job.steps(job.run())).containsExactly("discover COMPLETED");

        String more = Trees.text(other).replace("From elsewhere", "From far away");
        Files.writeString(other, more.substring(0, more.indexOf('\n') + 1), StandardOpenOption.APPEND);
        Files.write(other, Files.readAllLines(other).stream().sorted().toList());
        job.run();
        assertThat(job.listed())
                .contains("app: From elsewhere (pending)", "app: From far away (pending)")
                .hasSize(4);
    }

    @Test
    void a_view_that_was_damaged_without_a_trace_is_made_anew() throws IOException {
        claude.todos(session(1), pending("Add retry"), pending("Write a test"));
        done();
        for (Path view : List.of(job.state().todosView(), job.state().projectsView())) {
            FileTime modified = Files.getLastModifiedTime(view);
            Files.writeString(view, Trees.text(view).replace("Add retry", "Xdd retry"));
            Files.setLastModifiedTime(view, modified); // so that its stamp is the same
        }
        job.clock().pass(Duration.ofMinutes(5));
        claude.todos(session(1), pending("Add retry"), completed("Write a test"));
        done();
        assertThat(job.listed()).containsExactly("general: Add retry (pending)", "general: Write a test (completed)");
        Map<String, String> spliced = job.published();
        assertThat(spliced.toString()).doesNotContain("Xdd");
        assertThat(job.run(new ConsolidateOptions(true, false)).exitCode()).isEqualTo(ExitCode.DONE);
        assertThat(job.published()).isEqualTo(spliced);
    }

    private static String golden(String name) throws IOException {
        try (InputStream in = ConsolidateViewsTest.class.getResourceAsStream("/golden/" + name)) {
            return in == null ? "no golden file" : new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
