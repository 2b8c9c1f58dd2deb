package cc.chitty.sync.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import cc.chitty.sync.consolidate.past.PastTodos;
import cc.chitty.sync.kernel.state.DirectoryTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What commands say where files of the state directory are gone or damaged. */
class DamagedFilesTest extends DeskTest {

    @BeforeEach
    void consolidates() throws IOException {
        desk.disagree();
        desk.list(3, 180, "pending Read", "completed Think");
        desk.done("consolidate");
    }

    @ParameterizedTest
    @CsvSource({
        "todos, todos.json",
        "todos --status all --json, todos.json",
        "sessions, todos.json",
        "projects, project-coordination.json",
        "projects --json, project-coordination.json",
        "conflicts, conflicts.json",
        "conflicts --json, conflicts.json"
    })
    void a_view_that_is_gone_or_damaged_is_named_before_anything_is_shown(String command, String name)
            throws IOException {
        String[] words = command.split(" ");
        Path view = desk.state().root().resolve(name);
        String good = Files.readString(view);
        Desk.Result before = desk.run(words);
        List<String> damaged = List.of(
                "",
                "[",
                "x",
                "[]",
                "{}",
                good.substring(0, good.length() / 2),
                good.substring(0, good.lastIndexOf('\n', good.length() - 2) + 1),
                good.substring(0, good.length() - 2),
                good.replaceFirst("\"", "'"),
                good.replace("\n", ""),
                good + good);
        for (String content : damaged) {
            Files.writeString(view, content);
            assertRefused(desk.run(words), name);
        }
        Files.delete(view);
        assertRefused(desk.run(words), name);
        desk.run("consolidate");
        assertThat(desk.run(words)).isEqualTo(before);
    }

    private static void assertRefused(Desk.Result result, String name) {
        assertThat(result.code()).as(result.toString()).isEqualTo(1);
        assertThat(result.err())
                .contains(name + " is not what was published", "`chittysync consolidate` makes it anew");
        assertThat(result.out()).doesNotContain("Read", "Think", "Write");
    }

    @Test
    void status_counts_nothing_of_a_damaged_view() throws IOException {
        for (Path view : List.of(desk.state().projectsView(), desk.state().conflictsView())) {
            String good = Files.readString(view);
            Files.writeString(view, "[");
            assertRefused(desk.run("status", "--json"), String.valueOf(view.getFileName()));
            Files.writeString(view, good);
        }
        assertThat(desk.done("status").out()).contains("3 todos");
    }

    @Test
    void a_view_that_was_edited_and_is_whole_is_shown() throws IOException {
        Path view = desk.state().todosView();
        Files.writeString(view, Files.readString(view).replace("\"Read\"", "\"Read on\""));
        assertThat(desk.done("todos").out()).contains("Read on");
    }

    @Test
    void nothing_published_yet_is_no_damage() throws IOException {
        try (Desk fresh = new Desk(directory.resolve("fresh"))) {
            assertThat(fresh.done("todos").out()).contains("No open todos found");
            assertThat(fresh.done("projects").out()).contains("No projects yet");
            assertThat(fresh.done("conflicts").out()).contains("No conflicts");
        }
    }

    @Test
    void a_command_that_finds_a_bad_line_in_a_journal_names_file_line_and_remedy() throws IOException {
        Path journal = journal();
        String good = Files.readString(journal);
        int second = good.indexOf('\n') + 1;
        Files.writeString(journal, good.substring(0, second) + "ghp_secret\n" + good.substring(second));
        Desk.Result result = desk.run("todos", "complete", Desk.id("Read").substring(0, 8));
        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err())
                .contains(journal + ": line 2 is no sighting of a todo", "chittysync consolidate")
                .doesNotContain("defect", "ghp_secret");
        assertThat(desk.run("consolidate").code()).isEqualTo(3);
        desk.done("todos", "complete", Desk.id("Read").substring(0, 8));
        assertThat(desk.done("todos").out()).doesNotContain("Read");
    }

    @Test
    void without_its_database_no_number_of_a_run_is_given_twice() throws IOException {
        desk.close();
        DirectoryTree.delete(desk.state().database());
        desk = new Desk(directory);
        desk.list(3, 240, "completed Read");
        Desk.Result again = desk.run("consolidate", "--json");
        assertThat(again.code()).isEqualTo(3);
        assertThat(again.json().get("run").asLong()).isGreaterThan(1000);
        desk.close();
        desk = new Desk(directory);
        desk.list(3, 250, "completed Read", "pending More");
        desk.done("consolidate");
        assertThat(desk.done("todos").out()).contains("More");
    }

    @Test
    void a_rollback_takes_no_snapshot_from_before_its_run_began() throws IOException {
        Path snapshots = desk.state().snapshots();
        Path taken;
        try (var all = Files.list(snapshots)) {
            taken = all.filter(it -> it.toString().endsWith("-consolidate-3"))
                    .findFirst()
                    .orElseThrow();
        }
        String old = "20200101T000000.000Z-consolidate-3";
        Files.move(taken, snapshots.resolve(old));
        Desk.Result refused = desk.run("rollback", "consolidate", "3");
        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.err()).contains(old, "was taken before that run began");
        assertThat(desk.done("todos").out()).contains("Read");
    }

    @Test
    void a_snapshot_of_a_time_to_come_tells_nothing_of_the_past() throws IOException {
        Path snapshots = desk.state().snapshots();
        Path taken;
        try (var all = Files.list(snapshots)) {
            taken = all.filter(it -> it.toString().endsWith("-consolidate-3"))
                    .findFirst()
                    .orElseThrow();
        }
        Files.move(taken, snapshots.resolve("20990101T000000.000Z-consolidate-3"));
        Instant now = Instant.now();
        assertThat(new PastTodos(desk.state()).at(now, now).origin()).isEqualTo(PastTodos.Origin.CURRENT);
    }

    private Path journal() throws IOException {
        try (var files = Files.list(desk.state().devices())) {
            return files.findFirst().orElseThrow();
        }
    }
}
