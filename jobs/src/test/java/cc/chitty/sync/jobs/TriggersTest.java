package cc.chitty.sync.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import cc.chitty.sync.jobs.Desk.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is to happen by itself, as {@code status --sync} and {@code doctor} tell it: both the same. */
class TriggersTest extends DeskTest {

    @BeforeEach
    void pushes_are_scheduled_since_three_days() throws IOException {
        Path timers = Files.createDirectories(desk.home().resolve(".config/systemd/user"));
        Files.createFile(timers.resolve("chittysync-git-push.timer"));
        Path script = Files.createFile(
                Files.createDirectories(desk.state().programs()).resolve("scheduled"));
        Files.setLastModifiedTime(script, FileTime.from(Instant.now().minus(Duration.ofDays(3))));
    }

    private void logged(int code) throws IOException {
        Files.writeString(
                desk.state().logs().resolve("cron.log"),
                "2026-05-01T10:05:00Z git-push: exit code 1\n2026-05-01T10:20:00Z git-push: exit code " + code + "\n");
    }

    @Test
    void what_is_not_set_up_is_not_silent() throws IOException {
        logged(10);
        assertThat(desk.done("status", "--sync").out())
                .contains("off     git-push by cron: is not set up")
                .doesNotContain("SILENT");
        assertThat(desk.done("status", "--sync", "--json")
                        .json()
                        .get("triggers")
                        .toString())
                .contains("\"set_up\":false", "\"silent\":false");
        assertThat(desk.run("doctor").out()).contains("note   schedule: git-push is not set up");
    }

    @Test
    void what_fails_is_silent_after_a_while() throws IOException {
        logged(1);
        Result status = desk.run("status", "--sync");
        assertThat(status.code()).isEqualTo(3);
        assertThat(status.out()).contains("SILENT  git-push by cron: last went well never");
        assertThat(desk.run("doctor").out())
                .contains("WRONG  schedule: git-push by cron last went well never", "its last exit code is 1");
    }
}
