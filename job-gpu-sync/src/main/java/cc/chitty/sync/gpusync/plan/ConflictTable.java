package cc.chitty.sync.gpusync.plan;

import cc.chitty.sync.gpusync.manifest.TreePath;
import cc.chitty.sync.gpusync.memory.EntryText;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.JdbcTemplate;

/** The conflicts that wait for a person, in the job repository. */
public final class ConflictTable {

    private static final String SELECT = "select id, peer, category, root, path, agreed, ours, theirs, reason,"
            + " first_seen, last_seen from gpu_conflict";

    private final JdbcTemplate jdbc;

    public ConflictTable(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * A conflict as it is stored.
     *
     * @param shown its path for a person, as this machine spells it where that is known
     */
    public record Stored(
            String id, String peer, Conflict conflict, TreePath shown, Instant firstSeen, Instant lastSeen) {

        public Stored showing(TreePath path) {
            return new Stored(id, peer, conflict, path, firstSeen, lastSeen);
        }
    }

    /** All of them, by peer, category and path. */
    public List<Stored> all() {
        return jdbc.query(SELECT + " order by peer, category, root, path", (row, number) -> stored(row));
    }

    /** The one whose id begins so; empty if there is none, or more than one. */
    public Optional<Stored> find(String beginning) {
        List<Stored> found = all().stream()
                .filter(stored -> stored.id().startsWith(beginning))
                .toList();
        return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
    }

    /**
     * Replaces what is known of what a run has looked at.
     *
     * @param looked whether the run looked at that path at all
     */
    public void replace(String peer, Predicate<Stored> looked, List<Conflict> conflicts, Instant now) {
        Map<String, Stored> before = all().stream()
                .filter(stored -> stored.peer().equals(peer) && looked.test(stored))
                .collect(Collectors.toMap(Stored::id, stored -> stored, (a, b) -> a, HashMap::new));
        before.keySet().forEach(this::remove);
        for (Conflict conflict : conflicts) {
            Stored known = before.get(conflict.id(peer));
            insert(peer, conflict, known == null ? now : known.firstSeen(), now);
        }
    }

    public void remove(String id) {
        jdbc.update("delete from gpu_conflict where id = ?", id);
    }

    private void insert(String peer, Conflict conflict, Instant first, Instant last) {
        jdbc.update(
                "insert into gpu_conflict (id, peer, category, root, path, agreed, ours, theirs, reason, first_seen,"
                        + " last_seen) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                conflict.id(peer),
                peer,
                conflict.place().category(),
                conflict.place().root(),
                conflict.place().path().text(),
                EntryText.of(conflict.agreed()),
                EntryText.of(conflict.ours()),
                EntryText.of(conflict.theirs()),
                conflict.reason(),
                Timestamp.from(first),
                Timestamp.from(last));
    }

    private static Stored stored(ResultSet row) throws SQLException {
        Conflict conflict = new Conflict(
                new PlannedChange.Place(
                        row.getString("category"), row.getString("root"), new TreePath(row.getString("path"))),
                EntryText.content(row.getString("agreed")),
                EntryText.entry(row.getString("ours")),
                EntryText.entry(row.getString("theirs")),
                row.getString("reason"));
        return new Stored(
                row.getString("id"),
                row.getString("peer"),
                conflict,
                conflict.place().path(),
                row.getTimestamp("first_seen").toInstant(),
                row.getTimestamp("last_seen").toInstant());
    }
}
