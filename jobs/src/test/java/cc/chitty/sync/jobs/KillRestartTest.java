package cc.chitty.sync.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import cc.chitty.sync.jobs.bench.SessionFiles;
import cc.chitty.sync.kernel.fixture.Programs;
import cc.chitty.sync.kernel.owner.Identity;
import cc.chitty.sync.kernel.owner.OwnerLock;
import cc.chitty.sync.kernel.repository.RepositoryGuard;
import cc.chitty.sync.kernel.state.PrivateDirectory;
import cc.chitty.sync.kernel.state.StateDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Kills real processes of {@code consolidate} with SIGKILL at moments spread over the whole of their lives, with new
 * session files before each start and at times eight starts at once, and compares the end with an undisturbed run.
 */
class KillRestartTest {

    private static final int KILLS = 10 * Integer.getInteger("chittysync.test.rounds", 1);
    private static final int AT_ONCE = 8;
    private static final int FILES = 60;
    private static final long SECONDS_TO_END = 120;

    /** Files that are there only while a run reads, merges or publishes: nine tenths of a small run's life are start-up. */
    private static final List<String> MARKS = List.of(
            "spool/begun.part", "staging/journal.new", "staging/todos.json.new", "staging/publication.properties");

    /**
     * The kill comes up to 2 to this power nanoseconds after a mark is seen, each order of magnitude as often as any
     * other: what publishing takes goes from one millisecond to thirty, as the disk and the other load will have it.
     */
    private static final int GREATEST_POWER = 25;

    private static final int SMALLEST_POWER = 13;

    @TempDir
    Path directory;

    private Path state = Path.of("");
    private SessionFiles sessions = new SessionFiles(Path.of(""), 0);

    @BeforeEach
    void make() {
        state = directory.resolve("state");
        sessions = new SessionFiles(directory.resolve("home"), 1);
    }

    @Test
    void runs_killed_at_any_moment_end_as_if_nothing_had_happened() throws Exception {
        long seed = Long.getLong("chittysync.test.seed", System.nanoTime());
        System.out.println("KillRestartTest: -Dchittysync.test.seed=" + seed);
        SplittableRandom random = new SplittableRandom(seed);
        sessions.add(FILES);
        // as long as a first start takes; a later one is shorter, so some moments lie beyond its end
        long life = millisOf(() -> end(start(directory.resolve("measured"))));
        Map<String, Integer> found = new TreeMap<>();
        int killed = 0;
        for (int start = 0; killed < KILLS; start++) {
            sessions.add(1 + random.nextInt(30));
            List<Process> processes = new ArrayList<>();
            for (int i = start % 5 == 4 ? AT_ONCE : 1; i > 0; i--) {
                processes.add(start(state));
            }
            killed += processes.size() == 1 && random.nextBoolean()
                    ? killAt(MARKS.get(random.nextInt(MARKS.size())), processes.get(0), random)
                    : kill(processes, random, life * (processes.size() > 1 ? 3 : 1));
            found.merge(processes.size() > 1 ? "several at once" : left(), 1, Integer::sum);
        }
        System.out.println("KillRestartTest: " + killed + " kills; what each start left: " + found);
        assertThat(end(start(state))).as("seed %d", seed).isZero();
        assertNothingIsLeft(seed);
        assertSameAsUndisturbed(seed);
    }

    /** Kills a few milliseconds after the mark is there; returns whether it hit the process alive. */
    private int killAt(String mark, Process process, SplittableRandom random) throws InterruptedException {
        Path file = state.resolve(mark);
        if (Files.exists(file)) { // left by an earlier kill: wait for the run to have dealt with it
            Programs.await(mark + " goes", () -> Files.notExists(file) || !process.isAlive());
        }
        while (process.isAlive() && Files.notExists(file)) {
            LockSupport.parkNanos(100_000);
        }
        LockSupport.parkNanos(random.nextLong(1L << random.nextInt(SMALLEST_POWER, GREATEST_POWER + 1)));
        int hit = process.isAlive() ? 1 : 0;
        process.destroyForcibly().waitFor();
        return hit;
    }

    /** How far a single start had come, by what it left; an earlier start's leavings it had not cleared count too. */
    private String left() throws IOException {
        if (Files.exists(state.resolve("staging/publication.properties"))) {
            return "publish";
        }
        if (!contents(state, "staging").isEmpty()) {
            return "merge, prepared";
        }
        return contents(state, "spool").isEmpty() ? "before read, or after the end" : "read";
    }

    /** Kills one process, or of several all but the last, which may be owner or guest; returns how many it hit alive. */
    private static int kill(List<Process> processes, SplittableRandom random, long within) throws InterruptedException {
        int hit = 0;
        int spared = processes.size() - 1;
        for (int i = 0; i < Math.max(1, spared); i++) {
            Process process = processes.get(i);
            boolean ended = process.waitFor(random.nextLong(within / Math.max(1, spared)), TimeUnit.MILLISECONDS);
            if (!ended && i % 2 == 0) {
                process.destroyForcibly().waitFor();
                hit++;
            }
        }
        for (Process process : processes) {
            end(process);
        }
        return hit;
    }

    private Process start(Path on) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Duser.home=" + directory.resolve("nobody"),
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                Jobs.class.getName(),
                "consolidate");
        builder.environment().putAll(environment(on));
        Path output = directory.resolve("output");
        return builder.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()))
                .start();
    }

    private Map<String, String> environment(Path on) {
        return Map.of(
                StateDirectory.VARIABLE,
                on.toString(),
                "CLAUDE_CONFIG_DIR",
                sessions.claude().toString(),
                "LC_ALL",
                "C.UTF-8");
    }

    private static int end(Process process) throws InterruptedException {
        if (!process.waitFor(SECONDS_TO_END, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("a start hangs: " + process.info());
        }
        return process.exitValue();
    }

    @FunctionalInterface
    private interface Work {
        void run() throws Exception;
    }

    private static long millisOf(Work work) throws Exception {
        long began = System.nanoTime();
        work.run();
        return Duration.ofNanos(System.nanoTime() - began).toMillis();
    }

    private void assertNothingIsLeft(long seed) throws IOException {
        StateDirectory opened = StateDirectory.open(environment(state), directory);
        Identity identity = Identity.ofThisProcess("test", "test");
        try (OwnerLock lock = OwnerLock.tryTake(opened, identity).orElseThrow();
                RepositoryGuard repository = RepositoryGuard.open(
                        OwnerApplication.settings(opened, environment(state)), java.time.Clock.systemUTC())) {
            assertThat(lock).isNotNull();
            for (String table : List.of("batch_job_execution", "batch_step_execution")) {
                List<String> open = JdbcClient.create(repository.source())
                        .sql("select status from " + table + " where status in ('STARTED', 'STARTING', 'STOPPING')")
                        .query(String.class)
                        .list();
                assertThat(open).as("%s, seed %d", table, seed).isEmpty();
            }
        }
        assertThat(opened.spool()).as("seed %d", seed).isEmptyDirectory();
        assertThat(opened.staging()).as("seed %d", seed).isEmptyDirectory();
        for (String file : contents(state, "lifecycle").values()) {
            assertThat(file.lines()).as("lifecycle, seed %d", seed).doesNotHaveDuplicates();
        }
    }

    private void assertSameAsUndisturbed(long seed) throws Exception {
        Path fresh = directory.resolve("fresh");
        PrivateDirectory.create(fresh); // one that others could enter would be a problem to report
        Files.copy(state.resolve("device.properties"), fresh.resolve("device.properties"));
        assertThat(end(start(fresh))).isZero();
        for (String name : List.of("todos.json", "project-coordination.json", "conflicts.json", "devices")) {
            assertThat(contents(state, name))
                    .as("%s, seed %d", name, seed)
                    .isNotEmpty()
                    .isEqualTo(contents(fresh, name));
        }
    }

    /** Of a file, or of all files below a directory, by name. */
    private static Map<String, String> contents(Path state, String name) throws IOException {
        Map<String, String> contents = new TreeMap<>();
        if (Files.notExists(state.resolve(name))) {
            return contents;
        }
        try (Stream<Path> files = Files.walk(state.resolve(name))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                contents.put(state.relativize(file).toString(), Files.readString(file));
            }
        }
        return contents;
    }
}
