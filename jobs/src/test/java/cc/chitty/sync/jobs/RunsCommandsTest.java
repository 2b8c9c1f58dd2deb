package cc.chitty.sync.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import cc.chitty.sync.jobs.Desk.Result;
import cc.chitty.sync.kernel.owner.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** {@code status}, {@code history}, {@code show} and {@code prune}. */
class RunsCommandsTest extends DeskTest {

    @Test
    void before_the_first_run_there_is_nothing_to_tell() {
        assertThat(desk.done("status").out()).startsWith("Nothing consolidated yet.");
        assertThat(desk.done().out()).startsWith("Nothing consolidated yet.");
        assertThat(desk.done("history").out()).startsWith("No run yet.");
        JsonNode json = desk.done("status", "--json").json();
        assertThat(json.get("health").asString()).isEqualTo("stale");
        assertThat(json.has("consolidated")).isFalse();
        assertThat(json.get("last_runs")).isEmpty();
    }

    @Test
    void status_tells_how_things_are_also_on_a_bare_call() throws IOException {
        desk.list(1, 0, "pending Write the test");
        desk.done("consolidate");
        desk.done("consolidate", "--dry-run");
        String status = desk.done("status").out();
        assertThat(status)
                .contains("Healthy    consolidated just now; every 30 minutes expected")
                .contains("Todos      1 todo (1 open) in 1 project")
                .contains("Conflicts  none")
                .contains("consolidate 1 completed, began just now")
                .contains("Kept in    " + desk.state());
        assertThat(desk.done().out()).contains("Healthy");
        JsonNode json = desk.done("--json").json();
        assertThat(json.get("todos").get("open").asInt()).isEqualTo(1);
        assertThat(json.get("last_runs").get(0).get("run").asInt()).isEqualTo(1);
    }

    @Test
    void parts_of_the_status_are_shown_alone_or_together() throws IOException {
        desk.list(1, 0, "pending Write the test");
        desk.run(Terminal.NONE, Map.of("CHITTYSYNC_TRIGGER", "hook"), "consolidate");
        assertThat(desk.done("status", "--time").out()).matches("consolidate  2\\d{3}-.*  just now\n");
        assertThat(desk.done("status", "--activity").out())
                .contains(
                        "Last 24 h  1 run: 1 by hook\n", "Todos      1 added\n", "Run 1  just now, by hook: 1 added\n");
        Files.createDirectories(desk.state().logs());
        Files.writeString(desk.state().logs().resolve("cron.log"), "first\nsecond\nthird\n");
        assertThat(desk.done("status", "--logs", "2").out()).endsWith("cron.log\n  second\n  third\n");
        assertThat(desk.run("status", "--logs", "0").code()).isEqualTo(2);
        assertThat(desk.done("status", "--sync").out()).contains("consolidate by hook: last went well just now");
        JsonNode json = desk.done("status", "--time", "--activity", "--logs", "1", "--sync", "--json")
                .json();
        assertThat(json.get("times").get(0).get("job").asString()).isEqualTo("consolidate");
        assertThat(json.get("activity").get("triggers").get("hook").asInt()).isEqualTo(1);
        assertThat(json.get("logs").toString()).contains("\"lines\":[\"third\"]");
        assertThat(json.get("triggers").get(0).get("silent").asBoolean()).isFalse();
    }

    @Test
    void problems_of_the_last_run_end_status_with_3() throws IOException {
        Path bad = desk.list(1, 0, "pending Write the test");
        Files.writeString(bad, "{");
        desk.run("consolidate");
        Result status = desk.run("status");
        assertThat(status.code()).isEqualTo(3);
        assertThat(status.out()).contains("1 problem: `chittysync show 1` lists them");
        desk.list(1, 0, "pending Write the test");
        Files.setLastModifiedTime(bad, FileTime.from(Instant.now().minusSeconds(60)));
        desk.done("consolidate");
        desk.done("status");
    }

    @Test
    void history_lists_runs_with_what_they_changed_and_why_they_ran() throws IOException {
        desk.list(1, 0, "pending Write the test");
        desk.run(Terminal.NONE, Map.of("CHITTYSYNC_TRIGGER", "cron"), "consolidate");
        desk.done("consolidate", "--dry-run");
        desk.done("consolidate");
        assertThat(desk.done("history", "consolidate").out())
                .containsPattern("3  consolidate  completed +\\S.* person  - +0")
                .containsPattern("2  consolidate  completed \\(dry\\) +")
                .containsPattern("1  consolidate  completed +.* cron +1 added +0");
        JsonNode runs = desk.done("history", "-n", "2", "--json").json().get("runs");
        assertThat(runs).hasSize(2);
        assertThat(runs.get(0).get("run").asInt()).isEqualTo(3);
        assertThat(runs.get(1).get("dry_run").asBoolean()).isTrue();
    }

    @Test
    void show_tells_all_of_one_run() throws IOException {
        Files.writeString(desk.list(1, 0, "pending Bad"), "{");
        desk.list(2, 0, "pending Write the test");
        desk.run("consolidate");
        assertThat(desk.done("show", "1").out())
                .contains("Run 1 of consolidate", "started   by person", "-consolidate-1")
                .containsPattern("read +completed +\\S+ s +2 +2 +0")
                .containsPattern(" 1  added\n")
                .contains("1 problem\n", "f1a01.json: ");
        JsonNode json = desk.done("show", "1", "--json").json();
        assertThat(json.get("steps")).hasSize(4);
        assertThat(json.get("counts").get("added").asInt()).isEqualTo(1);
        assertThat(json.get("problems")).hasSize(1);
        assertThat(json.get("owner").get("version").asString()).isEqualTo("test");
        assertThat(json.get("snapshot").asString()).endsWith("-consolidate-1");
    }

    @Test
    void prune_removes_what_is_too_old_and_what_was_left() throws IOException {
        for (int i = 1; i <= 2; i++) {
            desk.list(1, i, "pending Todo " + i);
            desk.done("consolidate");
        }
        String first = desk.done("snapshots", "--json")
                .json()
                .get("snapshots")
                .get(1)
                .get("id")
                .asString();
        Path snapshots = desk.state().snapshots();
        Path old = Files.move(snapshots.resolve(first), snapshots.resolve("20250101T000000.000Z-consolidate-1"));
        Path left = Files.writeString(desk.state().root().resolve(".todos.json.0123456789abcdef.tmp"), "x");
        Files.setLastModifiedTime(left, FileTime.from(Desk.BEGAN));

        assertThat(desk.done("prune", "--dry-run").out()).isEqualTo("""
                        Would remove 0 runs, 1 snapshot and 1 left-over file.
                          20250101T000000.000Z-consolidate-1
                        """);
        assertThat(old).exists();
        assertThat(left).exists();
        JsonNode json = desk.done("prune", "--json").json();
        assertThat(json.get("snapshots").get(0).asString()).isEqualTo("20250101T000000.000Z-consolidate-1");
        assertThat(json.get("files").asInt()).isEqualTo(1);
        assertThat(old).doesNotExist();
        assertThat(left).doesNotExist();
        assertThat(desk.done("prune").out()).isEqualTo("Removed 0 runs, 0 snapshots and 0 left-over files.\n");
    }
}
