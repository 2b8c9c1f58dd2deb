package cc.chitty.sync.kernel.repository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.configuration.JobRegistry;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.job.parameters.JobParametersBuilder;
import org.springframework.batch.core.launch.JobExecutionAlreadyRunningException;
import org.springframework.batch.core.launch.JobOperator;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Lazy;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;

class RepositoryConfigurationTest {

    @Configuration(proxyBeanMethods = false)
    @Import(RepositoryConfiguration.class)
    static class Jobs {

        @Bean
        Job one(JobRepository repository, PlatformTransactionManager transactions) {
            return new JobBuilder("one", repository)
                    .start(step("a", repository, transactions))
                    .build();
        }

        @Bean
        Job four(JobRepository repository, PlatformTransactionManager transactions) {
            return new JobBuilder("four", repository)
                    .start(step("a", repository, transactions))
                    .next(step("b", repository, transactions))
                    .next(step("c", repository, transactions))
                    .next(step("d", repository, transactions))
                    .build();
        }

        @Bean
        @Lazy
        Job broken() {
            throw new IllegalStateException("built although nobody asked for it");
        }

        private static Step step(String name, JobRepository repository, PlatformTransactionManager transactions) {
            return new StepBuilder(name, repository)
                    .tasklet((contribution, context) -> RepeatStatus.FINISHED, transactions)
                    .build();
        }
    }

    @TempDir
    Path state;

    private RepositorySettings settings;
    private RepositoryGuard guard;
    private ConfigurableApplicationContext context;

    @BeforeEach
    void starts() {
        settings = RepositorySettings.of(state, Map.of(), new Properties());
        guard = RepositoryGuard.open(settings, Clock.systemUTC());
        context = application();
    }

    @AfterEach
    void stops() {
        context.close();
        guard.close();
    }

    private ConfigurableApplicationContext application() {
        SpringApplication application = new SpringApplication(Jobs.class);
        application.setWebApplicationType(WebApplicationType.NONE);
        application.setLogStartupInfo(false);
        application.setDefaultProperties(settings.properties());
        return application.run("--logging.level.root=warn", "--spring.main.banner-mode=off");
    }

    @Test
    void jobs_are_found_by_name_and_not_built_before() {
        JobRegistry registry = context.getBean(JobRegistry.class);
        assertThat(registry.getJobNames()).containsExactlyInAnyOrder("one", "four", "broken");
        assertThat(registry.getJob("one")).isSameAs(context.getBean("one"));
        assertThat(registry.getJob("none")).isNull();
    }

    @Test
    void a_run_that_was_killed_can_be_started_again_after_recovery() throws Exception {
        run("four", 1);
        JdbcClient client = JdbcClient.create(guard.source());
        client.sql("update batch_job_execution set status = 'STARTED', end_time = null")
                .update();
        client.sql("update batch_step_execution set status = 'STARTED', end_time = null where step_name = 'd'")
                .update();
        assertThatThrownBy(() -> run("four", 1)).isInstanceOf(JobExecutionAlreadyRunningException.class);

        assertThat(new RunRecovery(guard.source(), Clock.systemUTC()).closeDeadRuns())
                .extracting(DeadRun::job)
                .containsExactly("four");
        JobExecution second = run("four", 1);
        assertThat(second.getStatus()).isEqualTo(BatchStatus.COMPLETED);
        assertThat(second.getStepExecutions())
                .extracting(step -> step.getStepName())
                .containsExactly("d");
    }

    /** The bound is far above what was measured, so that a busy machine does not fail it; the figures are printed. */
    @Test
    void an_idle_run_is_over_in_a_blink() throws Exception {
        for (String job : new String[] {"one", "four"}) {
            long[] nanos = new long[100 * Integer.getInteger("chittysync.test.rounds", 1)];
            for (int i = 0; i < nanos.length; i++) {
                long begin = System.nanoTime();
                assertThat(run(job, i).getStatus()).isEqualTo(BatchStatus.COMPLETED);
                nanos[i] = System.nanoTime() - begin;
            }
            double first = nanos[0] / 1e6;
            Arrays.sort(nanos);
            double median = nanos[nanos.length / 2] / 1e6;
            System.out.printf(
                    "job %s: first %.1f ms, median %.2f ms, 95 %% %.2f ms%n",
                    job, first, median, nanos[nanos.length * 95 / 100] / 1e6);
            assertThat(median).isLessThan(100);
        }
    }

    private JobExecution run(String job, long key) throws Exception {
        return context.getBean(JobOperator.class)
                .start(
                        context.getBean(job, Job.class),
                        new JobParametersBuilder().addLong("key", key).toJobParameters());
    }
}
