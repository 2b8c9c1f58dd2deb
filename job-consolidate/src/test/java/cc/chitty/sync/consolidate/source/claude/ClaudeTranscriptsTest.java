package cc.chitty.sync.consolidate.source.claude;

import static cc.chitty.sync.consolidate.source.claude.Fixtures.SESSION;
import static cc.chitty.sync.consolidate.source.claude.Fixtures.only;
import static cc.chitty.sync.consolidate.source.claude.Fixtures.sentences;
import static org.assertj.core.api.Assertions.assertThat;

import cc.chitty.sync.consolidate.source.Reading;
import cc.chitty.sync.consolidate.source.Said;
import cc.chitty.sync.consolidate.source.SessionFacts;
import cc.chitty.sync.consolidate.source.SessionReading;
import cc.chitty.sync.consolidate.todo.Claim;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ClaudeTranscriptsTest {

    private static final String PROJECT = "projects/-home-kim-app/";

    @TempDir
    private Path home;

    private Fixtures claude;
    private Path file;
    private Transcript transcript;

    @BeforeEach
    void setUp() throws IOException {
        claude = new Fixtures(new ClaudeTranscripts(), home);
        file = claude.path(PROJECT + SESSION + ".jsonl");
        transcript = new Transcript(file, SESSION);
    }

    @Test
    void reads_todo_write() throws IOException {
        Reading reading = claude.read(claude.put("transcripts/todo-write.jsonl", PROJECT + SESSION + ".jsonl"));
        assertThat(reading.problems()).isEmpty();
        SessionReading said = only(reading);
        assertThat(said.id()).isEqualTo(SESSION);
        assertThat(sentences(said)).containsExactly("LISTED Add retry in_progress Adding retry");
        assertThat(said.claims()).extracting(Claim::at).containsExactly(Instant.parse("2025-10-21T03:22:04.361Z"));
        assertThat(said.facts())
                .isEqualTo(new SessionFacts(
                        "/home/kim/app",
                        null,
                        "main",
                        Instant.parse("2025-10-21T03:22:03.395Z"),
                        Instant.parse("2025-10-21T03:22:04.361Z")));
    }

    @Test
    void replays_task_calls_with_repaired_keys_and_a_result_without_time() throws IOException {
        Reading reading = claude.read(claude.put("transcripts/tasks.jsonl", PROJECT + SESSION + ".jsonl"));
        assertThat(reading.problems()).isEmpty();
        assertThat(sentences(only(reading)))
                .containsExactly("LISTED Add retry pending Adding retry", "LISTED Add retry in_progress Adding retry");
        assertThat(only(reading).claims())
                .extracting(Claim::at)
                .containsExactly(Instant.parse("2026-05-01T02:37:10Z"), Instant.parse("2026-05-01T02:38:00.200Z"));
        assertThat(only(reading).facts().branch()).isEqualTo("retry");
    }

    @Test
    void reading_line_by_line_tells_what_one_reading_tells() throws IOException {
        transcript.user("go");
        transcript.taskCreate("1", "Build");
        transcript.taskCreate("2", "Ship");
        transcript.taskUpdate("1", "status", "in_progress");
        transcript.taskUpdate("2", "subject", "Ship it");
        transcript.taskUpdate("2", "status", "deleted");
        transcript.taskCreate("3", "Ship it");
        List<String> lines = Files.readAllLines(file);
        List<String> atOnce = sentences(only(claude.read(file)));
        assertThat(atOnce)
                .containsExactly(
                        "LISTED Build pending",
                        "LISTED Ship pending",
                        "LISTED Build in_progress",
                        "DROPPED Ship pending",
                        "LISTED Ship it pending",
                        "DELETED Ship it pending",
                        "ANEW Ship it pending");
        Path other = claude.path(PROJECT + "other.jsonl");
        List<String> oneByOne = new ArrayList<>();
        for (String line : lines) {
            Files.writeString(other, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            oneByOne.addAll(sentences(only(claude.read(other))));
        }
        assertThat(oneByOne).isEqualTo(atOnce);
    }

    @Test
    void calls_that_failed_say_nothing() throws IOException {
        transcript.user("go");
        transcript.taskCreate("1", "Build");
        transcript.error(transcript.call("TaskUpdate", Map.of("taskId", "1", "status", "completed")));
        transcript.error(transcript.call("TodoWrite", Map.of("todos", List.of())));
        transcript.error(transcript.call("TaskCreate", Map.of("subject", "Never made")));
        String call = transcript.call("TaskUpdate", Map.of("taskId", "1", "status", "deleted"));
        transcript.result(call, Map.of("success", false, "taskId", "1"), "Task not found");
        assertThat(sentences(only(claude.read(file)))).containsExactly("LISTED Build pending");
    }

    @Test
    void a_list_whose_result_is_not_there_yet_counts_as_handed_over() throws IOException {
        transcript.user("go");
        String call = transcript.call("TodoWrite", Map.of("todos", Transcript.todos(List.of(Said.pending("One")))));
        assertThat(sentences(only(claude.read(file)))).containsExactly("LISTED One pending Doing");
        List<Said> corrected = List.of(Said.inProgress("One"), Said.pending("Two"));
        transcript.result(call, Map.of("newTodos", Transcript.todos(corrected)), "ok");
        assertThat(only(claude.read(file)).listed()).containsExactlyInAnyOrder("One", "Two");
    }

    @Test
    void a_result_without_new_todos_confirms_what_was_handed_over() throws IOException {
        transcript.user("go");
        String call = transcript.call("TodoWrite", Map.of("todos", Transcript.todos(List.of(Said.pending("One")))));
        transcript.result(call, "Todos have been modified", "ok");
        assertThat(sentences(only(claude.read(file)))).containsExactly("LISTED One pending Doing");
    }

    @Test
    void an_id_that_only_the_told_text_names_is_found() throws IOException {
        transcript.user("go");
        transcript.result(transcript.call("TaskCreate", Map.of("subject", "Build")), "done", "Task #8 created: Build");
        transcript.taskUpdate("8", "status", "completed");
        assertThat(sentences(only(claude.read(file)))).contains("LISTED Build completed");
    }

    @Test
    void a_second_line_of_the_same_subject_keeps_the_todo_when_the_first_is_deleted() throws IOException {
        transcript.user("go");
        transcript.taskCreate("1", "Build");
        transcript.taskCreate("2", "Build");
        transcript.taskUpdate("1", "status", "deleted");
        assertThat(only(claude.read(file)).claims()).noneMatch(claim -> claim.kind() == Claim.Kind.DELETED);
        assertThat(only(claude.read(file)).listed()).containsExactly("Build");
    }

    @Test
    void an_update_of_a_line_which_another_chain_made_says_nothing() throws IOException {
        transcript.user("go");
        transcript.taskUpdate("9", "status", "completed");
        Reading reading = claude.read(file);
        assertThat(only(reading).claims()).isEmpty();
        assertThat(reading.problems()).isEmpty();
    }

    @Test
    void side_chains_are_sessions_of_their_own() throws IOException {
        transcript.user("go");
        transcript.todoWrite(List.of(Said.pending("Main")));
        transcript.sidechain("ab12").todoWrite(List.of(Said.pending("Side")));
        transcript.sidechain("").todoWrite(List.of(Said.completed("Main")));
        Reading reading = claude.read(file);
        assertThat(reading.sessions()).extracting(SessionReading::id).containsExactly(SESSION, SESSION + "#ab12");
        assertThat(reading.sessions())
                .extracting(SessionReading::listed)
                .containsExactly(List.of("Main"), List.of("Side"));
    }

    @Test
    void sub_agents_files_are_found_at_any_depth_and_beside_the_session() throws IOException {
        for (String below : List.of(
                PROJECT + SESSION + "/subagents/agent-a1.jsonl",
                PROJECT + SESSION + "/subagents/deep/er/agent-a2.jsonl",
                PROJECT + "agent-a3.jsonl")) {
            Path agent = claude.path(below);
            String id = below.replaceAll(".*agent-(a\\d)\\.jsonl", "$1");
            new Transcript(agent, SESSION).sidechain(id).todoWrite(List.of(Said.pending("Side")));
            assertThat(only(claude.read(agent)).id()).isEqualTo(SESSION + "#" + id);
        }
        claude.put("tasks/3.json", PROJECT + SESSION + "/subagents/agent-a1.meta.json");
        claude.put("transcripts/tasks.jsonl", PROJECT + SESSION + "/tool-results/big.jsonl");
        assertThat(claude.find().files()).hasSize(3);
    }

    @Test
    void a_sub_agents_file_whose_lines_name_no_session_belongs_to_its_directory() throws IOException {
        Path agent = claude.path(PROJECT + SESSION + "/subagents/agent-a1.jsonl");
        Files.writeString(agent, "{\"timestamp\":\"2026-05-01T02:37:03Z\"}\n");
        assertThat(only(claude.read(agent)).id()).isEqualTo(SESSION + "#a1");
    }

    @Test
    void the_last_branch_and_time_and_the_first_directory_and_time_are_told() throws IOException {
        transcript.user("go");
        transcript.user("on");
        claude.read(file);
        transcript.user("and on");
        transcript.raw("{\"type\":\"custom-title\",\"customTitle\":\"On\"}");
        assertThat(only(claude.read(file)).facts())
                .isEqualTo(new SessionFacts("/home/kim/app", null, "branch-2", Transcript.at(0), Transcript.at(2)));
    }

    @Test
    void a_session_that_a_replaced_file_no_longer_names_has_vanished() throws IOException {
        transcript.user("go");
        transcript.todoWrite(List.of(Said.pending("Main")));
        claude.read(file);
        Files.delete(file);
        Files.writeString(file, "");
        assertThat(sentences(only(claude.read(file)))).containsExactly("VANISHED Main pending");
    }

    @Test
    void talk_about_the_tools_is_no_call() throws IOException {
        transcript.user("use TodoWrite, TaskCreate and \"newTodos\": []");
        Reading reading = claude.read(file);
        assertThat(only(reading).claims()).isEmpty();
        assertThat(reading.problems()).isEmpty();
    }

    @Test
    void calls_without_result_are_awaited_only_so_long() throws IOException {
        transcript.user("go");
        transcript.call("TodoWrite", Map.of("todos", Transcript.todos(List.of(Said.pending("One")))));
        StringBuilder talk = new StringBuilder();
        for (int i = 0; i < 5_000; i++) {
            talk.append("{\"type\":\"user\",\"timestamp\":\"2026-05-01T02:37:03.395Z\"}\n");
        }
        Files.writeString(file, talk, StandardOpenOption.APPEND);
        Reading reading = claude.read(file);
        assertThat(only(reading).listed()).containsExactly("One");
        assertThat(reading.resume()).contains("\"calls\":{}");
    }
}
