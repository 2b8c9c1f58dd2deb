package cc.chitty.sync.consolidate;

import static org.assertj.core.api.Assertions.assertThat;

import cc.chitty.sync.consolidate.publish.Publisher;
import cc.chitty.sync.consolidate.publish.SteppedPublisher;
import cc.chitty.sync.consolidate.source.SessionSource;
import cc.chitty.sync.consolidate.source.Surroundings;
import cc.chitty.sync.consolidate.view.ListedTodo;
import cc.chitty.sync.consolidate.view.TodosFile;
import cc.chitty.sync.kernel.fixture.SettableClock;
import cc.chitty.sync.kernel.launch.Ended;
import cc.chitty.sync.kernel.launch.LaunchConfiguration;
import cc.chitty.sync.kernel.launch.RunOwner;
import cc.chitty.sync.kernel.launch.Trigger;
import cc.chitty.sync.kernel.repository.RepositoryConfiguration;
import cc.chitty.sync.kernel.repository.RepositoryGuard;
import cc.chitty.sync.kernel.repository.RepositorySettings;
import cc.chitty.sync.kernel.repository.RunRecovery;
import cc.chitty.sync.kernel.run.Interruption;
import cc.chitty.sync.kernel.run.Progress;
import cc.chitty.sync.kernel.snapshot.Retention;
import cc.chitty.sync.kernel.state.StateDirectory;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * A home directory with agents' files, a state directory, and an application of the real job over an H2 file between
 * them, which is opened once and can be emptied for the next test.
 */
public final class ConsolidateFixture implements AutoCloseable {

    public static final String DEVICE = "d-0123456789ab";
    public static final Instant START = Instant.parse("2026-09-01T10:00:00.123Z");

    /** How much time passes before each run. */
    public static final Duration BETWEEN_RUNS = Duration.ofMinutes(1);

    /** The application of the jobs, without its commands. */
    @Configuration(proxyBeanMethods = false)
    @Import({RepositoryConfiguration.class, LaunchConfiguration.class, ConsolidateJobConfiguration.class})
    static class Application {}

    private final SettableClock clock = new SettableClock(START);
    private final SteppedSource.Steps reading = new SteppedSource.Steps();
    private final PlannedFailure publishing = new PlannedFailure();
    private final PlannedFailure keeping = new PlannedFailure();
    private final Path home;
    private final StateDirectory state;
    private final RepositoryGuard repository;
    private final ConfigurableApplicationContext context;

    private ConsolidateFixture(Path directory, Map<String, Object> settings) {
        home = directory.resolve("home");
        Trees.make(home);
        state = StateDirectory.open(
                Map.of(StateDirectory.VARIABLE, directory.resolve("state").toString()), home);
        RepositorySettings database = RepositorySettings.of(state.root(), Map.of(), new Properties());
        repository = RepositoryGuard.open(database, clock);
        new RunRecovery(repository.source(), clock).closeDeadRuns();
        context = start(database, settings);
    }

    /** With all default settings; {@code directory} need not be empty: a second process finds what the first one left. */
    public static ConsolidateFixture open(Path directory) {
        return open(directory, Map.of());
    }

    /**
     * With settings of the test's.
     *
     * @param settings by their names behind {@code chittysync.consolidate.}
     */
    public static ConsolidateFixture open(Path directory, Map<String, Object> settings) {
        return new ConsolidateFixture(directory, settings);
    }

    private ConfigurableApplicationContext start(RepositorySettings database, Map<String, Object> settings) {
        Map<String, Object> properties = new LinkedHashMap<>(database.properties());
        properties.put("spring.main.lazy-initialization", true);
        properties.put("logging.level.root", "off"); // failures are planned
        settings.forEach((name, value) -> properties.put("chittysync.consolidate." + name, value));
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
        RunOwner owner = new RunOwner("host", ProcessHandle.current().pid(), START, "settings", DEVICE, "1.0");
        beans.registerBean(Clock.class, () -> clock);
        beans.registerBean(StateDirectory.class, () -> state);
        beans.registerBean(RunOwner.class, () -> owner);
        beans.registerBean(
                ConsolidatePlace.class,
                () -> new ConsolidatePlace(state, DEVICE, new Surroundings(home, Map.of()), clock));
        beans.registerBean("steppedParts", ConsolidateParts.class, this::parts, bean -> bean.setPrimary(true));
    }

    private ConsolidateParts parts() {
        List<SessionSource> sources = new ArrayList<>();
        AgentSources.all().forEach(source -> sources.add(new SteppedSource(source, reading)));
        SnapshotKeeper keeper = new SnapshotKeeper(state, new Retention(50, Duration.ofDays(30), 1L << 30), clock);
        Publisher.Keeper failing = (id, files) -> {
            keeping.run();
            keeper.keep(id, files);
        };
        return new ConsolidateParts(sources, SteppedPublisher.of(state, failing, publishing));
    }

    /** Takes away all files and all that is remembered of them. The clock goes back to {@link #START}. */
    public void reset() {
        Trees.empty(home);
        resetState();
        clock.set(START);
    }

    /** Takes away all but the agents' files. */
    public void resetState() {
        for (Path directory :
                List.of(state.devices(), state.lifecycle(), state.spool(), state.staging(), state.snapshots())) {
            Trees.empty(directory);
        }
        for (Path file : List.of(state.todosView(), state.projectsView(), state.conflictsView())) {
            Trees.delete(file);
        }
        Trees.delete(state.root().resolve("published.properties"));
        JdbcTemplate jdbc = jdbc();
        jdbc.update("delete from source_file");
        jdbc.update("delete from source_digest");
        jdbc.update("delete from agent_session");
        jdbc.update("update batch_job_execution set status = 'ABANDONED' where status in ('FAILED', 'STOPPED')");
        reading.before = path -> {};
        reading.find = () -> {};
        reading.shuffle = 0;
        publishing.at(0);
        keeping.at(0);
    }

    /** Forgets the agents' files that were read, as a repository that was made anew would. The journal stays. */
    public void forgetFiles() {
        jdbc().update("delete from source_file");
        jdbc().update("delete from agent_session");
    }

    public ClaudeHome claude() {
        return new ClaudeHome(home, clock);
    }

    public Path home() {
        return home;
    }

    public StateDirectory state() {
        return state;
    }

    public SettableClock clock() {
        return clock;
    }

    SteppedSource.Steps reading() {
        return reading;
    }

    /** Called before each operation on files of a publication. */
    PlannedFailure publishing() {
        return publishing;
    }

    /** Called before each snapshot. */
    PlannedFailure keeping() {
        return keeping;
    }

    JdbcTemplate jdbc() {
        return context.getBean(JdbcTemplate.class);
    }

    /** The one number that a query gives. */
    long number(String query, Object... arguments) {
        Long number = jdbc().queryForObject(query, Long.class, arguments);
        return number == null ? 0 : number;
    }

    /** One minute later, the usual run. */
    public Ended run() {
        return run(ConsolidateOptions.USUAL);
    }

    public Ended run(ConsolidateOptions options) {
        return run(options, new Interruption());
    }

    public Ended run(ConsolidateOptions options, Interruption interruption) {
        clock.pass(BETWEEN_RUNS);
        Ended ended =
                consolidation().run(new Consolidate.Asked(options, false, Trigger.PERSON, interruption, Progress.NONE));
        requireTrueDigests();
        return ended;
    }

    /** What is kept of all files' rows is true after each run, however it ended. */
    private void requireTrueDigests() {
        PartDigests kept = new SourceFiles(jdbc()).digests();
        if (kept != null) {
            PartDigests made = new PartDigests();
            new SourceFiles(jdbc())
                    .all()
                    .values()
                    .forEach(files -> files.values().forEach(made::add));
            BitSet all = new BitSet();
            all.set(0, PartDigests.PARTS);
            assertThat(kept.differing(made).stream()).isEmpty();
            assertThat(kept.ids(all)).isEqualTo(made.ids(all));
        }
    }

    Consolidate consolidation() {
        return context.getBean(Consolidate.class);
    }

    /** A count of a run, 0 where it counted nothing of that name. */
    public static long count(Ended ended, String name) {
        return ended.report().counts().getOrDefault(name, 0L);
    }

    /** The steps of a run in their order, each with its status. */
    public List<String> steps(Ended ended) {
        return jdbc().queryForList(
                        "select step_name || ' ' || status from batch_step_execution where job_execution_id = ?"
                                + " order by step_execution_id",
                        String.class,
                        ended.run());
    }

    public List<ListedTodo> todos() {
        List<ListedTodo> todos = new ArrayList<>();
        TodosFile.forEach(state.todosView(), todos::add);
        return todos;
    }

    /** Each todo as {@code project: content (status)}, as the view orders them. */
    public List<String> listed() {
        return todos().stream()
                .map(todo -> todo.project() + ": " + todo.content() + " ("
                        + todo.status().word() + ")")
                .toList();
    }

    public List<String> journal() {
        return Trees.lines(state.devices().resolve(DEVICE + ".jsonl"));
    }

    /** The lines of all months, by file below the lifecycle's directory. */
    public Map<String, List<String>> lifecycle() {
        Map<String, List<String>> months = new TreeMap<>();
        Trees.files(state.lifecycle())
                .forEach((name, content) -> months.put(name, content.lines().toList()));
        return months;
    }

    /** Everything that consolidation publishes, by its path below the state directory. */
    public Map<String, String> published() {
        Map<String, String> all = new TreeMap<>();
        for (Path directory : List.of(state.devices(), state.lifecycle())) {
            Trees.files(directory).forEach((name, content) -> all.put(directory.getFileName() + "/" + name, content));
        }
        for (Path view : List.of(state.todosView(), state.projectsView(), state.conflictsView())) {
            all.put(String.valueOf(view.getFileName()), Trees.text(view));
        }
        return all;
    }

    @Override
    public void close() {
        context.close();
        repository.close();
    }
}
