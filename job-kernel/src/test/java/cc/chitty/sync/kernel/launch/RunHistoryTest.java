package cc.chitty.sync.kernel.launch;

import static org.assertj.core.api.Assertions.assertThat;

import cc.chitty.sync.kernel.repository.RepositoryGuard;
import cc.chitty.sync.kernel.repository.RepositorySettings;
import cc.chitty.sync.kernel.run.Problem;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.batch.core.BatchStatus;
import org.springframework.jdbc.core.JdbcTemplate;

class RunHistoryTest {

    private static final Instant BEGAN = Instant.parse("2026-05-01T12:00:00Z");
    private static final RunOwner OWNER =
            new RunOwner("laptop", 4711, BEGAN.minusSeconds(5), "digest", "d-000000000001", "0.1");

    @TempDir
    private Path state;

    private RepositoryGuard guard;
    private JdbcTemplate jdbc;
    private RunHistory history;

    @BeforeEach
    void opens() {
        guard = RepositoryGuard.open(RepositorySettings.of(state, Map.of(), new Properties()), Clock.systemUTC());
        jdbc = new JdbcTemplate(guard.source());
        history = new RunHistory(jdbc);
    }

    @AfterEach
    void closes() {
        guard.close();
    }

    @Test
    void an_empty_repository_has_no_history() {
        assertThat(history.jobs()).isEmpty();
        assertThat(history.last(10)).isEmpty();
        assertThat(history.find(1)).isEmpty();
        assertThat(history.details(1)).isEmpty();
    }

    @Test
    void runs_come_newest_first_and_by_job() {
        run(1, "consolidate", "COMPLETED");
        run(2, "git-push", "FAILED");
        run(3, "consolidate", "STARTED");
        assertThat(history.jobs()).containsExactly("consolidate", "git-push");
        assertThat(history.last(2)).extracting(RecordedRun::id).containsExactly(3L, 2L);
        assertThat(history.last("consolidate", 10)).extracting(RecordedRun::id).containsExactly(3L, 1L);
    }

    @Test
    void a_run_is_told_with_all_that_was_written_down_about_it() {
        run(1, "consolidate", "COMPLETED");
        step(1, 1, "discover");
        step(2, 1, "read");
        RunRecords records = new RunRecords(jdbc);
        records.began(1, OWNER, Trigger.CRON);
        records.ended(1, new RunReport(Map.of("added", 3L, "removed", 0L), List.of(new Problem("a", "is bad"))));

        RecordedRun.Details details = history.details(1).orElseThrow();
        RecordedRun run = details.run();
        assertThat(run.status()).isEqualTo(BatchStatus.COMPLETED);
        assertThat(run.began()).isEqualTo(BEGAN);
        assertThat(run.took()).isEqualTo(Duration.ofSeconds(2));
        assertThat(run.message()).isEqualTo("first line");
        assertThat(run.counts()).containsExactly(Map.entry("added", 3L));
        assertThat(run.problems()).isEqualTo(1);
        assertThat(run.owner())
                .isEqualTo(new RecordedRun.Owner(
                        "laptop", 4711, OWNER.started(), "cron", "digest", "d-000000000001", "0.1"));
        assertThat(details.problems()).containsExactly(new Problem("a", "is bad"));
        assertThat(details.steps()).extracting(RecordedRun.Step::name).containsExactly("discover", "read");
        assertThat(details.steps().get(1))
                .extracting(RecordedRun.Step::read, RecordedRun.Step::written, RecordedRun.Step::skipped)
                .containsExactly(10L, 9L, 6L);
    }

    @Test
    void only_what_ended_badly_can_be_resumed() {
        String[] states = {"COMPLETED", "STARTED", "FAILED", "STOPPED"};
        for (int i = 0; i < states.length; i++) {
            run(i + 1, "consolidate", states[i]);
        }
        assertThat(history.last(4)).extracting(RecordedRun::isResumable).containsExactly(true, true, false, false);
        assertThat(history.last(4)).extracting(RecordedRun::isOver).containsExactly(true, true, false, true);
        assertThat(history.last(4)).extracting(RecordedRun::owner).containsOnlyNulls();
    }

    private void run(long id, String job, String status) {
        jdbc.update("insert into batch_job_instance values (?, 0, ?, ?)", id, job, "key" + id);
        jdbc.update(
                "insert into batch_job_execution (job_execution_id, version, job_instance_id, create_time, end_time,"
                        + " status, exit_message) values (?, 1, ?, ?, ?, ?, ?)",
                id,
                id,
                local(BEGAN),
                status.equals("STARTED") ? null : local(BEGAN.plusSeconds(2)),
                status,
                "first line\n\tat the.stack.Trace");
    }

    private void step(long id, long run, String name) {
        jdbc.update(
                "insert into batch_step_execution (step_execution_id, version, step_name, job_execution_id,"
                        + " create_time, start_time, status, read_count, write_count, read_skip_count,"
                        + " process_skip_count, write_skip_count) values (?, 1, ?, ?, ?, ?, 'COMPLETED', 10, 9, 1, 2, 3)",
                id,
                name,
                run,
                local(BEGAN),
                local(BEGAN));
    }

    private static LocalDateTime local(Instant instant) {
        return LocalDateTime.ofInstant(instant, ZoneId.systemDefault());
    }
}
