package cc.chitty.sync.consolidate;

import static cc.chitty.sync.consolidate.ClaudeHome.session;
import static cc.chitty.sync.consolidate.ConsolidateFixture.count;
import static cc.chitty.sync.consolidate.source.Said.completed;
import static cc.chitty.sync.consolidate.source.Said.inProgress;
import static cc.chitty.sync.consolidate.source.Said.pending;
import static org.assertj.core.api.Assertions.assertThat;

import cc.chitty.sync.kernel.launch.Ended;
import cc.chitty.sync.kernel.run.ExitCode;
import cc.chitty.sync.kernel.run.Interruption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.batch.core.BatchStatus;

/**
 * A run that fails at any border: the next one resumes it and ends with the very bytes of a run that nobody disturbed,
 * and the one after that is idle. Twelve files, two a chunk, one thread.
 */
class ConsolidateJobRestartTest {

    private static final int FILES = 12;

    @TempDir
    private static Path directory;

    private static ConsolidateFixture job;
    private static Map<String, String> undisturbed = Map.of();
    private static int publishingSteps;

    @BeforeAll
    static void opens() {
        job = ConsolidateFixture.open(directory, Map.of("chunk", 2, "threads", 1));
        job.reset();
        prepare();
        job.publishing().at(0);
        assertThat(job.run().exitCode()).isEqualTo(ExitCode.DONE);
        publishingSteps = job.publishing().calls();
        undisturbed = job.published();
        assertThat(job.todos()).hasSizeGreaterThan(FILES);
    }

    @AfterAll
    static void closes() {
        job.close();
    }

    @BeforeEach
    void begins() {
        job.reset();
        prepare();
    }

    /** A first run, and then changes of every kind in twelve files, one of which moves a session to its project. */
    private static void prepare() {
        ClaudeHome claude = job.claude();
        for (int i = 0; i < FILES - 1; i++) {
            claude.todos(session(i), pending("Todo " + i), pending("Shared"), inProgress("Other " + i));
        }
        assertThat(job.run().exitCode()).isEqualTo(ExitCode.DONE);
        job.clock().pass(Duration.ofDays(30));
        for (int i = 0; i < FILES - 1; i++) {
            switch (i % 4) {
                case 0 -> claude.todos(session(i), completed("Todo " + i), pending("Shared"));
                case 1 -> claude.todos(session(i), pending("Reworded " + i), pending("Shared"));
                case 2 -> claude.todos(session(i));
                default -> claude.delete(claude.todosFile(session(i)));
            }
        }
        claude.said(session(1), "/work/app");
    }

    static Stream<Integer> readings() {
        return IntStream.rangeClosed(1, 10).boxed();
    }

    @ParameterizedTest
    @MethodSource("readings")
    void a_failure_at_any_reading(int nth) {
        PlannedFailure failure = new PlannedFailure();
        failure.at(nth);
        job.reading().before = path -> failure.run();
        Ended failed = fails("discover COMPLETED", "read FAILED");
        long written = job.number(
                "select coalesce(sum(write_count), 0) from batch_step_execution where job_execution_id = ?",
                failed.run());
        assertThat(written).isEven().isLessThan(FILES);
        assertThat(count(failed, "files_read") + count(failed, "files_gone"))
                .as("the file of the session that moves was read too early, and is put back")
                .isBetween(written - 1, written);
        assertThat(job.published()).isNotEqualTo(undisturbed);
        job.reading().before = path -> {};
        resumes(failed);
    }

    @Test
    void an_error_in_a_reader() {
        job.reading().before = path -> {
            throw new StackOverflowError("planned");
        };
        Ended failed = fails("discover COMPLETED", "read FAILED");
        job.reading().before = path -> {};
        resumes(failed);
    }

    @Test
    void a_failure_while_files_are_looked_for() {
        job.reading().find = () -> {
            throw new IllegalStateException("planned");
        };
        Ended failed = fails("discover FAILED");
        job.reading().find = () -> {};
        resumes(failed);
    }

    @Test
    void a_failure_while_merging() throws IOException {
        Path foreign = job.state().spool().resolve("000000000999.claims");
        Files.writeString(foreign, "{\"project\":\"general\",\"content\":\"Cut off\n");
        Ended failed = fails("discover COMPLETED", "read COMPLETED", "read COMPLETED", "merge FAILED");
        Files.delete(foreign);
        resumes(failed);
    }

    @Test
    void a_failure_before_the_snapshot() {
        job.keeping().at(1);
        Ended failed =
                fails("discover COMPLETED", "read COMPLETED", "read COMPLETED", "merge COMPLETED", "publish FAILED");
        Ended resumed = resumes(failed);
        assertThat(snapshots(failed).size() + snapshots(resumed).size()).isEqualTo(1);
    }

    static Stream<Integer> publishingSteps() {
        return IntStream.rangeClosed(1, publishingSteps).boxed();
    }

    @ParameterizedTest
    @MethodSource("publishingSteps")
    void a_death_between_any_two_operations_on_files(int nth) {
        job.publishing().at(nth);
        Ended failed =
                fails("discover COMPLETED", "read COMPLETED", "read COMPLETED", "merge COMPLETED", "publish FAILED");
        assertThat(job.publishing().calls()).isEqualTo(nth);
        Ended resumed = resumes(failed);
        assertThat(snapshots(failed).size() + snapshots(resumed).size()).isEqualTo(1);
    }

    @Test
    void dying_again_and_again_while_rolling_forward() {
        job.publishing().at(3);
        Ended failed =
                fails("discover COMPLETED", "read COMPLETED", "read COMPLETED", "merge COMPLETED", "publish FAILED");
        for (int nth = 1; nth < 6; nth++) {
            job.publishing().at(nth);
            Ended again = job.run();
            assertThat(again.status()).isEqualTo(BatchStatus.FAILED);
            assertThat(again.resumed()).isTrue();
        }
        job.publishing().at(0);
        Ended resumed = resumes(failed);
        assertThat(snapshots(failed).size() + snapshots(resumed).size()).isEqualTo(1);
    }

    @Test
    void half_of_the_lifecycles_lines_on_disk() throws IOException {
        int append = publishingSteps;
        for (int nth = 1; nth <= publishingSteps; nth++) {
            job.publishing().at(nth);
            job.run();
            if (job.lifecycle().toString().contains("2026-10.jsonl=[]")) {
                append = nth;
                break;
            }
            job.reset();
            prepare();
        }
        assertThat(append).isLessThan(publishingSteps);
        Path month = job.state().lifecycle().resolve(ConsolidateFixture.DEVICE).resolve("2026-10.jsonl");
        String whole = undisturbed.getOrDefault("lifecycle/" + ConsolidateFixture.DEVICE + "/2026-10.jsonl", "");
        Files.writeString(month, whole.substring(0, whole.length() / 2));
        job.publishing().at(0);
        assertThat(job.run().exitCode()).isEqualTo(ExitCode.DONE);
        assertThat(job.published()).isEqualTo(undisturbed);
    }

    @Test
    void a_run_that_is_stopped_is_resumed() {
        Interruption stop = new Interruption();
        PlannedFailure third = new PlannedFailure();
        job.reading().before = path -> {
            third.run();
            if (third.calls() == 3) {
                stop.raise();
            }
        };
        Ended stopped = job.run(ConsolidateOptions.USUAL, stop);
        assertThat(stopped.status()).isEqualTo(BatchStatus.STOPPED);
        assertThat(stopped.exitCode()).isEqualTo(ExitCode.INTERRUPTED);
        job.reading().before = path -> {};
        resumes(stopped);
    }

    @Test
    void a_failure_in_the_second_round_of_reading() {
        job.run();
        job.claude().todos(session(100), pending("Moves"));
        job.run();
        assertThat(job.listed()).contains("general: Moves (pending)");
        job.claude().said(session(100), "/work/site");
        PlannedFailure failure = new PlannedFailure();
        failure.at(2);
        job.reading().before = path -> failure.run();
        fails("discover COMPLETED", "read COMPLETED", "read FAILED");
        assertThat(job.listed()).as("never in none and never in both").contains("general: Moves (pending)");
        job.reading().before = path -> {};
        assertThat(job.run().resumed()).isTrue();
        assertThat(job.listed()).contains("site: Moves (pending)").doesNotContain("general: Moves (pending)");
        assertThat(job.steps(job.run())).containsExactly("discover COMPLETED");
    }

    private static Ended fails(String... steps) {
        Ended failed = job.run();
        assertThat(failed.status()).isEqualTo(BatchStatus.FAILED);
        assertThat(failed.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(job.steps(failed)).containsExactly(steps);
        return failed;
    }

    private static Ended resumes(Ended failed) {
        Ended resumed = job.run();
        assertThat(resumed.failure()).isNull();
        assertThat(resumed.resumed()).isTrue();
        assertThat(resumed.exitCode()).isEqualTo(ExitCode.DONE);
        assertThat(instance(resumed)).isEqualTo(instance(failed));
        assertThat(job.published()).isEqualTo(undisturbed);
        job.lifecycle().forEach((month, lines) -> assertThat(lines).as(month).doesNotHaveDuplicates());
        Ended idle = job.run();
        assertThat(idle.resumed()).isFalse();
        assertThat(job.steps(idle)).containsExactly("discover COMPLETED");
        assertThat(count(idle, "files_changed")).isZero();
        return resumed;
    }

    private static long instance(Ended ended) {
        return job.number("select job_instance_id from batch_job_execution where job_execution_id = ?", ended.run());
    }

    private static List<String> snapshots(Ended of) {
        return Trees.files(job.state().snapshots()).keySet().stream()
                .filter(name -> name.endsWith("-consolidate-" + of.run() + "/manifest.properties"))
                .toList();
    }
}
