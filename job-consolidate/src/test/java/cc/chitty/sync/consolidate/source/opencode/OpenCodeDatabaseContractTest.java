package cc.chitty.sync.consolidate.source.opencode;

import static org.assertj.core.api.Assertions.assertThat;

import cc.chitty.sync.consolidate.source.AgentHome;
import cc.chitty.sync.consolidate.source.Finds;
import cc.chitty.sync.consolidate.source.Reading;
import cc.chitty.sync.consolidate.source.Said;
import cc.chitty.sync.consolidate.source.SessionFacts;
import cc.chitty.sync.consolidate.source.SessionReading;
import cc.chitty.sync.consolidate.source.SessionSource;
import cc.chitty.sync.consolidate.source.SessionSourceContract;
import cc.chitty.sync.consolidate.source.Stamp;
import cc.chitty.sync.consolidate.source.sqlite.TestDatabase;
import cc.chitty.sync.consolidate.todo.Claim.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class OpenCodeDatabaseContractTest extends SessionSourceContract {

    private static final SessionFacts FACTS = new SessionFacts(
            "/home/kim/app", null, null, Instant.ofEpochMilli(1775000000000L), Instant.ofEpochMilli(1775000300000L));

    @Override
    protected SessionSource source() {
        return new OpenCodeDatabase();
    }

    @Override
    protected String session() {
        return "ses_9";
    }

    @Override
    protected String variable() {
        return "XDG_DATA_HOME";
    }

    @Override
    protected Path agentDirectory(Path home) {
        return home.resolve(".local/share");
    }

    @Override
    protected Path write(Path agentDirectory, List<Said> list) throws IOException {
        return writeNamed(agentDirectory, "local", list);
    }

    @Override
    protected void remove(Path found) throws IOException {
        Files.delete(found);
    }

    @Override
    protected Path writeNamed(Path agentDirectory, String name, List<Said> list) throws IOException {
        Path file = agentDirectory.resolve("opencode").resolve("opencode-" + name + ".db");
        boolean there = Files.exists(file);
        try (TestDatabase database = TestDatabase.plain(file)) {
            if (!there) {
                database.run(AgentHome.text("opencode/schema.sql"));
                database.run("delete from todo");
            }
            database.run("delete from todo where session_id = 'ses_9'");
            for (int i = 0; i < list.size(); i++) {
                database.insert(
                        "insert into todo values('ses_9', ?, ?, 'high', ?, 1, 1775000200000)",
                        list.get(i).text(),
                        list.get(i).status().word(),
                        i);
            }
        }
        return file;
    }

    @Test
    void the_samples_are_read_in_their_order_with_their_times_and_sessions() throws IOException {
        Path file = home.resolve(".local/share/opencode/opencode.db");
        try (TestDatabase database = TestDatabase.plain(file)) {
            database.run(AgentHome.text("opencode/schema.sql"));
        }
        Reading reading = new AgentHome(home).only(source());
        assertThat(reading.problems()).isEmpty();
        assertThat(reading.sessions()).extracting(SessionReading::id).containsExactly("ses_1", "ses_2");
        assertThat(AgentHome.claims(reading.sessions().get(0)))
                .containsExactly(
                        "LISTED in_progress 2026-03-31T23:36:40Z Add retry (high)",
                        "LISTED pending 2026-03-31T23:36:40Z Test it (medium)");
        assertThat(AgentHome.claims(reading.sessions().get(1)))
                .containsExactly("LISTED completed 2026-03-31T23:35:00Z Drop the cache (low) (cancelled)");
        assertThat(reading.sessions()).extracting(SessionReading::facts).containsExactly(FACTS, SessionFacts.NONE);
    }

    @Test
    void what_is_only_in_the_log_counts_and_changes_the_stamp() throws IOException {
        Path file = home.resolve(".local/share/opencode/opencode.db");
        try (TestDatabase database = TestDatabase.withLog(file)) {
            database.run(AgentHome.text("opencode/schema.sql"));
            Stamp before = stamp(file);
            database.run("update todo set status = 'completed', time_updated = 1775000400000 where position = 1");
            assertThat(stamp(file)).isNotEqualTo(before);
            List<String> files = new AgentHome(home).files();
            Reading reading = read(file);
            assertThat(new AgentHome(home).files()).isEqualTo(files);
            assertThat(AgentHome.claims(reading.sessions().get(0)))
                    .contains("LISTED completed 2026-03-31T23:40:00Z Test it (medium)");
        }
    }

    @Test
    void a_table_that_a_later_version_dropped_is_no_problem_and_its_lists_have_vanished() throws IOException {
        Path file = write(agentDirectory(home), LIST);
        Reading first = read(file);
        try (TestDatabase database = TestDatabase.plain(file)) {
            database.run("drop table todo");
        }
        Reading second = readAgain(file, first);
        assertThat(second.problems()).isEmpty();
        assertThat(kinds(second).values()).hasSize(3).containsOnly(Kind.VANISHED);
        assertThat(read(file).sessions()).isEmpty();
    }

    @Test
    void a_session_that_is_gone_has_vanished() throws IOException {
        Path file = write(agentDirectory(home), LIST);
        Reading first = read(file);
        try (TestDatabase database = TestDatabase.plain(file)) {
            database.run("delete from todo where session_id = 'ses_9'");
            database.insert("insert into todo values('ses_1', 'Other', 'pending', 'low', 0, 1, 1775000200000)");
        }
        Reading second = readAgain(file, first);
        assertThat(second.sessions()).extracting(SessionReading::id).containsExactly("ses_1", "ses_9");
        assertThat(kinds(second).values()).hasSize(3).containsOnly(Kind.VANISHED);
    }

    @Test
    void a_table_without_times_and_order_is_read_with_the_files_time() throws IOException {
        Path file = home.resolve(".local/share/opencode/opencode.db");
        try (TestDatabase database = TestDatabase.plain(file)) {
            database.run("create table todo(session_id text, content text)");
            database.run("insert into todo values('ses_9', 'Add retry')");
        }
        AgentHome.dated(file);
        assertThat(AgentHome.claims(said(read(file))))
                .containsExactly("LISTED pending " + AgentHome.WRITTEN + " Add retry");
    }

    @Test
    void a_damaged_database_is_a_problem_and_takes_nothing_away() throws IOException {
        Path file = write(agentDirectory(home), LIST);
        Reading first = read(file);
        byte[] bytes = Files.readAllBytes(file);
        for (int at = 0; at < bytes.length; at++) {
            bytes[at] = 'x';
        }
        Files.write(file, bytes);
        Reading second = readAgain(file, first);
        assertThat(second.good()).isFalse();
        assertThat(second.sessions()).isEmpty();
        assertThat(second.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.where()).isEqualTo(file.toString());
            assertThat(problem.what()).contains("not a readable SQLite database");
        });
    }

    @Test
    void what_stands_in_a_damaged_database_is_not_repeated() throws IOException {
        Path file = home.resolve(".local/share/opencode/opencode.db");
        try (TestDatabase database = TestDatabase.plain(file)) {
            database.run("create table todo(session_id text, content text)");
            database.run("pragma writable_schema=on");
            database.run("update sqlite_master set sql = 'create table ghp_secret ghp_secret'");
        }
        Reading reading = read(file);
        assertThat(reading.good()).isFalse();
        assertThat(reading.problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.what())
                        .startsWith("not a readable SQLite database: SQLITE_")
                        .doesNotContain("ghp_secret", "create table"));
    }

    @Test
    void the_named_database_is_found_once_wherever_it_is() throws IOException {
        Path ordinary = write(agentDirectory(home), LIST);
        Path named = home.resolve("mine.db");
        Files.copy(ordinary, named);
        assertThat(found(named.toString())).containsOnlyKeys(ordinary, named);
        assertThat(found(ordinary.getFileName().toString())).containsOnlyKeys(ordinary);
        assertThat(found(":memory:")).containsOnlyKeys(ordinary);
        assertThat(found("not-there.db")).containsOnlyKeys(ordinary);
    }

    private Map<Path, Stamp> found(String named) {
        return Finds.of(source(), home, Map.of("OPENCODE_DB", named)).files();
    }
}
