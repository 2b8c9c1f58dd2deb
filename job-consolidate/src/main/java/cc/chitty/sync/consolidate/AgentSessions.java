package cc.chitty.sync.consolidate;

import cc.chitty.sync.consolidate.project.Project;
import cc.chitty.sync.consolidate.source.SessionFacts;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

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
        List<Object[]> inserts = new ArrayList<>();
        List<Object[]> updates = new ArrayList<>();
        for (KnownSession session : sessions) {
            if (session.id() == 0) {
                inserts.add(values(session, nextId(), session.agent(), session.session()));
            } else {
                updates.add(updated(session));
            }
        }
        batch(
                "insert into agent_session (id, agent, session, directory, remote, branch, began, active, project,"
                        + " project_source) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                inserts);
        batch(
                "update agent_session set directory = ?, remote = ?, branch = ?, began = ?, active = ?, project = ?,"
                        + " project_source = ? where id = ?",
                updates);
    }

    private void batch(String sql, List<Object[]> rows) {
        if (!rows.isEmpty()) {
            jdbc.batchUpdate(sql, rows);
        }
    }

    private long nextId() {
        if (lastId < 0) {
            Long highest = jdbc.queryForObject("select coalesce(max(id), 0) from agent_session", Long.class);
            lastId = highest == null ? 0 : highest;
        }
        return ++lastId;
    }

    private static Object[] values(KnownSession session, Object... first) {
        List<Object> values = new ArrayList<>(List.of(first));
        SessionFacts facts = session.facts();
        Project project = session.project();
        Collections.addAll(
                values,
                facts.directory(),
                facts.remote(),
                facts.branch(),
                time(facts.began()),
                time(facts.active()),
                project == null ? null : project.name(),
                project == null ? UNKNOWN : project.source().name().toLowerCase(Locale.ROOT));
        return values.toArray();
    }

    private static Object[] updated(KnownSession session) {
        Object[] values = values(session);
        Object[] withId = Arrays.copyOf(values, values.length + 1);
        withId[values.length] = session.id();
        return withId;
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
