package cc.chitty.sync.gpusync;

import cc.chitty.sync.gpusync.peer.ssh.SshPeers;
import cc.chitty.sync.gpusync.run.SyncOptions;
import cc.chitty.sync.gpusync.snapshot.SnapshotIndex;
import cc.chitty.sync.kernel.launch.LaunchConfiguration;
import cc.chitty.sync.kernel.launch.RunOwner;
import cc.chitty.sync.kernel.launch.Trigger;
import cc.chitty.sync.kernel.repository.RepositoryConfiguration;
import cc.chitty.sync.kernel.repository.RepositoryGuard;
import cc.chitty.sync.kernel.repository.RepositorySettings;
import cc.chitty.sync.kernel.run.Interruption;
import cc.chitty.sync.kernel.run.Progress;
import cc.chitty.sync.kernel.state.StateDirectory;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.function.UnaryOperator;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.support.GenericApplicationContext;

/** The job as Batch runs it, over an H2 file: one laptop, whose peer the settings name. */
final class JobDesk implements AutoCloseable {

    static final String DEVICE = "d-0123456789ab";

    @Configuration(proxyBeanMethods = false)
    @Import({RepositoryConfiguration.class, LaunchConfiguration.class, GpuSyncJobConfiguration.class})
    static class Application {}

    private final StateDirectory state;
    private final RepositoryGuard database;
    private final ConfigurableApplicationContext context;
    private final Clock clock;

    /**
     * A laptop.
     *
     * @param directory with its {@code state}
     * @param home its home directory
     * @param settings below {@code chittysync.gpu-sync}
     * @param peerings what is made of the peerings that the settings give
     * @param current hands the steps out
     * @param clock the laptop's
     */
    JobDesk(
            Path directory,
            Path home,
            Map<String, Object> settings,
            UnaryOperator<GpuSyncParts.Peerings> peerings,
            CurrentGpuSync current,
            Clock clock) {
        this.clock = clock;
        state = StateDirectory.open(
                Map.of(StateDirectory.VARIABLE, directory.resolve("state").toString()), directory);
        RepositorySettings repository = RepositorySettings.of(state.root(), Map.of(), new Properties());
        database = RepositoryGuard.open(repository, clock);
        Map<String, Object> properties = new LinkedHashMap<>(repository.properties());
        properties.put("spring.main.lazy-initialization", true);
        properties.put("logging.level.root", "off");
        settings.forEach((name, value) -> properties.put("chittysync.gpu-sync." + name, value));
        SpringApplication application = new SpringApplication(Application.class);
        application.setBannerMode(Banner.Mode.OFF);
        application.setWebApplicationType(WebApplicationType.NONE);
        application.setRegisterShutdownHook(false);
        application.setLogStartupInfo(false);
        application.setDefaultProperties(properties);
        application.addInitializers(it -> beans((GenericApplicationContext) it, home, peerings, current));
        context = application.run();
    }

    /** One with the system's clock. */
    JobDesk(
            Path directory,
            Path home,
            Map<String, Object> settings,
            UnaryOperator<GpuSyncParts.Peerings> peerings,
            CurrentGpuSync current) {
        this(directory, home, settings, peerings, current, Clock.systemUTC());
    }

    /** One without planned failures. */
    JobDesk(Path directory, Path home, Map<String, Object> settings) {
        this(directory, home, settings, peerings -> peerings, new CurrentGpuSync());
    }

    /** The settings of one whose peer is a directory of this machine, with one workspace; to be added to. */
    static Map<String, Object> peer(Path home) {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("peers[0].name", "ws");
        settings.put("peers[0].home", home.toString());
        settings.put("workspaces[0].path", "~/code");
        return settings;
    }

    private void beans(
            GenericApplicationContext beans,
            Path home,
            UnaryOperator<GpuSyncParts.Peerings> peerings,
            CurrentGpuSync current) {
        beans.registerBean("plannedCurrent", CurrentGpuSync.class, () -> current, bean -> bean.setPrimary(true));
        RunOwner owner = new RunOwner("host", ProcessHandle.current().pid(), Instant.EPOCH, "settings", DEVICE, "1.0");
        beans.registerBean(Clock.class, () -> clock);
        beans.registerBean(StateDirectory.class, () -> state);
        beans.registerBean(RunOwner.class, () -> owner);
        GpuSyncPlace place = new GpuSyncPlace(state, home, DEVICE, Map.of("PATH", "/usr/bin:/bin"), clock);
        beans.registerBean(GpuSyncPlace.class, () -> place);
        beans.registerBean(
                "plannedPeerings",
                GpuSyncParts.Peerings.class,
                () -> peerings.apply(peer -> new SettledPeering(
                        beans.getBean(GpuSyncSettings.class), peer, place, beans.getBean(SshPeers.class))),
                bean -> bean.setPrimary(true));
    }

    StateDirectory state() {
        return state;
    }

    <T> T get(Class<T> type) {
        return context.getBean(type);
    }

    GpuSync.Answer run(SyncOptions options) {
        return get(GpuSync.class)
                .run(new GpuSync.Asked(options, false, Trigger.PERSON, new Interruption(), Progress.NONE));
    }

    /** Puts the last snapshot back that a sync has taken, or this one. */
    GpuSync.Answer rollback(String snapshot) {
        return get(GpuSync.class)
                .rollback(
                        snapshot,
                        new GpuSync.Asked(
                                SyncOptions.all("ws"), false, Trigger.PERSON, new Interruption(), Progress.NONE));
    }

    SnapshotIndex snapshots() {
        return new SnapshotIndex(state.root().resolve("gpu-sync/ws"));
    }

    @Override
    public void close() {
        context.close();
        database.close();
    }
}
