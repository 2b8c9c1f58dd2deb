package cc.chitty.sync.kernel.launch;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.listener.JobExecutionListener;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.StepExecution;
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
    public synchronized void afterJob(JobExecution execution) {
        running.remove(execution.getJobInstance().getJobName());
    }

    /**
     * Batch's own stop writes the steps' records as well, which the run's thread is writing at the same time: the run can
     * end as failed of it. Here the steps are only told, and write their records themselves.
     */
    synchronized boolean stop(String job, JobRepository repository) {
        JobExecution execution = running.get(job);
        if (execution == null || !execution.getStatus().isRunning()) {
            return false;
        }
        execution.setStatus(BatchStatus.STOPPING);
        repository.update(execution);
        execution.getStepExecutions().forEach(StepExecution::setTerminateOnly);
        return true;
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
