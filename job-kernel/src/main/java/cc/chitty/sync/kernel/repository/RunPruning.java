package cc.chitty.sync.kernel.repository;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Removes old runs with all that was written down about them. A run goes when it is too old or when its job has too many
 * newer ones, except
 *
 * <ul>
 *   <li>the last run of every job instance that is not COMPLETED, and of that instance the runs which last executed a step:
 *       a restart looks there for what is done and where to go on;
 *   <li>the last run of every job: the highest id must stay, by it a damaged database is told from a sound one;
 *   <li>whatever is still running.
 * </ul>
 */
public final class RunPruning {

    public static final Duration AGE = Duration.ofDays(90);
    public static final int RUNS_PER_JOB = 1000;

    /** Runs removed in one transaction. */
    private static final int BATCH = 200;

    private static final String NAMED = " where job_execution_id in (:runs)";

    /** Children before parents; what is ours goes with its run, by cascade. */
    private static final List<String> DELETES = List.of(
            "delete from batch_step_execution_context where step_execution_id in"
                    + " (select step_execution_id from batch_step_execution" + NAMED + ")",
            "delete from batch_step_execution" + NAMED,
            "delete from batch_job_execution_context" + NAMED,
            "delete from batch_job_execution_params" + NAMED,
            "delete from batch_job_execution" + NAMED);

    private final JdbcClient client;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final Duration age;
    private final int runsPerJob;

    public RunPruning(DataSource source, Clock clock) {
        this(source, clock, AGE, RUNS_PER_JOB);
    }

    RunPruning(DataSource source, Clock clock, Duration age, int runsPerJob) {
        this.client = JdbcClient.create(source);
        this.transaction = new TransactionTemplate(new JdbcTransactionManager(source));
        this.clock = clock;
        this.age = age;
        this.runsPerJob = runsPerJob;
    }

    private record Run(long id, long instance, String job, String status, LocalDateTime created) {}

    /** How many runs {@link #prune} would remove now. */
    public int prunable() {
        return old(runs()).size();
    }

    /** How many runs were removed. Other runs may begin and go on meanwhile. */
    public int prune() {
        List<Run> old = old(runs());
        for (int from = 0; from < old.size(); from += BATCH) {
            List<Run> some = old.subList(from, Math.min(from + BATCH, old.size()));
            transaction.executeWithoutResult(status -> delete(some));
        }
        return old.size();
    }

    /** Newest first. */
    private List<Run> runs() {
        return client.sql("select e.job_execution_id, e.job_instance_id, i.job_name, e.status, e.create_time"
                        + " from batch_job_execution e"
                        + " join batch_job_instance i on i.job_instance_id = e.job_instance_id"
                        + " order by e.job_execution_id desc")
                .query((row, number) -> new Run(
                        row.getLong(1),
                        row.getLong(2),
                        row.getString(3),
                        row.getString(4),
                        row.getObject(5, LocalDateTime.class)))
                .list();
    }

    private List<Run> old(List<Run> newestFirst) {
        LocalDateTime oldest = LocalDateTime.ofInstant(clock.instant().minus(age), ZoneId.systemDefault());
        Map<String, Integer> newer = new HashMap<>();
        Set<Long> instances = new HashSet<>();
        List<Run> old = new ArrayList<>();
        for (Run run : newestFirst) {
            int before = newer.merge(run.job(), 1, Integer::sum) - 1;
            boolean lastOfInstance = instances.add(run.instance());
            boolean tooOld = before >= runsPerJob || run.created().isBefore(oldest);
            if (before > 0 && tooOld && isOver(run) && !(lastOfInstance && !isComplete(run))) {
                old.add(run);
            }
        }
        Set<Long> needed = old.isEmpty() ? Set.of() : neededToRestart();
        return old.stream().filter(run -> !needed.contains(run.id())).toList();
    }

    private static boolean isComplete(Run run) {
        return run.status().equals("COMPLETED");
    }

    private static boolean isOver(Run run) {
        return isComplete(run) || Set.of("FAILED", "STOPPED", "ABANDONED").contains(run.status());
    }

    private Set<Long> neededToRestart() {
        String latestOfEachStep = "select max(s.job_execution_id) from batch_step_execution s"
                + " join batch_job_execution e on e.job_execution_id = s.job_execution_id"
                + " where not exists (select 1 from batch_job_execution c"
                + " where c.job_instance_id = e.job_instance_id and c.status = 'COMPLETED')"
                + " group by e.job_instance_id, s.step_name";
        return new HashSet<>(client.sql(latestOfEachStep).query(Long.class).list());
    }

    /** An instance goes with its last run; one that has no run yet may be about to get its first. */
    private void delete(List<Run> runs) {
        List<Long> ids = runs.stream().map(Run::id).toList();
        for (String statement : DELETES) {
            client.sql(statement).param("runs", ids).update();
        }
        client.sql("delete from batch_job_instance where job_instance_id in (:instances) and not exists"
                        + " (select 1 from batch_job_execution e"
                        + " where e.job_instance_id = batch_job_instance.job_instance_id)")
                .param("instances", runs.stream().map(Run::instance).distinct().toList())
                .update();
    }
}
