package cc.chitty.sync.drivesync.store;

import cc.chitty.sync.drivesync.plan.Agreed;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** What was agreed on last for each path of one remote. */
public final class Base {

    private static final int BATCH = 1_000;

    private final JdbcTemplate jdbc;
    private final long remote;

    Base(JdbcTemplate jdbc, long remote) {
        this.jdbc = jdbc;
        this.remote = remote;
    }

    public boolean isEmpty() {
        return jdbc.queryForList("select 1 from drive_agreed where remote_id = ? limit 1", remote)
                .isEmpty();
    }

    public SortedMap<String, Agreed> read() {
        TreeMap<String, Agreed> base = new TreeMap<>();
        jdbc.query(
                "select * from drive_agreed where remote_id = ?",
                row -> {
                    base.put(
                            row.getString("path"),
                            new Agreed(
                                    Objects.requireNonNull(Columns.remote(row)),
                                    Objects.requireNonNull(Columns.mirror(row)),
                                    row.getString("digest")));
                },
                remote);
        return base;
    }

    public @Nullable Agreed of(String path) {
        List<Agreed> found = jdbc.query(
                "select * from drive_agreed where remote_id = ? and path = ?",
                (row, number) -> new Agreed(
                        Objects.requireNonNull(Columns.remote(row)),
                        Objects.requireNonNull(Columns.mirror(row)),
                        row.getString("digest")),
                remote,
                path);
        return found.isEmpty() ? null : found.get(0);
    }

    /** Agrees on these paths, whatever was agreed on before. */
    public void put(Map<String, Agreed> agreed) {
        remove(agreed.keySet());
        jdbc.batchUpdate(
                "insert into drive_agreed (remote_id, path, remote_size, remote_time, remote_hash, mirror_size,"
                        + " mirror_modified, mirror_changed, mirror_inode, digest) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                agreed.entrySet(),
                BATCH,
                (statement, entry) -> {
                    statement.setLong(1, remote);
                    statement.setString(2, entry.getKey());
                    Columns.set(statement, 3, entry.getValue().remote());
                    Columns.set(statement, 6, entry.getValue().mirror());
                    Columns.text(statement, 10, entry.getValue().digest());
                });
    }

    public void remove(Collection<String> paths) {
        jdbc.batchUpdate(
                "delete from drive_agreed where remote_id = ? and path = ?", paths, BATCH, (statement, path) -> {
                    statement.setLong(1, remote);
                    statement.setString(2, path);
                });
    }
}
