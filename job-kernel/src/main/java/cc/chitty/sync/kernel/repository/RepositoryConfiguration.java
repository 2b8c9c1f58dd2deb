package cc.chitty.sync.kernel.repository;

import javax.sql.DataSource;
import org.springframework.batch.core.configuration.JobRegistry;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.context.LifecycleAutoConfiguration;
import org.springframework.boot.autoconfigure.context.PropertyPlaceholderAutoConfiguration;
import org.springframework.boot.batch.autoconfigure.BatchTransactionManager;
import org.springframework.boot.batch.jdbc.autoconfigure.BatchJdbcAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * Spring Batch on the job repository: what an application of jobs imports, with {@link RepositorySettings#properties} as its
 * default properties. The auto-configurations are named one by one: evaluating all of them costs 0.3 s at each start.
 */
@Configuration(proxyBeanMethods = false)
@ImportAutoConfiguration({
    PropertyPlaceholderAutoConfiguration.class,
    DataSourceAutoConfiguration.class,
    JdbcTemplateAutoConfiguration.class,
    JdbcClientAutoConfiguration.class,
    LifecycleAutoConfiguration.class,
    BatchJdbcAutoConfiguration.class
})
public class RepositoryConfiguration {

    /** What H2's commits do to the file is decided here; a server has its own log. */
    @Bean
    static BeanPostProcessor storedDataSource(Environment environment) {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                boolean file =
                        environment.getProperty("spring.datasource.url", "").startsWith(RepositorySettings.H2);
                return bean instanceof DataSource pool && file ? new StoredDataSource(pool) : bean;
            }
        };
    }

    @Bean
    @Primary
    PlatformTransactionManager transactionManager(DataSource source) {
        return new JdbcTransactionManager(source);
    }

    @Bean(defaultCandidate = false)
    @BatchTransactionManager
    PlatformTransactionManager batchTransactions(DataSource source) {
        return new BatchTransactions(source);
    }

    @Bean
    StepTransactions stepTransactions(
            PlatformTransactionManager stored, @BatchTransactionManager PlatformTransactionManager noted) {
        return new StepTransactions(stored, noted);
    }

    /** Boot registers no registry, and Batch's own default builds every job at once. */
    @Bean
    JobRegistry jobRegistry(ListableBeanFactory beans) {
        return new JobBeans(beans);
    }
}
