package cc.chitty.sync.consolidate.source.copilot;

import static org.assertj.core.api.Assertions.assertThat;

import cc.chitty.sync.consolidate.source.AgentHome;
import cc.chitty.sync.consolidate.source.Reading;
import cc.chitty.sync.consolidate.source.Said;
import cc.chitty.sync.consolidate.source.SessionFacts;
import cc.chitty.sync.consolidate.source.SessionReading;
import cc.chitty.sync.consolidate.source.SessionSource;
import cc.chitty.sync.consolidate.source.SessionSourceContract;
import cc.chitty.sync.consolidate.source.sqlite.TestDatabase;
import cc.chitty.sync.consolidate.todo.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class CopilotDatabaseContractTest extends SessionSourceContract {

    private static final String SESSION = "6f1c0000-0000-4000-8000-000000000001";
    private static final String STATE = ".copilot/session-state/" + SESSION + "/";

    @Override
    protected SessionSource source() {
        return new CopilotDatabase();
    }

    @Override
    protected String session() {
        return SESSION;
    }

    @Override
    protected String variable() {
        return "COPILOT_HOME";
    }

    @Override
    protected Path agentDirectory(Path home) {
        return home.resolve(".copilot");
    }

    @Override
    protected Path write(Path agentDirectory, List<Said> list) throws IOException {
        return writeNamed(agentDirectory, SESSION, list);
    }

    @Override
    protected void remove(Path found) throws IOException {
        Files.delete(found);
    }

    @Override
    protected Path writeNamed(Path agentDirectory, String name, List<Said> list) throws IOException {
        Path file = agentDirectory.resolve("session-state").resolve(name).resolve("session.db");
        boolean there = Files.exists(file);
        try (TestDatabase database = TestDatabase.plain(file)) {
            if (!there) {
                database.run(AgentHome.text("copilot/schema.sql"));
            }
            database.run("delete from todos");
            for (int i = 0; i < list.size(); i++) {
                Status status = list.get(i).status();
                database.insert(
                        "insert into todos(id, title, status, updated_at) values(?, ?, ?, '2026-06-01 10:05:00')",
                        "todo-" + i,
                        list.get(i).text(),
                        status == Status.COMPLETED ? "done" : status.word());
            }
        }
        return file;
    }

    @Test
    void the_samples_are_read_with_the_times_of_their_rows_and_where_the_session_ran() throws IOException {
        AgentHome agent = new AgentHome(home);
        try (TestDatabase database = TestDatabase.plain(home.resolve(STATE + "session.db"))) {
            database.run(AgentHome.text("copilot/schema.sql"));
        }
        agent.put("copilot/events.jsonl", STATE + "events.jsonl");
        SessionReading session = AgentHome.session(agent.only(source()));
        assertThat(session.id()).isEqualTo(SESSION);
        assertThat(AgentHome.claims(session))
                .containsExactly(
                        "LISTED in_progress 2026-06-01T10:05:00Z Add retry (Three times, with back-off.)",
                        "LISTED pending 2026-06-01T10:00:01Z Test it (blocked)",
                        "LISTED completed 2026-06-01T10:03:00Z Read code");
        assertThat(session.facts())
                .isEqualTo(new SessionFacts(
                        "/home/kim/app",
                        null,
                        "main",
                        Instant.parse("2026-06-01T09:59:00Z"),
                        Instant.parse("2026-06-01T10:05:00Z")));
    }

    @Test
    void a_database_whose_model_never_used_the_table_has_no_todos() throws IOException {
        try (TestDatabase database = TestDatabase.plain(home.resolve(STATE + "session.db"))) {
            database.run("create table notes(id text)");
        }
        SessionReading session = AgentHome.session(new AgentHome(home).only(source()));
        assertThat(session.claims()).isEmpty();
    }

    @Test
    void a_time_that_is_none_falls_back_to_the_creation_and_then_to_the_file() throws IOException {
        Path file = home.resolve(STATE + "session.db");
        try (TestDatabase database = TestDatabase.plain(file)) {
            database.run("create table todos(id text, title text, status text, created_at text, updated_at text)");
            database.run("insert into todos values('a', 'One', 'done', '2026-06-01 10:00:00', 'just now')");
            database.run("insert into todos values('b', 'Two', 'done', null, null)");
        }
        AgentHome.dated(file);
        assertThat(AgentHome.claims(said(read(file))))
                .containsExactly(
                        "LISTED completed 2026-06-01T10:00:00Z One", "LISTED completed 2026-09-01T12:00:00Z Two");
    }

    @Test
    void what_is_gone_is_dated_to_the_second_so_that_it_can_be_back_within_it() throws IOException {
        Path file = write(agentDirectory(home), List.of(Said.pending("Add retry"), Said.pending("Test it")));
        Reading first = read(file);
        write(agentDirectory(home), List.of(Said.pending("Add retry")));
        AgentHome.dated(file);
        assertThat(AgentHome.claims(said(readAgain(file, first))))
                .containsExactly(
                        "DROPPED pending 2026-09-01T12:00:00Z Test it",
                        "LISTED pending 2026-06-01T10:05:00Z Add retry");
    }

    @Test
    void damaged_events_are_a_problem_and_the_list_is_read() throws IOException {
        Path file = write(agentDirectory(home), LIST);
        Path events = file.resolveSibling("events.jsonl");
        Files.writeString(events, "{\"type\":\"session.sta\n");
        Reading reading = read(file);
        assertThat(reading.problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.where()).isEqualTo(events.toString()));
        assertThat(statuses(reading)).isEqualTo(statuses(LIST));
    }

    @Test
    void events_of_which_no_line_is_whole_yet_tell_nothing() throws IOException {
        Path file = write(agentDirectory(home), LIST);
        Files.writeString(file.resolveSibling("events.jsonl"), "{\"type\":\"session.sta");
        Reading reading = read(file);
        assertThat(reading.problems()).isEmpty();
        assertThat(said(reading).facts().directory()).isNull();
    }

    @Test
    void a_file_that_is_no_database_is_a_problem() throws IOException {
        Path file = home.resolve(STATE + "session.db");
        Files.createDirectories(file.resolveSibling("."));
        Files.writeString(file, "no database at all, but long enough to be looked at as one".repeat(20));
        Reading reading = read(file);
        assertThat(reading.good()).isFalse();
        assertThat(reading.problems()).hasSize(1);
    }
}
