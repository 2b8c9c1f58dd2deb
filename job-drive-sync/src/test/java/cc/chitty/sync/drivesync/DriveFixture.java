package cc.chitty.sync.drivesync;

import static org.assertj.core.api.Assertions.assertThat;

import cc.chitty.sync.consolidate.ConsolidateJobConfiguration;
import cc.chitty.sync.consolidate.ConsolidatePlace;
import cc.chitty.sync.consolidate.source.Surroundings;
import cc.chitty.sync.gitpush.GitPushJobConfiguration;
import cc.chitty.sync.kernel.launch.LaunchConfiguration;
import cc.chitty.sync.kernel.launch.RunOwner;
import cc.chitty.sync.kernel.launch.Trigger;
import cc.chitty.sync.kernel.repository.RepositoryConfiguration;
import cc.chitty.sync.kernel.repository.RepositoryGuard;
import cc.chitty.sync.kernel.repository.RepositorySettings;
import cc.chitty.sync.kernel.repository.RunRecovery;
import cc.chitty.sync.kernel.run.ExitCode;
import cc.chitty.sync.kernel.run.Interruption;
import cc.chitty.sync.kernel.run.Progress;
import cc.chitty.sync.kernel.state.StateDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * A remote, a mirror, a state directory, and an application of the real job over an H2 file between them. Opened again on the
 * same directory it is what the next process would find.
 */
final class DriveFixture implements AutoCloseable {

    static final String DEVICE = "d-0123456789ab";
    static final String NAME = "notes";

    /** The application of the jobs, without its commands. */
    @Configuration(proxyBeanMethods = false)
    @Import({
        RepositoryConfiguration.class,
        LaunchConfiguration.class,
        ConsolidateJobConfiguration.class,
        GitPushJobConfiguration.class,
        DriveSyncJobConfiguration.class
    })
    static class Application {}

    private final Path directory;
    private final FailingDrive failing = new FailingDrive();
    private final StateDirectory state;
    private final RepositoryGuard database;
    private final ConfigurableApplicationContext context;

    private DriveFixture(Path directory, Map<String, Object> settings) {
        this.directory = directory;
        state = StateDirectory.open(
                Map.of(StateDirectory.VARIABLE, directory.resolve("state").toString()), directory);
        RepositorySettings repository = RepositorySettings.of(state.root(), Map.of(), new Properties());
        database = RepositoryGuard.open(repository, Clock.systemUTC());
        new RunRecovery(database.source(), Clock.systemUTC()).closeDeadRuns();
        context = start(repository, settings);
    }

    /** A pull from a directory of this machine. */
    static DriveFixture open(Path directory) throws IOException {
        return open(directory, Map.of());
    }

    /**
     * With settings of the test's.
     *
     * @param settings by their names behind {@code chittysync.drive-sync.remotes[0].}, or behind {@code
     *     chittysync.drive-sync.} with a point before them
     */
    static DriveFixture open(Path directory, Map<String, Object> settings) throws IOException {
        Files.createDirectories(directory.resolve("remote"));
        return new DriveFixture(directory, settings);
    }

    private ConfigurableApplicationContext start(RepositorySettings repository, Map<String, Object> settings) {
        Map<String, Object> properties = new LinkedHashMap<>(repository.properties());
        properties.put("spring.main.lazy-initialization", true);
        properties.put("logging.level.root", "off"); // failures are planned
        String prefix = "chittysync.drive-sync";
        properties.put(prefix + ".config", directory.resolve("rclone.conf").toString());
        properties.put(prefix + ".remotes[0].name", NAME);
        properties.put(prefix + ".remotes[0].remote", remote().toString());
        properties.put(prefix + ".remotes[0].mirror", mirror().toString());
        settings.forEach((name, value) ->
                properties.put(name.startsWith(".") ? prefix + name : prefix + ".remotes[0]." + name, value));
        SpringApplication application = new SpringApplication(Application.class);
        application.setBannerMode(Banner.Mode.OFF);
        application.setWebApplicationType(WebApplicationType.NONE);
        application.setRegisterShutdownHook(false);
        application.setLogStartupInfo(false);
        application.setDefaultProperties(properties);
        application.addInitializers(it -> beans((GenericApplicationContext) it));
        return application.run();
    }

    private void beans(GenericApplicationContext beans) {
        RunOwner owner = new RunOwner("host", ProcessHandle.current().pid(), Instant.now(), "settings", DEVICE, "1.0");
        Map<String, String> environment = Map.of("PATH", System.getenv("PATH"));
        beans.registerBean(Clock.class, Clock::systemUTC);
        beans.registerBean(StateDirectory.class, () -> state);
        beans.registerBean(RunOwner.class, () -> owner);
        beans.registerBean(
                ConsolidatePlace.class,
                () -> new ConsolidatePlace(state, DEVICE, new Surroundings(directory, environment), Clock.systemUTC()));
        beans.registerBean("failing", CurrentDrive.class, () -> failing, bean -> bean.setPrimary(true));
    }

    Path remote() {
        return directory.resolve("remote");
    }

    Path mirror() {
        return directory.resolve("mirror");
    }

    StateDirectory state() {
        return state;
    }

    JdbcTemplate jdbc() {
        return context.getBean(JdbcTemplate.class);
    }

    <T> T get(Class<T> type) {
        return context.getBean(type);
    }

    /** Fails where a step begins. */
    FailingDrive failing() {
        return failing;
    }

    DriveSync.Answer run(DriveOptions options) {
        return run(options, new Interruption());
    }

    DriveSync.Answer run(DriveOptions options, Interruption interruption) {
        List<DriveSync.Answer> answers = context.getBean(DriveSync.class)
                .run(
                        new ArrayList<>(),
                        new DriveSync.Asked(options, false, Trigger.PERSON, interruption, Progress.NONE));
        assertThat(answers).hasSize(1);
        return answers.get(0);
    }

    DriveSync.RolledBack rollback(long run) {
        return context.getBean(DriveSync.class)
                .rollback(
                        run,
                        new DriveSync.Asked(
                                DriveOptions.USUAL, false, Trigger.PERSON, new Interruption(), Progress.NONE));
    }

    DriveSync.Answer run() {
        return run(DriveOptions.USUAL);
    }

    /** A run that has to go well and to leave nothing to a person. */
    DriveSync.Answer done() {
        DriveSync.Answer answer = run();
        assertThat(answer.ended().exitCode()).as(answer.ended().toString()).isEqualTo(ExitCode.DONE);
        return answer;
    }

    long count(DriveSync.Answer answer, String name) {
        return answer.ended().report().counts().getOrDefault(name, 0L);
    }

    @Override
    public void close() {
        context.close();
        database.close();
    }
}
