package cc.chitty.sync.jobs;

import cc.chitty.sync.consolidate.ConsolidatePlace;
import cc.chitty.sync.consolidate.source.Surroundings;
import cc.chitty.sync.gpusync.GpuSyncPlace;
import cc.chitty.sync.jobs.command.Owner;
import cc.chitty.sync.kernel.device.DeviceIdentity;
import cc.chitty.sync.kernel.launch.RunOwner;
import cc.chitty.sync.kernel.owner.Identity;
import cc.chitty.sync.kernel.repository.RepositoryGuard;
import cc.chitty.sync.kernel.repository.RepositorySettings;
import cc.chitty.sync.kernel.repository.RunRecovery;
import cc.chitty.sync.kernel.state.StateDirectory;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.boot.env.DefaultPropertiesPropertySource;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.AnnotationConfigUtils;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.env.PropertySource;

/**
 * The job repository and the application context of the process that owns the state directory: opened with the first
 * command, closed before the lock is released.
 */
final class OwnerApplication implements Owner, AutoCloseable {

    private final RepositoryGuard repository;
    private final ConfigurableApplicationContext context;

    private OwnerApplication(RepositoryGuard repository, ConfigurableApplicationContext context) {
        this.repository = repository;
        this.context = context;
    }

    static OwnerApplication open(StateDirectory state, Identity identity, Map<String, String> environment) {
        return over(repository(state, environment), state, identity, environment);
    }

    /** The first half of opening: the repository, with no run in it that a dead process left open. */
    static RepositoryGuard repository(StateDirectory state, Map<String, String> environment) {
        Clock clock = Clock.systemUTC();
        RepositoryGuard repository = RepositoryGuard.open(settings(state, environment), clock);
        try {
            new RunRecovery(repository.source(), clock).closeDeadRuns();
            return repository;
        } catch (RuntimeException e) {
            repository.close();
            throw e;
        }
    }

    /** The second half: the application context. Closes the repository if it cannot be started. */
    static OwnerApplication over(
            RepositoryGuard repository, StateDirectory state, Identity identity, Map<String, String> environment) {
        try {
            return new OwnerApplication(repository, start(state, identity, environment, settings(state, environment)));
        } catch (RuntimeException e) {
            repository.close();
            throw e;
        }
    }

    static RepositorySettings settings(StateDirectory state, Map<String, String> environment) {
        return RepositorySettings.of(state.root(), environment, System.getProperties());
    }

    private static ConfigurableApplicationContext start(
            StateDirectory state, Identity identity, Map<String, String> environment, RepositorySettings settings) {
        DeviceIdentity device = DeviceIdentity.of(state);
        RunOwner owner = new RunOwner(
                identity.host(),
                identity.pid(),
                identity.started(),
                identity.settingsDigest(),
                device.device().id(),
                identity.version());
        Surroundings where = Surrounding.of(environment);
        JobsApplication.startFromCode();
        SpringApplication application = JobsApplication.prepared(properties(state, settings));
        application.addListeners(new WrittenSettings(Settings.written(state.root())));
        application.addInitializers(context -> {
            GenericApplicationContext beans = (GenericApplicationContext) context;
            // it looks at every method of every bean for listeners, of which there are none, in a tenth of a second
            beans.removeBeanDefinition(AnnotationConfigUtils.EVENT_LISTENER_PROCESSOR_BEAN_NAME);
            Clock clock = Clock.systemUTC();
            beans.registerBean(Clock.class, () -> clock);
            beans.registerBean(StateDirectory.class, () -> state);
            beans.registerBean(RunOwner.class, () -> owner);
            beans.registerBean(
                    GpuSyncPlace.class,
                    () -> new GpuSyncPlace(
                            state, where.home(), device.device().id(), Surrounding.programs(environment), clock));
            beans.registerBean(
                    ConsolidatePlace.class,
                    () -> new ConsolidatePlace(state, device.device().id(), where, clock));
        });
        return application.run();
    }

    /**
     * Adds what a person wrote down before anybody else looks at the environment, so that it counts for logging, too.
     *
     * @param settings go before defaults, and behind variables and system properties
     */
    private record WrittenSettings(PropertySource<?> settings)
            implements ApplicationListener<ApplicationEnvironmentPreparedEvent>, Ordered {

        @Override
        public void onApplicationEvent(ApplicationEnvironmentPreparedEvent event) {
            event.getEnvironment().getPropertySources().addBefore(DefaultPropertiesPropertySource.NAME, settings);
        }

        @Override
        public int getOrder() {
            return HIGHEST_PRECEDENCE;
        }
    }

    private static Map<String, Object> properties(StateDirectory state, RepositorySettings settings) {
        Map<String, Object> properties = new LinkedHashMap<>(settings.properties());
        properties.put("logging.file.name", state.logs().resolve("jobs.log").toString());
        properties.put("logging.config", "classpath:jobs-logging.xml");
        return properties;
    }

    @Override
    public <T> T get(Class<T> type) {
        return context.getBean(type);
    }

    @Override
    public RepositoryGuard repository() {
        return repository;
    }

    @Override
    public void close() {
        try {
            context.close();
        } finally {
            repository.close();
        }
    }
}
