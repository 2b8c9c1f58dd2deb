package cc.chitty.sync.drivesync;

import cc.chitty.sync.gitpush.Mirrors;
import cc.chitty.sync.kernel.launch.JobRunner;
import cc.chitty.sync.kernel.launch.RunHistory;
import cc.chitty.sync.kernel.launch.RunningJobs;
import cc.chitty.sync.kernel.state.StateDirectory;
import java.time.Clock;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.core.step.tasklet.Tasklet;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;

/** Wires the job {@code drive-sync}. Needs the beans of git-push. */
@Lazy
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DriveSyncSettings.class)
public class DriveSyncJobConfiguration {

    /** The job's name. */
    public static final String NAME = "drive-sync";

    @Bean
    CurrentDrive currentDrive() {
        return new CurrentDrive();
    }

    @Bean
    DriveParts driveParts(
            DriveSyncSettings settings, StateDirectory state, Mirrors mirrors, JdbcTemplate jdbc, Clock clock) {
        DrivePlace place = new DrivePlace(state, mirrors.home(), mirrors.environment(), mirrors.device(), clock);
        return new DriveParts(settings, place, jdbc);
    }

    @Bean
    Versions versions(Mirrors mirrors) {
        return new Versions(mirrors);
    }

    @Bean
    DriveSetup driveSetup(DriveParts parts) {
        return new DriveSetup(parts);
    }

    @Bean
    DriveDoctor driveDoctor(DriveParts parts, Versions versions) {
        return new DriveDoctor(parts, versions);
    }

    @Bean
    DriveHistory driveHistory(DriveParts parts, Versions versions) {
        return new DriveHistory(parts, versions);
    }

    @Bean
    DriveSync driveSync(
            JobRunner runner, RunHistory history, CurrentDrive current, DriveParts parts, Versions versions) {
        return new DriveSync(runner, history, current, parts, versions);
    }

    @Bean(NAME)
    Job driveSyncJob(
            JobRepository repository,
            RunningJobs running,
            PlatformTransactionManager transactions,
            CurrentDrive current) {
        Steps steps = new Steps(repository, transactions, current);
        return new JobBuilder(NAME, repository)
                .listener(running)
                .start(steps.of("preflight", options -> true, RemoteSync::preflight))
                .next(steps.of("plan", options -> !options.commitOnly(), RemoteSync::plan))
                .next(steps.of("snapshot", Steps::writes, RemoteSync::snapshot))
                .next(steps.of("transfer", new TransferTasklet(current)))
                .next(steps.of("verify", Steps::writes, RemoteSync::verify))
                .next(steps.of("commit", Steps::writes, RemoteSync::commit))
                .next(steps.of("push", options -> !options.dryRun() && !options.noPush(), RemoteSync::push))
                .build();
    }

    private record Steps(JobRepository repository, PlatformTransactionManager transactions, CurrentDrive current) {

        static boolean writes(DriveOptions options) {
            return !options.dryRun();
        }

        Step of(String name, Predicate<DriveOptions> wanted, Consumer<RemoteSync> work) {
            return of(name, new DriveTasklet(current, name, wanted, work));
        }

        /** Each begins from the tables and the disk, so it may run again in a resumed run. */
        Step of(String name, Tasklet tasklet) {
            return new StepBuilder(name, repository)
                    .tasklet(tasklet, transactions)
                    .allowStartIfComplete(true)
                    .build();
        }
    }
}
