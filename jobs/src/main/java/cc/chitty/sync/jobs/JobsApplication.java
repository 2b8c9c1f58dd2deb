package cc.chitty.sync.jobs;

import cc.chitty.sync.consolidate.ConsolidateJobConfiguration;
import cc.chitty.sync.gitpush.GitPushJobConfiguration;
import cc.chitty.sync.gpusync.GpuSyncJobConfiguration;
import cc.chitty.sync.jobs.notify.NotifyConfiguration;
import cc.chitty.sync.jobs.watch.WatchConfiguration;
import cc.chitty.sync.kernel.launch.LaunchConfiguration;
import cc.chitty.sync.kernel.repository.RepositoryConfiguration;
import cc.chitty.sync.kernel.repository.RepositorySettings;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.annotation.Import;
import org.springframework.core.SpringProperties;

/**
 * Every job of the suite in one context. What a start does not need is not in it. The build has Spring write its bean
 * definitions down as code, which the jar starts from: so no bean may depend on a condition that settings decide.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@Import({
    RepositoryConfiguration.class,
    LaunchConfiguration.class,
    ConsolidateJobConfiguration.class,
    GitPushJobConfiguration.class,
    GpuSyncJobConfiguration.class,
    NotifyConfiguration.class,
    WatchConfiguration.class
})
class JobsApplication {

    /** For the build alone, which runs it up to the point where beans would be made. */
    public static void main(String[] arguments) {
        RepositorySettings settings = RepositorySettings.of(Path.of("/nowhere"), Map.of(), new Properties());
        prepared(settings.properties()).run(arguments);
    }

    /** An application that is ready to run with these default properties. */
    static SpringApplication prepared(Map<String, Object> properties) {
        Map<String, Object> all = new LinkedHashMap<>(properties);
        all.put("spring.main.lazy-initialization", true);
        SpringApplication application = new SpringApplication(JobsApplication.class);
        application.setMainApplicationClass(JobsApplication.class);
        application.setBannerMode(Banner.Mode.OFF);
        application.setWebApplicationType(WebApplicationType.NONE);
        application.setAddCommandLineProperties(false);
        application.setRegisterShutdownHook(false);
        application.setLogStartupInfo(false);
        application.setDefaultProperties(all);
        return application;
    }

    /** Classes that were not packed may be newer than what the build wrote down. */
    static void startFromCode() {
        if (Version.isPacked()) {
            SpringProperties.setFlag("spring.aot.enabled");
        }
    }
}
