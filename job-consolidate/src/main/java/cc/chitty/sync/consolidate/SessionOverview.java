package cc.chitty.sync.consolidate;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** Lists the agent sessions that were read on this device. */
public final class SessionOverview {

    private final JdbcTemplate jdbc;

    SessionOverview(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * One agent session.
     *
     * @param session the agent's own id of it
     * @param began null where its files do not tell
     * @param active when it last said something; null where its files do not tell
     * @param project null where its todos are assigned one by one, by their contents
     */
    public record Row(
            String agent,
            String session,
            @Nullable String directory,
            @Nullable String remote,
            @Nullable String branch,
            @Nullable Instant began,
            @Nullable Instant active,
            @Nullable String project) {}

    /** All of them, the last active one first; those of which no time is known come last. */
    public List<Row> all() {
        return jdbc.query(
                "select agent, session, directory, remote, branch, began, active, project from agent_session"
                        + " order by active desc nulls last, agent, session",
                (row, number) -> new Row(
                        row.getString(1),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        row.getString(5),
                        instant(row.getTimestamp(6)),
                        instant(row.getTimestamp(7)),
                        row.getString(8)));
    }

    private static @Nullable Instant instant(@Nullable Timestamp timestamp) {
        return timestamp == null ? null : timestamp.toInstant();
    }
}
