package cc.chitty.sync.consolidate.source.claude;

import static cc.chitty.sync.consolidate.source.claude.Fixtures.SESSION;
import static cc.chitty.sync.consolidate.source.claude.Fixtures.only;
import static cc.chitty.sync.consolidate.source.claude.Fixtures.sentences;
import static org.assertj.core.api.Assertions.assertThat;

import cc.chitty.sync.consolidate.source.Reading;
import cc.chitty.sync.consolidate.source.Stamp;
import cc.chitty.sync.consolidate.todo.Claim;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ClaudeTasksTest {

    private static final Instant EARLY = Instant.parse("2026-03-01T10:00:00Z");
    private static final Instant LATE = Instant.parse("2026-03-01T11:00:00.5Z");

    @TempDir
    private Path home;

    private Fixtures claude;
    private Path list;

    @BeforeEach
    void setUp() throws IOException {
        claude = new Fixtures(new ClaudeTasks(), home);
        list = claude.path("tasks/" + SESSION);
        claude.put("tasks/3.json", "tasks/" + SESSION + "/3.json");
        claude.put("tasks/4.json", "tasks/" + SESSION + "/4.json");
        claude.put("tasks/5.json", "tasks/" + SESSION + "/5.json");
        Files.createFile(list.resolve(".lock"));
        Files.writeString(list.resolve(".highwatermark"), "5");
        Files.setLastModifiedTime(list.resolve("3.json"), FileTime.from(LATE));
        Files.setLastModifiedTime(list.resolve("5.json"), FileTime.from(EARLY));
    }

    @Test
    void reads_a_list_and_hides_what_is_internal() throws IOException {
        Reading reading = claude.read(list);
        assertThat(reading.problems()).isEmpty();
        assertThat(sentences(only(reading)))
                .containsExactly(
                        "LISTED Add retry to the uploader in_progress Adding retry to the uploader",
                        "LISTED Release the uploader pending");
    }

    @Test
    void each_part_has_its_own_time() throws IOException {
        assertThat(only(claude.read(list)).claims()).extracting(Claim::at).containsExactly(LATE, EARLY);
    }

    @Test
    void a_list_whose_files_are_gone_has_vanished_and_nothing_is_deleted() throws IOException {
        claude.read(list);
        Files.delete(list.resolve("3.json"));
        Files.delete(list.resolve("4.json"));
        Files.delete(list.resolve("5.json"));
        Reading reading = claude.read(list);
        assertThat(sentences(only(reading)))
                .containsExactly("VANISHED Add retry to the uploader pending", "VANISHED Release the uploader pending");
        assertThat(only(reading).listed()).isEmpty();
    }

    @Test
    void a_damaged_part_is_a_problem_and_the_others_are_read() throws IOException {
        claude.read(list);
        Path damaged = Files.writeString(list.resolve("3.json"), "{\"id\":\"3\",\"subj");
        Files.delete(list.resolve("5.json"));
        Files.writeString(list.resolve("6.json"), "{\"id\":\"6\",\"subject\":\"Tell people\",\"status\":\"pending\"}");
        Reading reading = claude.read(list);
        assertThat(reading.good()).isTrue();
        assertThat(reading.problems()).extracting(problem -> problem.where()).containsExactly(damaged.toString());
        assertThat(sentences(only(reading))).containsExactly("LISTED Tell people pending");
        assertThat(only(reading).listed())
                .containsExactlyInAnyOrder("Add retry to the uploader", "Release the uploader", "Tell people");
    }

    @Test
    void what_vanished_beside_a_damaged_part_vanishes_once_that_is_whole_again() throws IOException {
        claude.read(list);
        Files.writeString(list.resolve("3.json"), "{");
        Files.delete(list.resolve("5.json"));
        claude.read(list);
        claude.put("tasks/3.json", "tasks/" + SESSION + "/3.json");
        assertThat(only(claude.read(list)).listed()).containsExactly("Add retry to the uploader");
    }

    @Test
    void a_renamed_subject_replaces_the_former_one() throws IOException {
        claude.read(list);
        Files.writeString(list.resolve("5.json"), "{\"id\":\"5\",\"subject\":\"Release it\",\"status\":\"pending\"}");
        Reading reading = claude.read(list);
        assertThat(sentences(only(reading)))
                .contains("DROPPED Release the uploader pending", "LISTED Release it pending")
                .doesNotContain("VANISHED Release the uploader pending");
    }

    @Test
    void lists_that_are_not_named_by_a_session_keep_their_names() throws IOException {
        assertThat(idOf("session-9b1c0000")).isEqualTo("list:session-9b1c0000");
        assertThat(idOf("backend team")).isEqualTo("list:backend team");
    }

    @Test
    void a_lock_that_comes_and_goes_changes_no_stamp_but_any_part_does() throws IOException {
        Stamp before = stamp();
        Files.delete(list.resolve(".lock"));
        assertThat(stamp()).isEqualTo(before);
        Files.setLastModifiedTime(list.resolve("5.json"), FileTime.from(EARLY.plusMillis(1)));
        assertThat(stamp()).isNotEqualTo(before);
    }

    @Test
    void the_high_water_mark_changes_the_stamp() throws IOException {
        Stamp before = stamp();
        Files.writeString(list.resolve(".highwatermark"), "66");
        assertThat(stamp()).isNotEqualTo(before);
    }

    private Stamp stamp() {
        return Objects.requireNonNull(claude.find().files().get(list));
    }

    private String idOf(String name) throws IOException {
        claude.put("tasks/3.json", "tasks/" + name + "/3.json");
        return only(claude.read(claude.path("tasks/" + name))).id();
    }
}
