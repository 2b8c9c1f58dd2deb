package cc.chitty.sync.consolidate.source.claude;

import static cc.chitty.sync.consolidate.source.claude.Fixtures.SESSION;
import static cc.chitty.sync.consolidate.source.claude.Fixtures.only;
import static cc.chitty.sync.consolidate.source.claude.Fixtures.sentences;
import static org.assertj.core.api.Assertions.assertThat;

import cc.chitty.sync.consolidate.source.Reading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ClaudeTodosTest {

    private static final String OWN = "todos/" + SESSION + "-agent-" + SESSION + ".json";

    @TempDir
    private Path home;

    private Fixtures claude;

    @BeforeEach
    void setUp() {
        claude = new Fixtures(new ClaudeTodos(), home);
    }

    @Test
    void reads_the_shape_with_id_and_priority() throws IOException {
        Reading reading = claude.read(claude.put("todos-1.0.json", OWN));
        assertThat(only(reading).id()).isEqualTo(SESSION);
        assertThat(sentences(only(reading)))
                .containsExactly(
                        "LISTED Map the config loader completed high",
                        "LISTED Write the loader test in_progress medium");
    }

    @Test
    void reads_the_shape_with_active_form() throws IOException {
        assertThat(sentences(only(claude.read(claude.put("todos-2.0.json", OWN)))))
                .containsExactly(
                        "LISTED Map the config loader completed Mapping the config loader",
                        "LISTED Write the loader test pending Writing the loader test");
    }

    @Test
    void an_empty_list_that_was_always_empty_says_nothing() throws IOException {
        Reading reading = claude.read(claude.put("todos-empty.json", OWN));
        assertThat(reading.good()).isTrue();
        assertThat(only(reading).claims()).isEmpty();
    }

    @Test
    void strange_lines_are_problems_and_the_others_are_read_and_nothing_is_dropped() throws IOException {
        claude.read(Files.writeString(claude.path(OWN), "[{\"content\":\"Was there before\"}]"));
        Reading reading = claude.read(claude.put("todos-mixed.json", OWN));
        assertThat(sentences(only(reading)))
                .containsExactly(
                        "LISTED Map the config loader completed",
                        "LISTED Write the loader test pending status: someday",
                        "LISTED Ask about the cache pending blocked",
                        "LISTED Use the old parser completed cancelled");
        assertThat(only(reading).listed()).hasSize(5).contains("Was there before");
        assertThat(reading.problems())
                .extracting(problem -> problem.what())
                .containsExactly(
                        "line 5 of the list: a todo is not an object but a number",
                        "line 6 of the list: no text under any of "
                                + "[content, subject, title, step, task_description, description]");
    }

    @Test
    void the_files_time_counts_for_all_of_it() throws IOException {
        Path file = claude.put("todos-2.0.json", OWN);
        Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2025-10-21T03:22:04.123456Z")));
        assertThat(only(claude.read(file)).claims())
                .extracting(claim -> claim.at())
                .containsOnly(Instant.parse("2025-10-21T03:22:04.123Z"));
    }

    @Test
    void the_name_tells_the_session_and_the_sub_agent() throws IOException {
        assertThat(idOf("todos/" + SESSION + "-agent-ab12cd.json")).isEqualTo(SESSION + "#ab12cd");
        assertThat(idOf("todos/" + SESSION + ".json")).isEqualTo(SESSION);
        assertThat(idOf("todos/strange.json")).isEqualTo("strange");
    }

    @Test
    void other_files_are_not_found() throws IOException {
        claude.put("todos-2.0.json", "todos/notes.txt");
        claude.put("todos-2.0.json", "todos/directory.json/inside");
        assertThat(claude.find().files()).isEmpty();
        assertThat(claude.find().problems()).isEmpty();
    }

    private String idOf(String below) throws IOException {
        return only(claude.read(claude.put("todos-2.0.json", below))).id();
    }
}
