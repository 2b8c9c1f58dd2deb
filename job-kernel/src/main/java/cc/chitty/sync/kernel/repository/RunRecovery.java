package cc.chitty.sync.kernel.repository;

import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Closes the runs of dead owners. Only under the owner's lock and before the first run of this process: then whatever is
 * marked as running has nobody who runs it.
 *
 * <p>What Spring Batch 6.0.4 refuses to start again for ever is repaired here: runs and steps still STARTING, STARTED or
 * STOPPING, those in UNKNOWN (which its own {@code recover} does not touch; our steps may be repeated), and job instances
 * without a run, left by a kill between its two transactions. Costs three indexed queries where there is nothing to do.
 */
public final class RunRecovery {

    private static final String UNFINISHED = "('STARTING', 'STARTED', 'STOPPING', 'UNKNOWN')";

    /** A kill leaves an empty instance among the newest ones: the next start removes it. */
    private static final int NEWEST_INSTANCES = 100;

    private final JdbcClient client;
    private final TransactionTemplate transaction;
    private final Clock clock;

    public RunRecovery(DataSource source, Clock clock) {
        this.client = JdbcClient.create(source);
        this.transaction = new TransactionTemplate(new JdbcTransactionManager(source));
        this.clock = clock;
    }

    /** The runs that were closed, oldest first. */
    public List<DeadRun> closeDeadRuns() {
        removeEmptyInstances();
        List<DeadRun> dead = deadRuns();
        if (!dead.isEmpty() || hasUnfinishedSteps()) {
            transaction.executeWithoutResult(status -> close());
        }
        return dead;
    }

    private List<DeadRun> deadRuns() {
        String query = "select e.job_execution_id, i.job_name, o.host, o.pid from batch_job_execution e"
                + " join batch_job_instance i on i.job_instance_id = e.job_instance_id"
                + " left join job_owner o on o.job_execution_id = e.job_execution_id"
                + " where e.job_execution_id = ?";
        return client
                .sql("select job_execution_id from batch_job_execution where status in " + UNFINISHED
                        + " order by job_execution_id")
                .query(Long.class)
                .list()
                .stream()
                .map(id -> client.sql(query)
                        .param(id)
                        .query((row, number) -> new DeadRun(
                                row.getLong(1),
                                row.getString(2),
                                row.getString(3) == null ? null : row.getString(3) + ":" + row.getLong(4)))
                        .single())
                .toList();
    }

    /** Also steps inside runs that have ended: a partition can die alone. */
    private boolean hasUnfinishedSteps() {
        return !client.sql("select step_execution_id from batch_step_execution where status in " + UNFINISHED)
                .query(Long.class)
                .list()
                .isEmpty();
    }

    /** Steps first: a run that is closed must not have an open step. The version rises as at any update of Batch's. */
    private void close() {
        // Batch writes the time of the system's zone, whatever zone our clock has.
        LocalDateTime now = LocalDateTime.ofInstant(clock.instant(), ZoneId.systemDefault());
        for (String table : List.of("batch_step_execution", "batch_job_execution")) {
            client.sql("update " + table + " set status = 'FAILED', exit_code = 'FAILED',"
                            + " exit_message = 'the process ended before it did', end_time = coalesce(end_time, ?),"
                            + " last_updated = ?, version = version + 1 where status in " + UNFINISHED)
                    .param(now)
                    .param(now)
                    .update();
        }
    }

    private void removeEmptyInstances() {
        List<Long> empty = client.sql("select i.job_instance_id from"
                        + " (select job_instance_id from batch_job_instance order by job_instance_id desc limit "
                        + NEWEST_INSTANCES + ") i where not exists"
                        + " (select 1 from batch_job_execution e where e.job_instance_id = i.job_instance_id)")
                .query(Long.class)
                .list();
        for (Long id : empty) {
            client.sql("delete from batch_job_instance where job_instance_id = ?")
                    .param(id)
                    .update();
        }
    }
}
