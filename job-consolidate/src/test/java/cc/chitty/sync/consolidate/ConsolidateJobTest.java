package cc.chitty.sync.consolidate;

import static cc.chitty.sync.consolidate.ClaudeHome.session;
import static cc.chitty.sync.consolidate.ConsolidateFixture.count;
import static cc.chitty.sync.consolidate.source.Said.completed;
import static cc.chitty.sync.consolidate.source.Said.inProgress;
import static cc.chitty.sync.consolidate.source.Said.pending;
import static org.assertj.core.api.Assertions.assertThat;

import cc.chitty.sync.kernel.launch.Ended;
import cc.chitty.sync.kernel.run.ExitCode;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConsolidateJobTest extends FreshConsolidation {

    private static final String ONE = session(1);
    private static final String TWO = session(2);

    @Test
    void the_first_run_publishes_what_is_listed() {
        claude.todos(ONE, pending("Add retry"), completed("Map the loader"));
        claude.tasks(TWO, inProgress("Write a test"));
        Ended ended = done();
        assertThat(job.listed())
                .containsExactly(
                        "general: Add retry (pending)",
                        "general: Map the loader (completed)",
                        "general: Write a test (in_progress)");
        assertThat(count(ended, "files_read")).isEqualTo(2);
        assertThat(count(ended, "added")).isEqualTo(3);
        assertThat(count(ended, "sightings")).isEqualTo(3);
        assertThat(job.steps(ended))
                .containsExactly("discover COMPLETED", "read COMPLETED", "merge COMPLETED", "publish COMPLETED");
    }

    @Test
    void a_home_without_agents_makes_empty_views() {
        done();
        assertThat(job.listed()).isEmpty();
        assertThat(job.published())
                .containsEntry("todos.json", "[\n]\n")
                .containsEntry("conflicts.json", "{\"conflicts\":[\n],\"auto_resolved\":0}\n")
                .containsEntry("project-coordination.json", "{\"version\":1,\"projects\":[\n]}\n");
        assertIdle();
    }

    @Test
    void an_idle_run_reads_nothing_and_writes_nothing() {
        claude.todos(ONE, pending("Add retry"));
        done();
        job.reading().before = path -> {
            throw new AssertionError("read " + path);
        };
        Map<String, String> before = Trees.traces(job.state().root(), "database");
        Ended idle = done();
        assertThat(job.steps(idle)).containsExactly("discover COMPLETED");
        assertThat(count(idle, "files_read")).isZero();
        assertThat(Trees.traces(job.state().root(), "database")).isEqualTo(before);
    }

    @Test
    void only_the_changed_file_is_read() {
        claude.todos(ONE, pending("Add retry"));
        claude.todos(TWO, pending("Write a test"));
        done();
        claude.todos(TWO, completed("Write a test"));
        Ended ended = done();
        assertThat(count(ended, "files_read")).isEqualTo(1);
        assertThat(count(ended, "completed")).isEqualTo(1);
        assertThat(job.listed()).containsExactly("general: Add retry (pending)", "general: Write a test (completed)");
        assertIdle();
    }

    @Test
    void todos_of_a_vanished_file_and_of_an_emptied_list_stay() {
        claude.todos(ONE, pending("Add retry"));
        claude.todos(TWO, pending("Write a test"));
        done();
        claude.delete(claude.todosFile(ONE));
        claude.todos(TWO);
        Ended ended = done();
        assertThat(count(ended, "files_gone")).isEqualTo(1);
        assertThat(job.listed()).containsExactly("general: Add retry (pending)", "general: Write a test (pending)");
        assertThat(job.journal()).hasSize(2).allMatch(line -> line.contains("\"presence\":\"vanished\""));
        assertIdle();
    }

    @Test
    void a_dropped_todo_leaves_the_view_and_stays_in_the_journal() {
        claude.todos(ONE, pending("Add retry"), pending("Write a test"));
        done();
        claude.todos(ONE, pending("Write a test"));
        Ended ended = done();
        assertThat(count(ended, "removed")).isEqualTo(1);
        assertThat(job.listed()).containsExactly("general: Write a test (pending)");
        assertThat(job.journal()).hasSize(2);
    }

    @Test
    void a_reworded_todo_is_another_one() {
        claude.todos(ONE, pending("Add retry"), pending("Write a test"));
        done();
        claude.todos(ONE, pending("Add retry with back-off"), pending("Write a test"));
        Ended ended = done();
        assertThat(count(ended, "added")).isEqualTo(1);
        assertThat(count(ended, "removed")).isEqualTo(1);
        assertThat(job.listed())
                .containsExactlyInAnyOrder(
                        "general: Add retry with back-off (pending)", "general: Write a test (pending)");
    }

    @Test
    void the_same_todo_in_two_sessions_is_one_and_a_completion_wins() {
        claude.todos(ONE, pending("Add  retry"));
        claude.todos(TWO, completed("Add retry"));
        done();
        assertThat(job.listed()).hasSize(1).first().asString().endsWith("(completed)");
        assertThat(job.todos().get(0).sessions()).hasSize(2);
        assertThat(job.journal()).hasSize(2);
    }

    @Test
    void a_full_run_gives_the_same_bytes_and_changes_nothing() {
        claude.todos(ONE, pending("Add retry"), completed("Map the loader"));
        claude.wrote(TWO, "/work/app", pending("Write a test"));
        done();
        later();
        claude.wrote(TWO, "/work/app", completed("Write a test"));
        claude.delete(claude.todosFile(ONE));
        done();
        Map<String, String> before = job.published();
        Ended full = job.run(new ConsolidateOptions(true, false));
        assertThat(full.exitCode()).isEqualTo(ExitCode.DONE);
        assertThat(job.published()).isEqualTo(before);
        assertThat(count(full, "added")).isZero();
        assertThat(count(full, "sightings")).isZero();
        assertIdle();
    }

    @Test
    void a_dry_run_tells_what_it_would_do_and_leaves_no_trace() {
        claude.todos(ONE, pending("Add retry"));
        done();
        claude.todos(ONE, completed("Add retry"));
        claude.todos(TWO, pending("Write a test"));
        Map<String, String> state = Trees.traces(job.state().root(), "database");
        Map<String, String> home = Trees.traces(job.home());
        Ended dry = job.run(new ConsolidateOptions(false, true));
        assertThat(dry.exitCode()).isEqualTo(ExitCode.DONE);
        assertThat(count(dry, "added")).isEqualTo(1);
        assertThat(count(dry, "completed")).isEqualTo(1);
        assertThat(Trees.traces(job.state().root(), "database")).isEqualTo(state);
        assertThat(Trees.traces(job.home())).isEqualTo(home);
        Ended real = done();
        assertThat(count(real, "files_read")).isEqualTo(2);
        assertThat(count(real, "completed")).isEqualTo(1);
    }

    /** The clock is set to when the file is read; a file system may keep whole seconds only. */
    @ParameterizedTest
    @CsvSource({
        "2026-09-01T10:00:00.123Z, PT0S, true",
        "2026-09-01T10:00:00.123Z, PT0.02S, true",
        "2026-09-01T10:00:00.123Z, PT0.021S, false",
        "2026-09-01T10:00:00.123Z, PT-1H, true",
        "2026-09-01T10:00:00Z, PT0.5S, true",
        "2026-09-01T10:00:00Z, PT2S, true",
        "2026-09-01T10:00:00Z, PT2.001S, false"
    })
    void a_file_that_may_still_change_unnoticed_is_read_again(Instant modified, Duration later, boolean again) {
        job.clock().set(modified);
        claude.todos(ONE, pending("Add retry"));
        job.clock().set(modified.plus(later).minus(ConsolidateFixture.BETWEEN_RUNS));
        done();
        job.clock().set(modified.plus(Duration.ofHours(2)));
        assertThat(count(done(), "files_read")).isEqualTo(again ? 1 : 0);
        assertIdle();
    }

    @Test
    void a_newer_session_that_lists_it_as_open_means_to_do_it_again() {
        claude.wrote(ONE, "/work/app", completed("Add retry"));
        later();
        claude.wrote(TWO, "/work/app", pending("Add retry"));
        done();
        assertThat(job.listed()).containsExactly("app: Add retry (pending)");
    }

    private static void later() {
        job.clock().pass(Duration.ofMinutes(5));
    }

    private static Ended done() {
        Ended ended = job.run();
        assertThat(ended.failure()).isNull();
        assertThat(ended.report().problems()).isEmpty();
        assertThat(ended.exitCode()).isEqualTo(ExitCode.DONE);
        return ended;
    }

    private static void assertIdle() {
        assertThat(job.steps(done())).containsExactly("discover COMPLETED");
    }
}
