package cc.chitty.sync.consolidate;

import cc.chitty.sync.consolidate.publish.Publisher;
import cc.chitty.sync.kernel.launch.JobRunner;
import cc.chitty.sync.kernel.launch.RunHistory;
import cc.chitty.sync.kernel.launch.RunningJobs;
import cc.chitty.sync.kernel.repository.StepTransactions;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

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
    ViewRefresh viewRefresh(ConsolidateSettings settings, ConsolidatePlace place) {
        SnapshotKeeper keeper = new SnapshotKeeper(place.state(), settings.retention(), place.clock());
        return new ViewRefresh(place.state(), place.device(), settings.law(), keeper);
    }

    @Bean
    Decisions decisions(Consolidate consolidate, ConsolidatePlace place) {
        return new Decisions(consolidate, place);
    }

    @Bean
    Rollback rollback(
            Consolidate consolidate, ConsolidatePlace place, JdbcTemplate jdbc, ConsolidateSettings settings) {
        return new Rollback(consolidate, place, new SourceFiles(jdbc), new RunHistory(jdbc), settings.retention());
    }

    @Bean
    SessionOverview sessionOverview(JdbcTemplate jdbc) {
        return new SessionOverview(jdbc);
    }

    @Bean
    ThreadPoolTaskExecutor parsers(ConsolidateSettings settings) {
        ThreadPoolTaskExecutor executor = new ThreadPoolTaskExecutor();
        executor.setCorePoolSize(settings.parallel());
        executor.setThreadNamePrefix("parse-");
        return executor;
    }

    @Bean
    ThreadPoolTaskExecutor spooler() {
        ThreadPoolTaskExecutor executor = new ThreadPoolTaskExecutor();
        executor.setCorePoolSize(1);
        executor.setThreadNamePrefix("spool-");
        return executor;
    }

    @Bean
    ConsolidateParts consolidateParts(ConsolidateSettings settings, ConsolidatePlace place) {
        return new ConsolidateParts(
                AgentSources.named(settings.sources()),
                new Publisher(place.state(), new SnapshotKeeper(place.state(), settings.retention(), place.clock())));
    }

    @Bean
    ConsolidateSteps consolidateSteps(
            ConsolidateSettings settings,
            ConsolidatePlace place,
            CurrentRun run,
            ConsolidateParts parts,
            JobRepository repository,
            StepTransactions transactions) {
        return new ConsolidateSteps(settings, place, run, parts, repository, transactions);
    }

    @Bean
    Job consolidate(
            JobRepository repository,
            RunningJobs running,
            ConsolidateSteps steps,
            SourceFiles files,
            Glance glance,
            JdbcTemplate jdbc,
            @Qualifier("parsers") ThreadPoolTaskExecutor parsers,
            @Qualifier("spooler") ThreadPoolTaskExecutor spooler) {
        Step discover = steps.discover(glance);
        Step read = steps.read(files, jdbc, parsers, spooler);
        return new JobBuilder(NAME, repository)
                .listener(running)
                .start(discover)
                .on(DiscoverTasklet.IDLE.getExitCode())
                .end()
                .from(discover)
                .on("COMPLETED")
                .to(read)
                .on(ReadAgain.AGAIN.getExitCode())
                .to(read)
                .from(read)
                .on("COMPLETED")
                .to(steps.merge())
                .next(steps.publish(files, jdbc))
                .end()
                .build();
    }
}
