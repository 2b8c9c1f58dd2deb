package cc.chitty.sync.kernel.repository;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What recovery and pruning do, on either database. */
abstract class RunHistoryContract {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-05-02T08:00:00Z"), ZoneOffset.UTC);
    private static final LocalDateTime NOW = LocalDateTime.of(2026, 5, 2, 7, 0);
    private static final LocalDateTime LONG_AGO = LocalDateTime.of(2025, 5, 2, 7, 0);

    private RepositoryGuard guard;
    private Runs runs;

    /** An empty repository. */
    abstract RepositorySettings settings();

    @BeforeEach
    void opens() {
        guard = RepositoryGuard.open(settings(), CLOCK);
        runs = new Runs(guard.source());
    }

    @AfterEach
    void closes() {
        guard.close();
    }

    @Test
    void runs_of_dead_owners_are_closed_with_their_steps() {
        runs.complete(1, 2);
        String[] states = {"STARTING", "STARTED", "STOPPING", "UNKNOWN"};
        for (int i = 0; i < states.length; i++) {
            runs.instance(10 + i, "gpu-sync");
            runs.run(10 + i, 10 + i, states[i], NOW);
            runs.step(10 + i, 10 + i, "transfer", states[i]);
        }
        runs.owner(11, "laptop", 4711);

        assertThat(recovery().closeDeadRuns())
                .containsExactly(
                        new DeadRun(10, "gpu-sync", null),
                        new DeadRun(11, "gpu-sync", "laptop:4711"),
                        new DeadRun(12, "gpu-sync", null),
                        new DeadRun(13, "gpu-sync", null));
        assertThat(runs.column("select status from batch_job_execution order by job_execution_id"))
                .containsExactly("COMPLETED", "COMPLETED", "FAILED", "FAILED", "FAILED", "FAILED");
        assertThat(runs.column("select status from batch_step_execution order by step_execution_id"))
                .containsExactly("COMPLETED", "COMPLETED", "FAILED", "FAILED", "FAILED", "FAILED");
        assertThat(runs.count("batch_job_execution where end_time is not null")).isEqualTo(4);
        assertThat(recovery().closeDeadRuns()).isEmpty();
    }

    @Test
    void a_step_that_still_runs_in_a_failed_run_is_closed() {
        runs.instance(1, "gpu-sync");
        runs.run(1, 1, "FAILED", NOW);
        runs.step(1, 1, "transfer", "STARTED");
        assertThat(recovery().closeDeadRuns()).isEmpty();
        assertThat(runs.column("select status from batch_step_execution")).containsExactly("FAILED");
    }

    @Test
    void an_instance_without_a_run_is_removed() {
        runs.complete(1, 2);
        runs.instance(3, "gpu-sync");
        recovery().closeDeadRuns();
        assertThat(runs.column("select job_name from batch_job_instance"))
                .containsExactly("consolidate", "consolidate");
    }

    @Test
    void old_runs_go_with_everything_that_was_written_down_about_them() {
        runs.complete(1, 10);
        assertThat(pruning(4).prune()).isEqualTo(6);
        assertThat(runs.ids()).containsExactly(7L, 8L, 9L, 10L);
        for (String table : new String[] {
            "batch_job_instance",
            "batch_job_execution_params",
            "batch_job_execution_context",
            "batch_step_execution",
            "batch_step_execution_context",
            "job_owner",
            "run_change",
            "run_problem",
            "snapshot"
        }) {
            assertThat(runs.count(table)).as(table).isEqualTo(4);
        }
        assertThat(pruning(4).prune()).isZero();
    }

    @Test
    void runs_older_than_the_age_go_but_never_the_last_of_a_job() {
        for (long id = 1; id <= 3; id++) {
            runs.instance(id, "git-push");
            runs.run(id, id, "COMPLETED", LONG_AGO);
        }
        runs.instance(4, "gpu-sync");
        runs.run(4, 4, "COMPLETED", LONG_AGO);
        assertThat(pruning(1000).prune()).isEqualTo(2);
        assertThat(runs.ids()).containsExactly(3L, 4L);
    }

    @Test
    void what_a_restart_needs_stays_however_old() {
        runs.instance(1, "gpu-sync");
        runs.run(1, 1, "FAILED", LONG_AGO);
        runs.step(1, 1, "scan", "COMPLETED");
        runs.step(2, 1, "transfer", "FAILED");
        runs.run(2, 1, "FAILED", LONG_AGO);
        runs.step(3, 2, "transfer", "FAILED");
        runs.run(3, 1, "FAILED", LONG_AGO);
        runs.step(4, 3, "transfer", "FAILED");
        runs.instance(2, "gpu-sync");
        runs.run(4, 2, "COMPLETED", NOW);

        assertThat(pruning(1000).prune()).isEqualTo(1);
        assertThat(runs.ids()).as("scan is known to be done from run 1").containsExactly(1L, 3L, 4L);
    }

    @Test
    void a_checkpoint_lets_the_next_opening_know_the_last_run() throws IOException {
        runs.complete(1, 3);
        guard.checkpoint();
        assertThat(Sidecar.read(settings().sidecar()))
                .hasValueSatisfying(sidecar -> assertThat(sidecar.lastRun()).isEqualTo(3));
    }

    private RunRecovery recovery() {
        return new RunRecovery(guard.source(), CLOCK);
    }

    private RunPruning pruning(int runsPerJob) {
        return new RunPruning(guard.source(), CLOCK, Duration.ofDays(90), runsPerJob);
    }
}
