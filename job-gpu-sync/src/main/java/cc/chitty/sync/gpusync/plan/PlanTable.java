package cc.chitty.sync.gpusync.plan;

import cc.chitty.sync.gpusync.manifest.Entry;
import cc.chitty.sync.gpusync.manifest.TreePath;
import cc.chitty.sync.gpusync.memory.EntryText;
import cc.chitty.sync.gpusync.reconcile.Side;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** The plans of all runs and how their items ended, in the job repository. */
public final class PlanTable {

    private static final int BATCH = 1_000;

    private static final String ITEM =
            "select seq, category, root, path, action, target, came_from, goes_to, expected, wanted,"
                    + " reason, state, outcome, trouble from gpu_item where job_instance_id = ?";

    /** The job whose plans are of syncs. */
    public static final String JOB = "gpu-sync";

    private final JdbcTemplate jdbc;

    public PlanTable(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    public Optional<StoredPlan> find(long instance) {
        return jdbc
                .query(
                        "select job_instance_id, peer, asked, inputs, made_at, fingerprint, snapshot, engine from"
                                + " gpu_plan where job_instance_id = ?",
                        (row, number) -> plan(row),
                        instance)
                .stream()
                .findFirst();
    }

    /** The plan of a run, given the run's own number. */
    public Optional<StoredPlan> ofRun(long run) {
        return jdbc
                .queryForList(
                        "select job_instance_id from batch_job_execution where job_execution_id = ?", Long.class, run)
                .stream()
                .findFirst()
                .flatMap(this::find);
    }

    /** Notes how a run was asked for, before anything is planned. */
    public void begin(StoredPlan asked) {
        jdbc.update(
                "insert into gpu_plan (job_instance_id, peer, asked, inputs) values (?, ?, ?, ?)",
                asked.instance(),
                asked.peer(),
                asked.asked(),
                asked.inputs());
    }

    /** Stores a plan in the place of one that was there. */
    public void store(long instance, List<PlannedChange> changes, StoredPlan.Made made) {
        jdbc.update("delete from gpu_item where job_instance_id = ?", instance);
        List<Object[]> rows = new ArrayList<>(BATCH);
        for (PlannedChange item : changes) {
            rows.add(row(instance, item));
            if (rows.size() == BATCH) {
                insert(rows);
            }
        }
        insert(rows);
        jdbc.update(
                "update gpu_plan set made_at = ?, fingerprint = ?, snapshot = ? where job_instance_id = ?",
                Timestamp.from(made.at()),
                made.fingerprint(),
                made.snapshot(),
                instance);
    }

    private void insert(List<Object[]> rows) {
        if (!rows.isEmpty()) {
            jdbc.batchUpdate(
                    "insert into gpu_item (job_instance_id, seq, category, root, path, action, target, came_from,"
                            + " goes_to, expected, wanted, bytes, reason, state) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,"
                            + " ?, ?, ?)",
                    rows);
            rows.clear();
        }
    }

    private static Object[] row(long instance, PlannedChange item) {
        return new Object[] {
            instance,
            item.seq(),
            item.place().category(),
            item.place().root(),
            item.path().text(),
            item.action().word(),
            item.target().name().toLowerCase(Locale.ROOT),
            text(item.change().source()),
            text(item.change().destination()),
            EntryText.of(item.change().expected()),
            EntryText.of(item.change().wanted()),
            item.bytes(),
            item.reason(),
            ItemState.PLANNED.word()
        };
    }

    /** The last plans of syncs with a peer before this one, the newest first; not those of rollbacks. */
    public List<StoredPlan> before(long instance, String peer) {
        return jdbc.query(
                "select p.job_instance_id, peer, asked, inputs, made_at, fingerprint, snapshot, engine from gpu_plan p"
                        + " join batch_job_instance i on i.job_instance_id = p.job_instance_id"
                        + " where i.job_name = ? and p.peer = ? and p.job_instance_id < ? and p.made_at is not null"
                        + " order by p.job_instance_id desc limit 50",
                (row, number) -> plan(row),
                JOB,
                peer,
                instance);
    }

    /** Whether a run has come to the end of a plan. */
    public boolean isCompleted(long instance) {
        Long count = jdbc.queryForObject(
                "select count(*) from batch_job_execution where job_instance_id = ? and status = 'COMPLETED'",
                Long.class,
                instance);
        return count != null && count > 0;
    }

    /** Says by which engine contents were brought. */
    public void engine(long instance, String names) {
        jdbc.update("update gpu_plan set engine = ? where job_instance_id = ?", names, instance);
    }

    /** The next items that are not done, behind this one, at most so many. */
    public List<PlannedChange> next(long instance, int behind, int limit) {
        return jdbc.query(
                ITEM + " and seq > ? and state = 'planned' order by seq limit " + limit,
                (row, number) -> item(row),
                instance,
                behind);
    }

    /** Those with that action that are not done, whatever became of them. */
    public List<PlannedChange> undone(long instance, PlannedChange.Action action) {
        return jdbc.query(
                ITEM + " and action = ? and state <> 'done' order by seq",
                (row, number) -> item(row),
                instance,
                action.word());
    }

    public void ended(long instance, List<ItemEnd> ends) {
        List<Object[]> rows = new ArrayList<>(ends.size());
        for (ItemEnd end : ends) {
            rows.add(new Object[] {
                end.state().word(),
                EntryText.of(end.outcome()),
                end.trouble(),
                instance,
                end.item().seq()
            });
        }
        if (!rows.isEmpty()) {
            jdbc.batchUpdate(
                    "update gpu_item set state = ?, outcome = ?, trouble = ? where job_instance_id = ? and seq = ?",
                    rows);
        }
    }

    /** Offers all items with how they ended, in order; those not done yet have the state PLANNED. */
    public void forEach(long instance, Consumer<ItemEnd> each) {
        int behind = Integer.MIN_VALUE;
        List<ItemEnd> page;
        do {
            page = jdbc.query(
                    ITEM + " and seq > ? order by seq limit " + BATCH, (row, number) -> end(row), instance, behind);
            page.forEach(each);
            behind = page.isEmpty() ? behind : page.get(page.size() - 1).item().seq();
        } while (page.size() == BATCH);
    }

    /** How many items there are in a state. */
    public long count(long instance, ItemState state) {
        Long count = jdbc.queryForObject(
                "select count(*) from gpu_item where job_instance_id = ? and state = ?",
                Long.class,
                instance,
                state.word());
        return count == null ? 0 : count;
    }

    /** How many are done that are more than the opening and closing of a directory. */
    public long changed(long instance) {
        Long count = jdbc.queryForObject(
                "select count(*) from gpu_item where job_instance_id = ? and state = 'done' and action not in (?, ?)",
                Long.class,
                instance,
                PlannedChange.Action.OPEN.word(),
                PlannedChange.Action.CLOSE.word());
        return count == null ? 0 : count;
    }

    private static ItemEnd end(ResultSet row) throws SQLException {
        ItemState state = ItemState.valueOf(row.getString("state").toUpperCase(Locale.ROOT));
        return new ItemEnd(item(row), state, entry(row.getString("outcome")), row.getString("trouble"));
    }

    private static PlannedChange item(ResultSet row) throws SQLException {
        return new PlannedChange(
                row.getInt("seq"),
                new PlannedChange.Place(
                        row.getString("category"), row.getString("root"), new TreePath(row.getString("path"))),
                PlannedChange.Action.valueOf(row.getString("action").toUpperCase(Locale.ROOT)),
                Side.valueOf(row.getString("target").toUpperCase(Locale.ROOT)),
                new PlannedChange.Change(
                        path(row.getString("came_from")),
                        path(row.getString("goes_to")),
                        entry(row.getString("expected")),
                        entry(row.getString("wanted"))),
                row.getString("reason"));
    }

    private static @Nullable String text(@Nullable TreePath path) {
        return path == null ? null : path.text();
    }

    private static @Nullable TreePath path(@Nullable String text) {
        return text == null ? null : new TreePath(text);
    }

    private static @Nullable Entry entry(@Nullable String text) {
        return text == null ? null : EntryText.entry(text);
    }

    private static StoredPlan plan(ResultSet row) throws SQLException {
        Timestamp made = row.getTimestamp("made_at");
        return new StoredPlan(
                row.getLong("job_instance_id"),
                row.getString("peer"),
                row.getString("asked"),
                row.getString("inputs"),
                made == null
                        ? null
                        : new StoredPlan.Made(
                                made.toInstant(), row.getString("fingerprint"), row.getString("snapshot")),
                row.getString("engine"));
    }
}
