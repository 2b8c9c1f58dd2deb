package cc.chitty.sync.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import cc.chitty.sync.jobs.Desk.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class LifecycleCommandTest extends DeskTest {

    private final String id = Desk.id("Write the test");

    @Test
    void every_change_is_told_the_oldest_first() throws IOException {
        desk.list(1, 60, "pending Write the test");
        desk.done("consolidate");
        desk.list(2, 0, "in_progress Write the test");
        desk.list(1, 90, "completed Write the test");
        desk.done("consolidate");
        desk.done("todos", "reopen", id);

        assertThat(desk.done("lifecycle", id.substring(0, 5)).out())
                .startsWith("Write the test\n" + id + " of general\n")
                .containsSubsequence(
                        "2025-10-01T10:00:00Z",
                        "new -> in_progress",
                        "2025-10-01T11:00:00Z",
                        "new -> pending",
                        "2025-10-01T11:30:00Z",
                        "pending -> completed",
                        "new -> pending (reopened 1x)",
                        "chittysync",
                        "person");
        JsonNode changes = desk.done("lifecycle", id, "--json").json().get("changes");
        assertThat(changes).hasSize(4);
        assertThat(changes.get(2).get("was").asString()).isEqualTo("pending");
        assertThat(changes.get(3).get("epoch").asInt()).isEqualTo(1);
    }

    @Test
    void a_todo_that_is_no_longer_listed_has_one_too() throws IOException {
        desk.list(1, 0, "pending Write the test", "pending Rest");
        desk.done("consolidate");
        desk.list(1, 10, "pending Rest");
        desk.done("consolidate");
        assertThat(desk.done("todos").out()).doesNotContain("Write the test");
        assertThat(desk.done("lifecycle", id).out()).contains("pending -> pending, dropped");
    }

    @Test
    void a_torn_last_line_is_passed_over_and_any_other_damage_is_told() throws IOException {
        desk.list(1, 0, "pending Write the test");
        desk.done("consolidate");
        Path month = month();
        Files.writeString(month, "{\"project\":\"gen", StandardOpenOption.APPEND);
        desk.done("lifecycle", id);
        Files.writeString(month, "\n{\"project\":\"general\",s3cret", StandardOpenOption.APPEND);
        Result damaged = desk.run("lifecycle", id);
        assertThat(damaged.code()).isEqualTo(1);
        assertThat(damaged.err())
                .contains(month.toString(), "is no change of a todo")
                .doesNotContain("s3cret");
    }

    private Path month() throws IOException {
        try (var devices = Files.walk(desk.state().lifecycle())) {
            return devices.filter(Files::isRegularFile).findFirst().orElseThrow();
        }
    }
}
