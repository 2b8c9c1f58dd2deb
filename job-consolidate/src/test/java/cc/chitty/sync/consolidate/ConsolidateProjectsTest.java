package cc.chitty.sync.consolidate;

import static cc.chitty.sync.consolidate.ClaudeHome.session;
import static cc.chitty.sync.consolidate.source.Said.completed;
import static cc.chitty.sync.consolidate.source.Said.pending;
import static org.assertj.core.api.Assertions.assertThat;

import cc.chitty.sync.kernel.launch.Ended;
import cc.chitty.sync.kernel.run.ExitCode;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Which project a todo is filed under, and how it moves to a better known one. */
class ConsolidateProjectsTest extends FreshConsolidation {

    private static final String ONE = session(1);

    @Test
    void a_git_remote_names_the_project() {
        String worktree = repository("app", "ssh://git@github.com:22/kim/app.git");
        claude.wrote(ONE, worktree + "/sub", pending("Add retry"));
        done();
        assertThat(job.listed()).containsExactly("github.com/kim/app: Add retry (pending)");
        assertThat(job.published().get("project-coordination.json"))
                .contains("\"project_name\":\"github.com/kim/app\",\"remote\":\"github.com/kim/app\"");
    }

    @Test
    void a_directory_without_a_remote_names_the_project() {
        claude.wrote(ONE, "/work/app", pending("Add retry"));
        done();
        assertThat(job.listed()).containsExactly("app: Add retry (pending)");
    }

    @Test
    void a_remote_that_the_agent_wrote_down_counts_where_the_directory_is_not_here() {
        claude.write(
                job.home().resolve(".codex/sessions/2026/09/01/rollout-2026-09-01T10-00-00-" + ONE + ".jsonl"),
                "{\"timestamp\":\"2026-09-01T10:00:00.000Z\",\"type\":\"session_meta\",\"payload\":{\"id\":\"" + ONE
                        + "\",\"timestamp\":\"2026-09-01T10:00:00.000Z\",\"cwd\":\"/elsewhere/x\","
                        + "\"git\":{\"repository_url\":\"git@host:kim/app.git\"}}}\n"
                        + "{\"timestamp\":\"2026-09-01T10:00:01.000Z\",\"type\":\"response_item\",\"payload\":{"
                        + "\"type\":\"function_call\",\"name\":\"update_plan\",\"call_id\":\"c\",\"arguments\":"
                        + "\"{\\\"plan\\\":[{\\\"step\\\":\\\"Add retry\\\",\\\"status\\\":\\\"pending\\\"}]}\"}}\n"
                        + "{\"timestamp\":\"2026-09-01T10:00:02.000Z\",\"type\":\"response_item\",\"payload\":{"
                        + "\"type\":\"function_call_output\",\"call_id\":\"c\",\"output\":\"Plan updated\"}}\n");
        done();
        assertThat(job.listed()).containsExactly("host/kim/app: Add retry (pending)");
    }

    @Test
    void content_decides_where_nothing_else_is_known() {
        claude.todos(ONE, pending("Migrate ChittySchema"), pending("Add retry"));
        done();
        assertThat(job.listed())
                .containsExactly("chittyschema: Migrate ChittySchema (pending)", "general: Add retry (pending)");
    }

    @Test
    void a_project_that_becomes_known_later_takes_its_todos_in_one_run() {
        claude.todos(ONE, pending("Add retry"), completed("Map the loader"));
        done();
        later();
        claude.said(ONE, "/work/app");
        done();
        assertThat(job.listed()).containsExactly("app: Add retry (pending)", "app: Map the loader (completed)");
        assertThat(job.journal())
                .filteredOn(line -> line.contains("\"general\""))
                .hasSize(2);
        assertIdle();
    }

    @Test
    void a_remote_that_is_set_later_takes_the_todos_when_the_session_goes_on() {
        String worktree = job.home().resolve("work/app").toString();
        claude.wrote(ONE, worktree, pending("Add retry"));
        done();
        assertThat(job.listed()).containsExactly("app: Add retry (pending)");
        repository("app", "https://kim:secret@github.com/kim/app");
        later();
        claude.said(ONE, worktree);
        done();
        assertThat(job.listed()).containsExactly("github.com/kim/app: Add retry (pending)");
        assertIdle();
        assertThat(job.published().toString()).doesNotContain("secret");
        assertThat(job.jdbc().queryForList("select * from agent_session").toString())
                .doesNotContain("secret");
    }

    @Test
    void a_list_that_was_emptied_when_the_project_became_known_is_not_lost() {
        claude.todos(ONE, pending("Add retry"));
        done();
        later();
        claude.todos(ONE);
        claude.said(ONE, "/work/app");
        done();
        assertThat(job.listed()).containsExactly("general: Add retry (pending)");
        assertIdle();
    }

    @Test
    void a_list_whose_file_is_gone_when_the_project_becomes_known_is_not_lost_and_no_problem() {
        claude.todos(ONE, pending("Add retry"));
        done();
        later();
        claude.delete(claude.todosFile(ONE));
        claude.said(ONE, "/work/app");
        done();
        assertThat(job.listed()).containsExactly("general: Add retry (pending)");
        assertIdle();
    }

    @Test
    void a_sub_agent_works_where_its_session_does() {
        claude.todosOfSubAgent(ONE, "ab12cd", pending("Add retry"));
        claude.said(ONE, "/work/app");
        done();
        assertThat(job.listed()).containsExactly("app: Add retry (pending)");
    }

    @Test
    void a_sub_agent_follows_its_session_when_that_becomes_known_later() {
        claude.todosOfSubAgent(ONE, "ab12cd", pending("Add retry"));
        done();
        assertThat(job.listed()).containsExactly("general: Add retry (pending)");
        later();
        claude.said(ONE, "/work/app");
        done();
        assertThat(job.listed()).containsExactly("app: Add retry (pending)");
        assertIdle();
    }

    private String repository(String name, String remote) {
        Path worktree = job.home().resolve("work").resolve(name);
        claude.write(
                worktree.resolve(".git/config"),
                "[core]\n\tbare = false\n[remote \"origin\"]\n\turl = " + remote + "\n");
        return worktree.toString();
    }

    private static void later() {
        job.clock().pass(java.time.Duration.ofMinutes(5));
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
