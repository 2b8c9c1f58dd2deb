package cc.chitty.sync.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import cc.chitty.sync.jobs.Desk.Result;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class RollbackCommandTest extends DeskTest {

    @BeforeEach
    void two_runs() throws IOException {
        desk.list(1, 0, "pending Write the test");
        desk.done("consolidate");
        desk.list(1, 10, "completed Write the test", "pending More");
        desk.done("consolidate");
    }

    @Test
    void goes_back_to_before_a_run_and_lists_what_is_set_aside() throws IOException {
        String before = Files.readString(desk.state().todosView());
        Result back = desk.done("rollback", "consolidate", "2");
        assertThat(back.out())
                .contains("-consolidate-2.\n", "Set aside 2 sightings:\n", "completed    Write the test", "More")
                .containsPattern("`chittysync rollback \\S+-restore-2` takes this back");
        assertThat(desk.done("todos").out()).contains("○ Write the test").doesNotContain("More");

        JsonNode again = desk.done("rollback", restoreId(), "--json").json();
        assertThat(again.get("set_aside_count").asInt()).isEqualTo(1);
        assertThat(Files.readString(desk.state().todosView())).isEqualTo(before);
    }

    @Test
    void what_is_set_aside_comes_back_only_when_its_source_changes() throws IOException {
        desk.done("rollback", "consolidate", "2");
        String back = Files.readString(desk.state().todosView());
        assertThat(desk.done("consolidate").out()).contains("no todo changed");
        assertThat(Files.readString(desk.state().todosView())).isEqualTo(back);
        desk.done("consolidate", "--fresh");
        assertThat(Files.readString(desk.state().todosView())).isEqualTo(back);
        desk.list(1, 20, "completed Write the test", "pending More");
        desk.done("consolidate");
        assertThat(desk.done("todos").out()).contains("More").doesNotContain("Write the test");
    }

    @Test
    void a_full_run_brings_back_what_was_set_aside() throws IOException {
        desk.done("rollback", "consolidate", "1");
        desk.done("consolidate");
        assertThat(desk.done("todos").out()).contains("No open todos");
        desk.done("consolidate", "--full");
        assertThat(desk.done("todos", "-s", "all").out()).contains("✓ Write the test", "○ More");
    }

    @Test
    void going_back_over_several_runs_restores_what_only_later_ones_replaced() throws IOException {
        desk.list(2, 30, "in_progress More");
        desk.done("consolidate");
        desk.list(1, 40, "completed Write the test", "completed More");
        desk.list(2, 50, "pending More");
        desk.done("consolidate");
        assertThat(desk.run("conflicts").code()).isEqualTo(3);
        desk.done("rollback", "consolidate", "3");
        desk.done("conflicts");
        assertThat(desk.done("todos").out()).contains("○ More");
        desk.done("rollback", "consolidate", "1");
        assertThat(desk.done("todos", "-s", "all").out()).isEqualTo("No todos found.\n");
        desk.done("consolidate");
        assertThat(desk.done("todos", "-s", "all").out()).contains("No todos");
    }

    @Test
    void snapshots_are_listed_the_newest_first() {
        desk.done("rollback", "consolidate", "2");
        assertThat(desk.done("snapshots").out())
                .containsSubsequence(
                        "-restore-2",
                        "rollback of run 2",
                        "-consolidate-2",
                        "consolidate run 2",
                        "-consolidate-1",
                        "consolidate run 1",
                        "3 snapshots");
        JsonNode snapshot =
                desk.done("snapshots", "--json").json().get("snapshots").get(0);
        assertThat(snapshot.get("job").asString()).isEqualTo("restore");
        assertThat(snapshot.get("files").toString()).contains("todos.json");
    }

    @Test
    void there_is_nothing_to_go_back_to_before_a_run_that_changed_nothing() {
        desk.done("consolidate");
        Result nothing = desk.run("rollback", "consolidate", "3");
        assertThat(nothing.code()).isEqualTo(2);
        assertThat(nothing.err()).contains("no snapshot was taken by it");
    }

    private String restoreId() {
        return desk.done("snapshots", "--json")
                .json()
                .get("snapshots")
                .get(0)
                .get("id")
                .asString();
    }
}
