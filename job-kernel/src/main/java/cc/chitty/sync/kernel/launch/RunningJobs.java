package cc.chitty.sync.kernel.launch;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.listener.JobExecutionListener;
import org.springframework.jdbc.core.JdbcTemplate;

/** Knows the runs that are going on in this process and whose they are. Every job has it as a listener. */
public final class RunningJobs implements JobExecutionListener {

    private final Map<String, Trigger> expected = new ConcurrentHashMap<>();
    private final Map<String, JobExecution> running = new ConcurrentHashMap<>();
    private final RunRecords records;
    private final RunOwner owner;

    public RunningJobs(JdbcTemplate jdbc, RunOwner owner) {
        this.records = new RunRecords(jdbc);
        this.owner = owner;
    }

    /** The next run of the job has this trigger. */
    void expect(String job, Trigger trigger) {
        expected.put(job, trigger);
    }

    @Override
    public void beforeJob(JobExecution execution) {
        String job = execution.getJobInstance().getJobName();
        running.put(job, execution);
        records.began(execution.getId(), owner, expected.getOrDefault(job, Trigger.PERSON));
    }

    @Override
    public void afterJob(JobExecution execution) {
        running.remove(execution.getJobInstance().getJobName());
    }

    /** The job's run that is going on in this process. */
    public @Nullable JobExecution running(String job) {
        return running.get(job);
    }

    /** The run of this id that is going on in this process. */
    public @Nullable JobExecution running(long run) {
        return running.values().stream()
                .filter(execution -> execution.getId() == run)
                .findFirst()
                .orElse(null);
    }

    void ended(JobExecution execution, RunReport report) {
        records.ended(execution.getId(), report);
    }
}
