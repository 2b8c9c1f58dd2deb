package cc.chitty.sync.kernel.launch;

import java.time.Clock;
import org.springframework.batch.core.configuration.JobRegistry;
import org.springframework.batch.core.launch.JobOperator;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.ConfigurationPropertiesBindHandlerAdvisor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

/** Wires what starts jobs. */
@Configuration(proxyBeanMethods = false)
public class LaunchConfiguration {

    @Bean
    static ConfigurationPropertiesBindHandlerAdvisor knownNames() {
        return KnownNames::new;
    }

    @Bean
    RunningJobs runningJobs(JdbcTemplate jdbc, RunOwner owner) {
        return new RunningJobs(jdbc, owner);
    }

    @Bean
    RunHistory runHistory(JdbcTemplate jdbc) {
        return new RunHistory(jdbc);
    }

    @Bean
    JobRunner jobRunner(
            JobOperator operator,
            JobRepository repository,
            JobRegistry jobs,
            RunningJobs running,
            ObjectProvider<RunListener> listeners,
            Clock clock) {
        RunListener all = RunListener.all(listeners.orderedStream().toList());
        return new JobRunner(operator, repository, jobs, running, all, clock);
    }
}
