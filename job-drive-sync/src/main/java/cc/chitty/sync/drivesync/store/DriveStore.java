package cc.chitty.sync.drivesync.store;

import cc.chitty.sync.drivesync.plan.Transfer;
import cc.chitty.sync.drivesync.store.StoredTransfer.State;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;

/** The tables of one remote. Only for the owner of the state directory. */
public final class DriveStore {

    private static final int BATCH = 1_000;

    private final JdbcTemplate jdbc;
    private final long remote;

    private DriveStore(JdbcTemplate jdbc, long remote) {
        this.jdbc = jdbc;
        this.remote = remote;
    }

    /**
     * Opens the remote's part. Where its place is another than it was, nothing of what was agreed holds any more.
     *
     * @param place tells the remote's path and the mirror
     */
    public static DriveStore open(JdbcTemplate jdbc, String name, String place) {
        List<Long> found = jdbc.queryForList("select id from drive_remote where name = ?", Long.class, name);
        if (found.isEmpty()) {
            Long last = jdbc.queryForObject("select coalesce(max(id), 0) from drive_remote", Long.class);
            long id = Objects.requireNonNull(last) + 1;
            jdbc.update("insert into drive_remote (id, name, place) values (?, ?, ?)", id, name, place);
            return new DriveStore(jdbc, id);
        }
        DriveStore store = new DriveStore(jdbc, found.get(0));
        if (jdbc.update("update drive_remote set place = ? where id = ? and place <> ?", place, store.remote, place)
                > 0) {
            jdbc.update("delete from drive_agreed where remote_id = ?", store.remote);
            jdbc.update("update drive_plan set state = 'replaced' where remote_id = ?", store.remote);
        }
        return store;
    }

    /** The name of the remote that a run was about. */
    public static Optional<String> remoteOf(JdbcTemplate jdbc, long run) {
        return jdbc
                .queryForList(
                        "select name from drive_remote join drive_run on remote_id = id where job_execution_id = ?",
                        String.class,
                        run)
                .stream()
                .findFirst();
    }

    public Base base() {
        return new Base(jdbc, remote);
    }

    /** Notes which remote a run is about. */
    public void began(long run) {
        jdbc.update("delete from drive_run where job_execution_id = ?", run);
        jdbc.update("insert into drive_run (job_execution_id, remote_id) values (?, ?)", run, remote);
    }

    /**
     * Notes what a run works on.
     *
     * @param aside the directory, below the backup directory, in which it sets aside what the remote has
     */
    public void worksOn(long run, long plan, String aside) {
        jdbc.update("update drive_run set plan_id = ?, aside = ? where job_execution_id = ?", plan, aside, run);
    }

    public void committed(long run, String commit) {
        jdbc.update("update drive_run set git_commit = ? where job_execution_id = ?", commit, run);
    }

    /** The last plan that is not done. */
    public Optional<StoredPlan> openPlan() {
        return plans("state = 'open'").stream().reduce((older, newer) -> newer);
    }

    /** The plans of a run and of all later ones, the oldest first. */
    public List<StoredPlan> plansSince(long run) {
        return plans("id >= (select min(plan_id) from drive_run where job_execution_id = " + run + ")");
    }

    /** Where the runs that worked on a plan set aside what the remote had, the oldest first. Earlier versions named no place. */
    public List<String> asides(StoredPlan plan) {
        return jdbc.query(
                "select job_execution_id, aside from drive_run where plan_id = ? order by job_execution_id",
                (row, number) -> Objects.requireNonNullElse(row.getString("aside"), row.getString("job_execution_id")),
                plan.id());
    }

    private List<StoredPlan> plans(String which) {
        return jdbc.query(
                "select id, made_at, settings, snapshot from drive_plan where remote_id = ? and " + which
                        + " order by id",
                (row, number) -> new StoredPlan(
                        row.getLong("id"),
                        row.getObject("made_at", OffsetDateTime.class).toInstant(),
                        row.getString("settings"),
                        row.getString("snapshot")),
                remote);
    }

    /** Stores a plan as the one that is open. Plans that were open are replaced by it. It tells the time as it is read again. */
    public StoredPlan store(Instant made, String settings, List<List<Transfer>> chunks) {
        jdbc.update("update drive_plan set state = 'replaced' where remote_id = ? and state = 'open'", remote);
        Long last = jdbc.queryForObject("select coalesce(max(id), 0) from drive_plan", Long.class);
        Instant kept = made.truncatedTo(ChronoUnit.MICROS);
        StoredPlan plan = new StoredPlan(Objects.requireNonNull(last) + 1, kept, settings, null);
        jdbc.update(
                "insert into drive_plan (id, remote_id, made_at, settings, state) values (?, ?, ?, ?, 'open')",
                plan.id(),
                remote,
                kept.atOffset(ZoneOffset.UTC),
                settings);
        insert(plan, chunks);
        return plan;
    }

    private void insert(StoredPlan plan, List<List<Transfer>> chunks) {
        List<StoredTransfer> rows = new ArrayList<>();
        for (int chunk = 0; chunk < chunks.size(); chunk++) {
            for (Transfer transfer : chunks.get(chunk)) {
                rows.add(new StoredTransfer(rows.size(), chunk, transfer, State.PLANNED, null));
            }
        }
        jdbc.batchUpdate(
                "insert into drive_transfer (plan_id, seq, chunk, path, action, remark, copy_path, remote_size,"
                        + " remote_time, remote_hash, mirror_size, mirror_modified, mirror_changed, mirror_inode, state)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'planned')",
                rows,
                BATCH,
                (statement, row) -> {
                    Transfer transfer = row.transfer();
                    statement.setLong(1, plan.id());
                    statement.setInt(2, row.seq());
                    statement.setInt(3, row.chunk());
                    statement.setString(4, transfer.path());
                    statement.setString(5, word(transfer.action()));
                    statement.setString(6, word(transfer.remark()));
                    Columns.text(statement, 7, transfer.copy());
                    Columns.set(statement, 8, transfer.remote());
                    Columns.set(statement, 11, transfer.mirror());
                });
    }

    static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    /** The files of the first chunk that has any still to be done; empty where all are done or failed. */
    public List<StoredTransfer> nextChunk(StoredPlan plan) {
        return rows(
                plan,
                "state = 'planned' and chunk = (select min(chunk) from drive_transfer where plan_id = " + plan.id()
                        + " and state = 'planned')");
    }

    public List<StoredTransfer> transfers(StoredPlan plan) {
        return rows(plan, "1 = 1");
    }

    public List<StoredTransfer> failed(StoredPlan plan) {
        return rows(plan, "state = 'failed'");
    }

    private List<StoredTransfer> rows(StoredPlan plan, String which) {
        return jdbc.query(
                "select * from drive_transfer where plan_id = ? and " + which + " order by seq",
                (row, number) -> row(row),
                plan.id());
    }

    private static StoredTransfer row(ResultSet row) throws SQLException {
        return new StoredTransfer(
                row.getInt("seq"),
                row.getInt("chunk"),
                new Transfer(
                        row.getString("path"),
                        Words.action(row.getString("action")),
                        Words.remark(row.getString("remark")),
                        row.getString("copy_path"),
                        Columns.mirror(row),
                        Columns.remote(row)),
                State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                row.getString("problem"));
    }

    /** How many files are still to be done. */
    public long waiting(StoredPlan plan) {
        Long count = jdbc.queryForObject(
                "select count(*) from drive_transfer where plan_id = ? and state = 'planned'", Long.class, plan.id());
        return Objects.requireNonNull(count);
    }

    /** Notes how transfers ended: their states and problems. */
    public void ended(StoredPlan plan, List<StoredTransfer> transfers) {
        jdbc.batchUpdate(
                "update drive_transfer set state = ?, problem = ? where plan_id = ? and seq = ?",
                transfers,
                BATCH,
                (statement, row) -> {
                    statement.setString(1, word(row.state()));
                    Columns.text(statement, 2, row.problem());
                    statement.setLong(3, plan.id());
                    statement.setInt(4, row.seq());
                });
    }

    /** Notes how the mirror's files of transfers look now. */
    public void looksNow(StoredPlan plan, List<StoredTransfer> transfers) {
        jdbc.batchUpdate(
                "update drive_transfer set mirror_size = ?, mirror_modified = ?, mirror_changed = ?, mirror_inode = ?"
                        + " where plan_id = ? and seq = ?",
                transfers,
                BATCH,
                (statement, row) -> {
                    Columns.set(statement, 1, row.transfer().mirror());
                    statement.setLong(5, plan.id());
                    statement.setInt(6, row.seq());
                });
    }

    public void snapshot(StoredPlan plan, String snapshot) {
        jdbc.update("update drive_plan set snapshot = ? where id = ?", snapshot, plan.id());
    }

    /** Nothing of the plan is left to do. */
    public void done(StoredPlan plan) {
        jdbc.update("update drive_plan set state = 'done' where id = ?", plan.id());
    }

    /** Keeps the newest plans; what is older cannot be rolled back any more. */
    public void prune(int kept) {
        jdbc.update(
                "delete from drive_plan where remote_id = ? and state <> 'open' and id not in (select id from"
                        + " drive_plan where remote_id = ? order by id desc limit " + kept + ")",
                remote,
                remote);
    }
}
