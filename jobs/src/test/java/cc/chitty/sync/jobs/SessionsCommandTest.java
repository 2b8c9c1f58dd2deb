package cc.chitty.sync.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class SessionsCommandTest extends DeskTest {

    @Test
    void sessions_are_listed_with_their_open_todos_and_old_ones_marked() throws IOException {
        desk.list(1, 0, "pending Write", "pending Read", "completed Think");
        desk.list(2, 0, "completed Rest");
        Path fresh = desk.list(3, 0, "in_progress Write");
        Files.setLastModifiedTime(fresh, FileTime.from(Instant.now().minusSeconds(60)));
        desk.done("consolidate");
        assertThat(desk.done("sessions").out())
                .containsSubsequence("f1a03", "1 min ago", "f1a01", "stale", "f1a02", "stale")
                .endsWith("3 sessions, 2 stale (7d).\n");
        JsonNode sessions =
                desk.done("sessions", "--json", "--stale", "30s").json().get("sessions");
        assertThat(sessions).hasSize(3);
        assertThat(sessions.get(0).get("stale").asBoolean()).isTrue();
        assertThat(sessions.get(0).get("open").asInt()).isEqualTo(1);
        assertThat(sessions.get(1).get("open").asInt()).isEqualTo(2);
        assertThat(desk.done("sessions", "--open").out()).doesNotContain("f1a02");
        assertThat(desk.done("sessions", "--agent", "codex").out()).isEqualTo("No sessions found.\n");
    }
}
