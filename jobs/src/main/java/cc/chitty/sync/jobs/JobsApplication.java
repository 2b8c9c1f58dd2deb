package cc.chitty.sync.jobs;

import cc.chitty.sync.consolidate.ConsolidateJobConfiguration;
import cc.chitty.sync.jobs.notify.NotifyConfiguration;
import cc.chitty.sync.jobs.watch.WatchConfiguration;
import cc.chitty.sync.kernel.launch.LaunchConfiguration;
import cc.chitty.sync.kernel.repository.RepositoryConfiguration;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.context.annotation.Import;

/** Every job of the suite in one context. What a start does not need is not in it. */
@SpringBootConfiguration(proxyBeanMethods = false)
@Import({
    RepositoryConfiguration.class,
    LaunchConfiguration.class,
    ConsolidateJobConfiguration.class,
    NotifyConfiguration.class,
    WatchConfiguration.class
})
class JobsApplication {}
