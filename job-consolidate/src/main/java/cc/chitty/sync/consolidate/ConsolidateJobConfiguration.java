package cc.chitty.sync.consolidate;

import cc.chitty.sync.kernel.launch.JobRunner;
import cc.chitty.sync.kernel.launch.RunningJobs;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.transaction.PlatformTransactionManager;

/** Wires the job {@code consolidate}. */
@Lazy
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ConsolidateSettings.class)
public class ConsolidateJobConfiguration {

    /** The job's name. */
    public static final String NAME = "consolidate";

    @Bean
    CurrentRun consolidateRun() {
        return new CurrentRun();
    }

    @Bean
    SourceFiles sourceFiles(JdbcTemplate jdbc) {
        return new SourceFiles(jdbc);
    }

    @Bean
    Glance glance(ConsolidateSteps steps, SourceFiles files) {
        return steps.glance(files);
    }

    @Bean
    Consolidate consolidation(JobRunner runner, CurrentRun run, ConsolidatePlace place, Glance glance) {
        return new Consolidate(runner, run, place.state(), glance);
    }

    @Bean
    ThreadPoolTaskExecutor parsers(ConsolidateSettings settings) {
        ThreadPoolTaskExecutor executor = new ThreadPoolTaskExecutor();
        executor.setCorePoolSize(settings.parallel());
        executor.setThreadNamePrefix("parse-");
        return executor;
    }

    @Bean
    ConsolidateSteps consolidateSteps(
            ConsolidateSettings settings,
            ConsolidatePlace place,
            CurrentRun run,
            JobRepository repository,
            PlatformTransactionManager transactions) {
        return new ConsolidateSteps(settings, place, run, repository, transactions);
    }

    @Bean
    Job consolidate(
            JobRepository repository,
            RunningJobs running,
            ConsolidateSteps steps,
            SourceFiles files,
            Glance glance,
            JdbcTemplate jdbc,
            ThreadPoolTaskExecutor parsers) {
        Step discover = steps.discover(glance);
        return new JobBuilder(NAME, repository)
                .listener(running)
                .start(discover)
                .on(DiscoverTasklet.IDLE.getExitCode())
                .end()
                .from(discover)
                .on("COMPLETED")
                .to(steps.read(files, jdbc, parsers))
                .next(steps.merge())
                .next(steps.publish())
                .end()
                .build();
    }
}
