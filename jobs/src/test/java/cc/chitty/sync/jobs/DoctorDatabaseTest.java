package cc.chitty.sync.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import cc.chitty.sync.kernel.repository.RepositoryGuard;
import cc.chitty.sync.kernel.state.DirectoryTree;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** What {@code doctor} and other commands say of a database and of records with which nothing works, and for how long. */
class DoctorDatabaseTest extends DeskTest {

    @BeforeEach
    void consolidates() throws IOException {
        desk.list(1, 0, "pending Read", "pending Think");
        desk.done("consolidate");
    }

    private List<JsonNode> findings(int code, String check) {
        Desk.Result result = desk.run("doctor", "--json");
        assertThat(result.code()).as(result.toString()).isEqualTo(code);
        return result.json()
                .get("findings")
                .valueStream()
                .filter(finding -> finding.get("check").asString().equals(check))
                .toList();
    }

    private void assertWrong(String check, String... what) {
        JsonNode finding = findings(3, check).get(0);
        assertThat(finding.get("level").asString()).isEqualTo("wrong");
        assertThat(finding.get("what").asString()).contains(what);
        assertThat(finding.get("remedy").asString()).isNotEmpty();
    }

    @Test
    void a_file_that_was_cut_is_wrong() throws IOException {
        desk.close();
        Path file = desk.state().database().resolve("jobs.mv.db");
        try (RandomAccessFile cut = new RandomAccessFile(file.toFile(), "rw")) {
            cut.setLength(5000);
        }
        assertWrong("database", file.toString(), "the file has only 5000 bytes");
    }

    @Test
    void a_schema_of_a_newer_program_is_wrong_and_refused_without_an_address() {
        desk.close();
        try (RepositoryGuard repository = OwnerApplication.repository(desk.state(), Map.of())) {
            JdbcClient.create(repository.source())
                    .sql("update \"flyway_schema_history\" set \"version\" = '99' where \"version\" = '2'")
                    .update();
        }
        assertWrong("database", "its schema has version 99");
        Desk.Result refused = desk.run("status");
        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.err()).contains("jobs.mv.db", "version 99").doesNotContain("jdbc:", "WRITE_DELAY");
    }

    @Test
    void a_database_that_was_lost_is_told_once_and_by_the_doctor_for_days() throws IOException {
        desk.close();
        DirectoryTree.delete(desk.state().database());
        Desk.Result first = desk.run("status");
        assertThat(first.code()).isEqualTo(3);
        assertThat(first.err()).contains("the database is gone: begun anew above run 1");
        desk.done("status");
        desk.done("consolidate");
        List<JsonNode> findings = findings(0, "database");
        assertThat(findings).hasSize(2);
        assertThat(findings.get(1).get("level").asString()).isEqualTo("note");
        assertThat(findings.get(1).get("what").asString()).contains("the database is gone: begun anew above run 1");
        desk.close();
        desk = new Desk(directory);
        desk.done("consolidate");
        assertThat(findings(0, "database")).hasSize(2);
    }

    @Test
    void a_record_of_what_was_published_that_cannot_be_read_stops_nobody() throws IOException {
        Path record = desk.state().root().resolve("published.properties");
        byte[] bytes = Files.readAllBytes(record);
        bytes[100] = (byte) 0xff;
        Files.write(record, bytes);
        assertWrong("published", record.toString(), "cannot be read");
        assertThat(desk.done("todos").out()).contains("Read", "Think");
        assertThat(desk.done("status").out()).contains("2 todos");
        desk.list(2, 60, "pending Write");
        Desk.Result healed = desk.run("consolidate");
        assertThat(healed.code()).as(healed.toString()).isEqualTo(3);
        assertThat(healed.err()).contains(record + ": what was published last cannot be read");
        assertThat(desk.done("todos").out()).contains("Read", "Think", "Write");
        desk.done("consolidate");
        assertThat(findings(0, "published")).isEmpty();
    }

    @Test
    void a_note_of_a_dead_owner_that_cannot_be_read_stops_nobody() throws IOException {
        Files.writeString(desk.state().ownerProperties(), "pid=\\u12\n");
        assertThat(findings(0, "owner")).hasSize(1);
    }
}
