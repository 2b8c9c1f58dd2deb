package cc.chitty.sync.consolidate;

import cc.chitty.sync.consolidate.project.Project;
import cc.chitty.sync.consolidate.source.SessionFacts;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.ParameterizedPreparedStatementSetter;

/** The table of agent sessions. */
final class AgentSessions {

    private static final String UNKNOWN = "none";
    private static final int AT_ONCE = 200;
    private static final String COLUMNS =
            "id, agent, session, directory, remote, branch, began, active, project, project_source";

    private final JdbcTemplate jdbc;
    private long lastId = -1;

    AgentSessions(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** Those of the named sessions that are known, by name. */
    Map<String, KnownSession> find(String agent, Collection<String> sessions) {
        Map<String, KnownSession> found = new HashMap<>();
        List<String> names = new ArrayList<>(sessions);
        for (int from = 0; from < names.size(); from += AT_ONCE) {
            List<Object> arguments = new ArrayList<>(names.subList(from, Math.min(names.size(), from + AT_ONCE)));
            String marks = String.join(",", Collections.nCopies(arguments.size(), "?"));
            arguments.add(0, agent);
            jdbc.query(
                    "select " + COLUMNS + " from agent_session where agent = ? and session in (" + marks + ")",
                    row -> {
                        KnownSession session = session(row);
                        found.put(session.session(), session);
                    },
                    arguments.toArray());
        }
        return found;
    }

    /** Sub-agents of which no file told where they work. */
    List<KnownSession> subAgentsWithoutDirectory(String agent) {
        return jdbc.query(
                "select " + COLUMNS
                        + " from agent_session where agent = ? and directory is null and session like '%#%'",
                (row, number) -> session(row),
                agent);
    }

    /** Writes new and changed sessions. */
    void write(Collection<KnownSession> sessions) {
        List<KnownSession> fresh =
                sessions.stream().filter(session -> session.id() == 0).toList();
        List<KnownSession> known =
                sessions.stream().filter(session -> session.id() != 0).toList();
        batch(
                "insert into agent_session (directory, remote, branch, began, active, project, project_source, id, agent,"
                        + " session) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                fresh,
                (statement, session) -> {
                    facts(statement, session);
                    statement.setLong(8, nextId());
                    statement.setString(9, session.agent());
                    statement.setString(10, session.session());
                });
        batch(
                "update agent_session set directory = ?, remote = ?, branch = ?, began = ?, active = ?, project = ?,"
                        + " project_source = ? where id = ?",
                known,
                (statement, session) -> {
                    facts(statement, session);
                    statement.setLong(8, session.id());
                });
    }

    private void batch(
            String sql, List<KnownSession> sessions, ParameterizedPreparedStatementSetter<KnownSession> setter) {
        if (!sessions.isEmpty()) {
            jdbc.batchUpdate(sql, sessions, sessions.size(), setter);
        }
    }

    private static void facts(PreparedStatement statement, KnownSession session) throws SQLException {
        SessionFacts facts = session.facts();
        Project project = session.project();
        statement.setString(1, facts.directory());
        statement.setString(2, facts.remote());
        statement.setString(3, facts.branch());
        statement.setTimestamp(4, time(facts.began()));
        statement.setTimestamp(5, time(facts.active()));
        statement.setString(6, project == null ? null : project.name());
        statement.setString(
                7, project == null ? UNKNOWN : project.source().name().toLowerCase(Locale.ROOT));
    }

    private long nextId() {
        if (lastId < 0) {
            Long highest = jdbc.queryForObject("select coalesce(max(id), 0) from agent_session", Long.class);
            lastId = highest == null ? 0 : highest;
        }
        return ++lastId;
    }

    private static KnownSession session(ResultSet row) throws SQLException {
        SessionFacts facts = new SessionFacts(
                row.getString("directory"),
                row.getString("remote"),
                row.getString("branch"),
                instant(row.getTimestamp("began")),
                instant(row.getTimestamp("active")));
        return new KnownSession(
                row.getLong("id"), row.getString("agent"), row.getString("session"), facts, project(row));
    }

    private static @Nullable Project project(ResultSet row) throws SQLException {
        String source = row.getString("project_source");
        return UNKNOWN.equals(source)
                ? null
                : new Project(row.getString("project"), Project.Source.valueOf(source.toUpperCase(Locale.ROOT)));
    }

    private static @Nullable Timestamp time(@Nullable Instant instant) {
        return instant == null ? null : Timestamp.from(instant);
    }

    private static @Nullable Instant instant(@Nullable Timestamp timestamp) {
        return timestamp == null ? null : timestamp.toInstant();
    }
}
