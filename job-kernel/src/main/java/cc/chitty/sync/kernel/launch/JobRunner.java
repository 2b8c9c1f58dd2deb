package cc.chitty.sync.kernel.launch;

import cc.chitty.sync.kernel.run.Failure;
import cc.chitty.sync.kernel.run.FailureCategory;
import cc.chitty.sync.kernel.run.Interruption;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.configuration.JobRegistry;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.JobInstance;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.job.parameters.JobParametersBuilder;
import org.springframework.batch.core.launch.JobOperator;
import org.springframework.batch.core.repository.JobRepository;

/**
 * Starts runs: resumes the last one of the job if it failed or was stopped, else begins a new one. Only the owner of the
 * state directory does so, after the runs of dead owners have been closed.
 */
public final class JobRunner {

    private final JobOperator operator;
    private final JobRepository repository;
    private final JobRegistry jobs;
    private final RunningJobs running;
    private final AtomicLong names;
    private final RunListener listener;
    /** Jobs whose last run was completed by this process, which alone starts runs: there is nothing to resume. */
    private final Set<String> completed = ConcurrentHashMap.newKeySet();

    public JobRunner(
            JobOperator operator,
            JobRepository repository,
            JobRegistry jobs,
            RunningJobs running,
            RunListener listener,
            InstantSource clock) {
        this.operator = operator;
        this.repository = repository;
        this.jobs = jobs;
        this.running = running;
        this.listener = listener;
        this.names = new AtomicLong(clock.millis());
    }

    /**
     * How a run is asked for.
     *
     * @param job the job's name
     * @param fresh begin a new run even if the last one could be resumed
     * @param report asked once, at the end
     */
    public record Order(
            String job, boolean fresh, Trigger trigger, Interruption interruption, Supplier<RunReport> report) {}

    /** Runs the job to its end in this thread. */
    public Ended run(Order order) {
        listener.began(order.job, order.trigger);
        try {
            Ended ended = attempt(order);
            listener.ended(order.job, order.trigger, ended.exitCode(), ended.failure());
            return ended;
        } catch (Failure e) {
            listener.ended(order.job, order.trigger, e.exitCode(), e);
            throw e;
        }
    }

    private Ended attempt(Order order) {
        Job job = Objects.requireNonNull(jobs.getJob(order.job), order.job);
        JobExecution last = completed.remove(order.job) || order.fresh ? null : resumable(order.job);
        running.expect(order.job, order.trigger);
        Interruption.Following following = order.interruption.whenRaised(() -> stop(order.job));
        try {
            JobExecution ended = last == null ? start(job) : operator.restart(last);
            RunReport report = order.report.get();
            running.ended(ended, report);
            if (ended.getStatus() == BatchStatus.COMPLETED) {
                completed.add(order.job);
            }
            return Ended.of(ended, last != null, report);
        } catch (Failure e) {
            throw e;
        } catch (Exception e) {
            throw new Failure(
                    FailureCategory.DEFECT,
                    "start " + order.job,
                    String.valueOf(e.getMessage()),
                    "`history " + order.job + "` shows the last runs; `--fresh` begins a new one.",
                    e);
        } finally {
            following.close();
        }
    }

    private JobExecution start(Job job) throws Exception {
        JobParameters parameters = new JobParametersBuilder()
                .addLong("run", names.incrementAndGet(), true)
                .toJobParameters();
        return operator.start(job, parameters);
    }

    private @Nullable JobExecution resumable(String name) {
        JobInstance instance = repository.getLastJobInstance(name);
        JobExecution last = instance == null ? null : repository.getLastJobExecution(instance);
        boolean resumable =
                last != null && (last.getStatus() == BatchStatus.FAILED || last.getStatus() == BatchStatus.STOPPED);
        return resumable ? last : null;
    }

    /** Asks the job's run that is going on here to end at its next chunk or step; false if there is none. */
    public boolean stop(String job) {
        return running.stop(job, repository);
    }
}
