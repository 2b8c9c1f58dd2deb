package cc.chitty.sync.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import cc.chitty.sync.jobs.Desk.Result;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class ConflictsCommandTest extends DeskTest {

    @Test
    void open_conflicts_are_listed_and_end_with_3() throws IOException {
        assertThat(desk.done("conflicts").out()).isEqualTo("No conflicts.\n");
        desk.disagree();
        Result list = desk.run("conflicts");
        assertThat(list.code()).isEqualTo(3);
        assertThat(list.out()).contains("different-status", "completed", "pending", "Write the test", "1 conflict.");
        JsonNode conflict =
                desk.run("conflicts", "--json").json().get("conflicts").get(0);
        assertThat(conflict.get("todo").asString()).isEqualTo(Desk.id("Write the test"));
        assertThat(conflict.get("kept").get("status").asString()).isEqualTo("completed");
        assertThat(conflict.get("other").get("at").asString()).isEqualTo("2025-10-01T12:00:00Z");
        assertThat(desk.run("conflicts", "-q")).isEqualTo(new Result(3, "", ""));
    }

    @Test
    void one_is_shown_side_by_side() throws IOException {
        desk.disagree();
        assertThat(desk.done("conflicts", "show", id().substring(0, 4)).out())
                .contains("Write the test", "kept by the rule completed")
                .containsPattern("status +completed +pending")
                .containsPattern("said +2025-10-01T11:00:00Z +2025-10-01T12:00:00Z")
                .containsPattern("session +\\S+f1a01 +\\S+f1a02");
        JsonNode json = desk.done("conflicts", "show", id(), "--json").json();
        assertThat(json.get("rule").asString()).isEqualTo("completed");
    }

    @ParameterizedTest
    @CsvSource({
        "--keep kept, completed",
        "--keep other, pending",
        "--status in_progress, in_progress",
        "--status pending, pending"
    })
    void resolving_settles_it_for_good(String choice, String status) throws IOException {
        desk.disagree();
        String[] arguments = ("conflicts resolve " + id() + " " + choice + " --json").split(" ");
        JsonNode json = desk.done(arguments).json();
        assertThat(json.get("resolved").asBoolean()).isTrue();
        assertThat(json.get("status").asString()).isEqualTo(status);
        assertThat(desk.done("conflicts").out()).isEqualTo("No conflicts.\n");
        desk.done("consolidate", "--full");
        assertThat(desk.done("conflicts").out()).isEqualTo("No conflicts.\n");
        assertThat(desk.done("todos", "--status", status, "--json")
                        .json()
                        .get("count")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void a_wrong_choice_changes_nothing() throws IOException {
        desk.disagree();
        for (String choice : new String[] {"--keep both", "--status done", "--keep kept --status pending"}) {
            String[] arguments = ("conflicts resolve " + id() + " " + choice).split(" ");
            assertThat(desk.run(arguments).code()).as(choice).isEqualTo(2);
        }
        assertThat(desk.run("conflicts").code()).isEqualTo(3);
    }

    private String id() {
        return desk.run("conflicts", "--json")
                .json()
                .get("conflicts")
                .get(0)
                .get("id")
                .asString();
    }
}
