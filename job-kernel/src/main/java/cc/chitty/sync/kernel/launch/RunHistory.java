package cc.chitty.sync.kernel.launch;

import cc.chitty.sync.kernel.run.Problem;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.BatchStatus;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads runs back from the job repository: what ran when, why, and how it ended. */
public final class RunHistory {

    private static final String RUNS = "select e.job_execution_id, i.job_name, e.status, e.create_time, e.end_time,"
            + " e.exit_message, o.host, o.pid, o.process_start, o.trigger, o.settings_digest, o.device, o.version,"
            + " (select count(*) from run_problem p where p.job_execution_id = e.job_execution_id) as problems"
            + " from batch_job_execution e"
            + " join batch_job_instance i on i.job_instance_id = e.job_instance_id"
            + " left join job_owner o on o.job_execution_id = e.job_execution_id";

    private final JdbcClient client;

    public RunHistory(JdbcTemplate jdbc) {
        this.client = JdbcClient.create(jdbc);
    }

    /** The last runs of all jobs, newest first. */
    public List<RecordedRun> last(int limit) {
        return client.sql(RUNS + " order by e.job_execution_id desc limit " + limit)
                .query((row, number) -> run(row))
                .list();
    }

    /** The last runs of one job, newest first. */
    public List<RecordedRun> last(String job, int limit) {
        return client.sql(RUNS + " where i.job_name = ? order by e.job_execution_id desc limit " + limit)
                .param(job)
                .query((row, number) -> run(row))
                .list();
    }

    public Optional<RecordedRun> find(long run) {
        return client.sql(RUNS + " where e.job_execution_id = ?")
                .param(run)
                .query((row, number) -> run(row))
                .optional();
    }

    /** The jobs that ever ran, by name. */
    public List<String> jobs() {
        return client.sql("select distinct job_name from batch_job_instance order by job_name")
                .query(String.class)
                .list();
    }

    public Optional<RecordedRun.Details> details(long run) {
        return find(run).map(found -> new RecordedRun.Details(found, steps(run), problems(run)));
    }

    private List<RecordedRun.Step> steps(long run) {
        return client.sql("select step_name, status, start_time, end_time, read_count, write_count,"
                        + " read_skip_count + process_skip_count + write_skip_count as skipped"
                        + " from batch_step_execution where job_execution_id = ? order by step_execution_id")
                .param(run)
                .query((row, number) -> new RecordedRun.Step(
                        row.getString("step_name"),
                        BatchStatus.valueOf(row.getString("status")),
                        ofBatch(row, "start_time"),
                        ofBatch(row, "end_time"),
                        row.getLong("read_count"),
                        row.getLong("write_count"),
                        row.getLong("skipped")))
                .list();
    }

    private List<Problem> problems(long run) {
        return client.sql("select place, what from run_problem where job_execution_id = ? order by seq")
                .param(run)
                .query((row, number) -> new Problem(row.getString(1), row.getString(2)))
                .list();
    }

    private RecordedRun run(ResultSet row) throws SQLException {
        long id = row.getLong("job_execution_id");
        Instant began = ofBatch(row, "create_time");
        return new RecordedRun(
                id,
                row.getString("job_name"),
                BatchStatus.valueOf(row.getString("status")),
                began == null ? Instant.EPOCH : began,
                ofBatch(row, "end_time"),
                firstLine(row.getString("exit_message")),
                owner(row),
                counts(id),
                row.getLong("problems"));
    }

    private Map<String, Long> counts(long run) {
        Map<String, Long> counts = new HashMap<>();
        client.sql("select name, amount from run_change where job_execution_id = ?")
                .param(run)
                .query(row -> {
                    counts.put(row.getString(1), row.getLong(2));
                });
        return counts;
    }

    private static RecordedRun.@Nullable Owner owner(ResultSet row) throws SQLException {
        Timestamp started = row.getTimestamp("process_start");
        return started == null
                ? null
                : new RecordedRun.Owner(
                        row.getString("host"),
                        row.getLong("pid"),
                        started.toInstant(),
                        row.getString("trigger"),
                        row.getString("settings_digest"),
                        row.getString("device"),
                        row.getString("version"));
    }

    /** Batch writes the time of the system's zone, without saying which. */
    private static @Nullable Instant ofBatch(ResultSet row, String column) throws SQLException {
        LocalDateTime local = row.getObject(column, LocalDateTime.class);
        return local == null
                ? null
                : local.atZone(ZoneId.systemDefault()).toInstant().truncatedTo(ChronoUnit.MILLIS);
    }

    /** Batch keeps the whole stack trace. */
    private static String firstLine(@Nullable String message) {
        return message == null ? "" : message.lines().findFirst().orElse("").strip();
    }
}
