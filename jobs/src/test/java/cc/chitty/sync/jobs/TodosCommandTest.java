package cc.chitty.sync.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import cc.chitty.sync.jobs.Desk.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class TodosCommandTest extends DeskTest {

    @BeforeEach
    void lists() throws IOException {
        desk.list(1, 0, "pending Write the test", "completed Write the code");
        desk.list(2, 60, "in_progress Move chittyschema");
        desk.done("consolidate");
    }

    @Test
    void open_todos_are_listed_by_project() {
        String id = Desk.id("Write the test").substring(0, 8);
        assertThat(desk.done("todos").out().lines())
                .satisfiesExactly(
                        line -> assertThat(line).isEqualTo("chittyschema"),
                        line -> assertThat(line).matches("  [0-9a-f]{8}  ● Move chittyschema  \\d+ \\w+ ago"),
                        line -> assertThat(line).isEmpty(),
                        line -> assertThat(line).isEqualTo("general"),
                        line -> assertThat(line).matches("  " + id + "  ○ Write the test  \\d+ \\w+ ago"),
                        line -> assertThat(line).isEmpty(),
                        line -> assertThat(line).isEqualTo("2 open todos in 2 projects."));
    }

    @ParameterizedTest
    @CsvSource({
        "--status all, 3",
        "--status completed, 1",
        "--status in-progress, 1",
        "--project SCHEMA, 1",
        "--text the, 1",
        "--status all --text WRITE, 2",
        "--agent claude-code, 2",
        "--agent codex, 0",
        "--session 6f1c2a90-4d3b-4c1e-9a77-0b8e5d2f1a02, 1",
        "--device d-, 2",
        "--device x, 0",
        "--since 2025-10-01T10:30:00Z, 1",
        "--since 1m, 0"
    })
    void filters_narrow_the_list(String filter, int expected) {
        JsonNode json = desk.done(("todos --json " + filter).split(" ")).json();
        assertThat(json.get("count").asInt()).isEqualTo(expected);
        assertThat(json.get("todos")).hasSize(expected);
        assertThat(desk.done(("todos " + filter).split(" ")).out()).contains(expected == 0 ? "No " : expected + " ");
    }

    @Test
    void a_todo_as_json_has_all_that_the_view_has() {
        JsonNode todo = desk.done("todos", "--json", "-t", "write the test")
                .json()
                .get("todos")
                .get(0);
        assertThat(todo.get("id").asString()).isEqualTo(Desk.id("Write the test"));
        assertThat(todo.get("status").asString()).isEqualTo("pending");
        assertThat(todo.get("first_seen").asString()).isEqualTo(Desk.BEGAN.toString());
        assertThat(todo.get("sessions").get(0).get("agent").asString()).isEqualTo("claude-code");
    }

    @Test
    void the_list_as_it_was_comes_from_a_snapshot() throws IOException {
        Instant then = Instant.now();
        desk.list(1, 120, "completed Write the test", "completed Write the code", "pending More");
        desk.done("consolidate");
        Result past = desk.done("todos", "--as-of", then.toString());
        assertThat(past.err()).contains("from snapshot ").contains("-consolidate-2.");
        assertThat(past.out()).contains("Write the test").doesNotContain("More");
        Result now = desk.done("todos", "--as-of", "0s");
        assertThat(now.err()).contains("nothing has changed the list since");
        assertThat(now.out()).contains("More").doesNotContain("Write the test");
    }

    @Test
    void before_the_first_snapshot_it_is_replayed() throws IOException {
        desk.list(1, 120, "completed Write the test", "completed Write the code", "pending More");
        desk.done("consolidate");
        Result past = desk.done("todos", "--json", "--as-of", "2025-10-01T10:30:00Z", "--status", "all");
        assertThat(past.err()).contains("replayed from the lifecycle");
        assertThat(past.json().get("as_of").asString()).isEqualTo("2025-10-01T10:30:00Z");
        assertThat(past.json().get("todos")).hasSize(2);
        assertThat(past.json().get("todos").get(1).get("status").asString()).isEqualTo("pending");
        assertThat(desk.done("todos", "--as-of", "2025-09-01").out()).isEqualTo("No open todos found.\n");
    }

    @Test
    void completing_is_read_back_and_stays() throws IOException {
        String id = Desk.id("Write the test");
        assertThat(desk.done("todos", "complete", id.substring(0, 6)).out())
                .isEqualTo("Completed " + id.substring(0, 8) + "  Write the test  (general)\n");
        desk.list(1, 120, "pending Write the test", "pending Another");
        desk.done("consolidate");
        JsonNode todo = desk.done("todos", "--status", "all", "--text", "the test", "--json")
                .json()
                .get("todos")
                .get(0);
        assertThat(todo.get("status").asString()).isEqualTo("completed");
        assertThat(todo.get("activeForm").asString()).isEqualTo("Doing it");
        assertThat(todo.get("sessions")).hasSize(2);
    }

    @Test
    void a_person_may_change_their_mind_as_often_as_they_like() {
        String id = Desk.id("Write the test");
        for (int i = 0; i < 2; i++) {
            desk.done("todos", "complete", id);
            desk.done("todos", "complete", id);
            desk.done("todos", "reopen", id);
            desk.done("todos", "delete", id);
            desk.done("todos", "delete", id);
            JsonNode json = desk.done("todos", "reopen", id, "--json").json();
            assertThat(json.get("todos").get(0).get("reopened").asBoolean()).isTrue();
        }
        desk.done("todos", "delete", id);
        desk.done("todos", "complete", id);
        assertThat(desk.done("todos", "-s", "completed", "--json")
                        .json()
                        .get("count")
                        .asInt())
                .isEqualTo(2);
    }

    @Test
    void a_decision_beats_a_device_whose_clock_is_ahead() throws IOException {
        Instant ahead = Instant.now().plusSeconds(86_400);
        Files.writeString(
                desk.state().devices().resolve("d-00000000abcd.jsonl"),
                "{\"project\":\"general\",\"content\":\"Write the test\",\"agent\":\"codex\",\"session\":\"s\","
                        + "\"status\":\"in_progress\",\"at\":\"" + ahead + "\",\"presence\":\"listed\"}\n",
                StandardOpenOption.CREATE_NEW);
        desk.done("todos", "delete", Desk.id("Write the test"));
        assertThat(desk.done("todos").out()).doesNotContain("Write the test");
    }

    @Test
    void several_are_decided_in_one_run() {
        JsonNode json = desk.done("todos", "complete", Desk.id("Write the test"), Desk.id("Write the code"), "--json")
                .json();
        assertThat(json.get("todos")).hasSize(2);
        assertThat(json.get("todos").get(0).get("status").asString()).isEqualTo("completed");
        assertThat(json.get("run").asLong()).isEqualTo(2);
    }

    @Test
    void an_ambiguous_id_lists_its_candidates_and_changes_nothing() throws IOException {
        String[] twins = twins();
        desk.list(3, 0, "pending " + twins[0], "pending " + twins[1]);
        desk.done("consolidate");
        Result ambiguous = desk.run("todos", "complete", Desk.id(twins[0]).substring(0, 4));
        assertThat(ambiguous.code()).isEqualTo(2);
        assertThat(ambiguous.err()).contains(Desk.id(twins[0]), Desk.id(twins[1]), twins[0], twins[1]);
        assertThat(desk.run("todos", "complete", "123").code()).isEqualTo(2);
        assertThat(desk.run("todos", "complete", "000000000000").err()).contains("there is no todo 000000000000");
    }

    /** Two texts whose ids begin with the same four characters. */
    private static String[] twins() {
        Map<String, String> seen = new HashMap<>();
        for (int i = 0; ; i++) {
            String text = "Todo number " + i;
            String other = seen.put(Desk.id(text).substring(0, 4), text);
            if (other != null) {
                return new String[] {other, text};
            }
        }
    }
}
