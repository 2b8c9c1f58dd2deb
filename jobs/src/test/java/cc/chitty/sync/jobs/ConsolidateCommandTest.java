package cc.chitty.sync.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import cc.chitty.sync.jobs.Desk.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ConsolidateCommandTest extends DeskTest {

    @Test
    void tells_what_was_read_and_what_the_list_is_now() throws IOException {
        desk.list(1, 0, "pending Write the test", "completed Write the code");
        assertThat(desk.done("consolidate").out().lines())
                .satisfiesExactly(
                        line -> assertThat(line)
                                .matches("Read 1 of 1 file \\(\\d+ B\\), 2 todos added in \\d+\\.\\d s\\."),
                        line -> assertThat(line).endsWith("/todos.json: 2 todos (1 open) in 1 project"));
        desk.list(1, 5, "completed Write the test", "completed Write the code", "pending Rest");
        assertThat(desk.done("consolidate").out()).contains(", 1 todo added, 1 completed in ");
    }

    @Test
    void nothing_to_do_is_one_line_and_no_snapshot() throws IOException {
        desk.list(1, 0, "pending Write the test");
        desk.done("consolidate");
        assertThat(desk.done("consolidate").out()).matches("Nothing new in 1 file in \\d+\\.\\d s\\.\n");
        assertThat(desk.done("snapshots", "--json").json().get("snapshots")).hasSize(1);
    }

    @Test
    void a_full_run_of_unchanged_files_adds_nothing() throws IOException {
        desk.list(1, 0, "pending Write the test");
        desk.done("consolidate");
        assertThat(desk.done("consolidate", "--full").out()).contains("Read 1 of 1 file", "no todo changed");
    }

    @Test
    void a_dry_run_lists_what_would_change_and_changes_nothing() throws IOException {
        desk.list(1, 0, "pending Write the test", "pending Rest");
        desk.done("consolidate");
        String before = Files.readString(desk.state().todosView());
        desk.list(1, 5, "completed Write the test", "pending More");
        Result dry = desk.done("consolidate", "--dry-run");
        assertThat(dry.out())
                .contains("1 todo would be added, 1 would be completed, 1 would be removed")
                .contains("+ new -> pending             More  (general)")
                .contains("~ pending -> completed       Write the test  (general)")
                .contains("- pending -> gone            Rest  (general)")
                .endsWith("Nothing was changed: this was a dry run.\n");
        JsonNode json = desk.done("consolidate", "--dry-run", "--json").json();
        assertThat(json.get("dry_run").asBoolean()).isTrue();
        assertThat(json.get("changed")).hasSize(3);
        assertThat(json.get("changed").get(0).get("id").asString()).isEqualTo(Desk.id("More"));
        assertThat(Files.readString(desk.state().todosView())).isEqualTo(before);
    }

    @Test
    void problems_are_named_on_standard_error_every_time_and_end_with_3() throws IOException {
        Path bad = desk.list(1, 0, "pending Write the test");
        Files.writeString(bad, "[{\"content\":");
        for (int i = 0; i < 2; i++) {
            Result result = desk.run("consolidate", "--quiet");
            assertThat(result.code()).isEqualTo(3);
            assertThat(result.out()).isEmpty();
            assertThat(result.err()).startsWith(bad + ": ").hasLineCount(1);
        }
        JsonNode json = desk.run("consolidate", "--json").json();
        assertThat(json.get("exit_code").asInt()).isEqualTo(3);
        assertThat(json.get("problems").get(0).get("where").asString()).isEqualTo(bad.toString());
    }

    @Test
    void a_wrong_setting_is_told_as_one() throws IOException {
        for (String setting : List.of("sources=none-such", "chunk=many")) {
            Files.writeString(
                    desk.state().root().resolve("settings.properties"), "chittysync.consolidate." + setting + "\n");
            for (String command : List.of("consolidate", "mcp")) {
                Result result = desk.run(command);
                assertThat(result.code()).as(result.err()).isEqualTo(2);
                assertThat(result.err())
                        .contains("chittysync.consolidate." + setting.substring(0, setting.indexOf('=')))
                        .contains("Correct it in ");
            }
        }
    }

    @Test
    void more_problems_than_fit_are_counted() throws IOException {
        for (int i = 0; i < 25; i++) {
            Files.writeString(desk.list(i, 0), "{");
        }
        assertThat(desk.run("consolidate").err()).hasLineCount(21).endsWith("and 5 more: `chittysync show 1`\n");
        assertThat(desk.done("show", "1").out()).contains("25 problems");
    }

    @Test
    void new_conflicts_are_mentioned_once_and_are_no_problem() throws IOException {
        desk.list(1, 0, "pending Write the test");
        desk.list(2, 30, "in_progress Write the test");
        desk.done("consolidate");
        desk.list(1, 60, "completed Write the test");
        desk.list(2, 120, "pending Write the test");
        assertThat(desk.done("consolidate").out()).contains("1 new conflict: `chittysync conflicts` lists it.");
        desk.list(3, 130, "pending Other");
        assertThat(desk.done("consolidate").out()).doesNotContain("conflict");
        assertThat(desk.done("consolidate", "--full").out()).doesNotContain("conflict");
    }

    @Test
    void what_opening_had_to_repair_is_told_once() throws IOException {
        desk.list(1, 0, "pending Write the test");
        desk.done("consolidate");
        desk.close();
        try (var files = Files.list(desk.state().database())) {
            for (Path file : files.filter(it -> it.toString().endsWith(".db")).toList()) {
                Files.write(file, new byte[10_000]);
            }
        }
        Result repaired = desk.run("consolidate");
        assertThat(repaired.code()).as(repaired.toString()).isEqualTo(3);
        assertThat(repaired.err()).contains("damaged");
        assertThat(desk.run("status").code()).isZero();
    }
}
