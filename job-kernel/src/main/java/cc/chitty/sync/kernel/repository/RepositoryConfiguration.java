package cc.chitty.sync.kernel.repository;

import org.springframework.batch.core.configuration.JobRegistry;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.context.LifecycleAutoConfiguration;
import org.springframework.boot.autoconfigure.context.PropertyPlaceholderAutoConfiguration;
import org.springframework.boot.batch.jdbc.autoconfigure.BatchJdbcAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.transaction.autoconfigure.TransactionManagerCustomizationAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Spring Batch on the job repository: what an application of jobs imports, with {@link RepositorySettings#properties} as its
 * default properties. The auto-configurations are named one by one: evaluating all of them costs 0.3 s at each start.
 */
@Configuration(proxyBeanMethods = false)
@ImportAutoConfiguration({
    PropertyPlaceholderAutoConfiguration.class,
    DataSourceAutoConfiguration.class,
    TransactionManagerCustomizationAutoConfiguration.class,
    DataSourceTransactionManagerAutoConfiguration.class,
    JdbcTemplateAutoConfiguration.class,
    JdbcClientAutoConfiguration.class,
    LifecycleAutoConfiguration.class,
    BatchJdbcAutoConfiguration.class
})
public class RepositoryConfiguration {

    /** Boot registers no registry, and Batch's own default builds every job at once. */
    @Bean
    JobRegistry jobRegistry(ListableBeanFactory beans) {
        return new JobBeans(beans);
    }
}
