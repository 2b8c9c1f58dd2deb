package cc.chitty.sync.consolidate;

import static cc.chitty.sync.consolidate.ClaudeHome.session;
import static cc.chitty.sync.consolidate.source.Said.pending;
import static org.assertj.core.api.Assertions.assertThat;

import cc.chitty.sync.consolidate.source.Focus;
import cc.chitty.sync.consolidate.source.Surroundings;
import cc.chitty.sync.kernel.launch.Trigger;
import cc.chitty.sync.kernel.run.Interruption;
import cc.chitty.sync.kernel.run.Progress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A walk that who asks has begun: used where it shows all that they know of, and only there. */
@Timeout(60)
class WalkTest {

    @TempDir
    private Path directory;

    private ConsolidateFixture job;

    @BeforeEach
    void opens() {
        job = ConsolidateFixture.open(directory);
        job.claude().todos(session(1), pending("First"));
    }

    @AfterEach
    void closes() {
        job.close();
    }

    @Test
    void the_first_run_goes_by_it() {
        Walk walk = ended(walk());
        job.claude().todos(session(2), pending("Second"));
        consolidate(walk);
        assertThat(job.listed()).containsExactly("general: First (pending)");
        consolidate(null);
        assertThat(job.listed()).containsExactlyInAnyOrder("general: First (pending)", "general: Second (pending)");
    }

    @Test
    void a_run_after_another_one_looks_for_itself() {
        Walk walk = ended(walk());
        job.claude().todos(session(2), pending("Second"));
        consolidate(null);
        consolidate(walk); // which would take the second list for gone
        assertThat(job.listed()).containsExactlyInAnyOrder("general: First (pending)", "general: Second (pending)");
    }

    @Test
    void a_run_for_somebody_who_came_later_too_looks_for_itself() throws Exception {
        Walk walk = ended(walk());
        FutureTask<Consolidated> first = new FutureTask<>(() -> consolidate(walk));
        FutureTask<Consolidated> second = new FutureTask<>(() -> consolidate(null));
        job.consolidation().exclusively(() -> {
            begin(first);
            job.claude().todos(session(2), pending("Second"));
            begin(second);
            return true;
        });
        assertThat(second.get()).isSameAs(first.get());
        assertThat(job.listed()).containsExactlyInAnyOrder("general: First (pending)", "general: Second (pending)");
    }

    @Test
    void one_through_other_sources_is_not_gone_by() {
        consolidate(ended(Walk.begin(AgentSources.named(List.of("claude-code-tasks")), where(), Focus.EVERYTHING)));
        assertThat(job.listed()).containsExactly("general: First (pending)");
    }

    @Test
    void one_through_another_home_is_not_gone_by() {
        Surroundings elsewhere = new Surroundings(directory, Map.of());
        consolidate(ended(Walk.begin(ConsolidateSettings.defaults(), elsewhere)));
        assertThat(job.listed()).containsExactly("general: First (pending)");
    }

    private Walk walk() {
        return Walk.begin(ConsolidateSettings.defaults(), where());
    }

    private Surroundings where() {
        return new Surroundings(job.home(), Map.of());
    }

    private static Walk ended(Walk walk) {
        assertThat(walk.findings()).isNotEmpty();
        return walk;
    }

    /** Returns when it waits for its turn. */
    private static void begin(FutureTask<Consolidated> asking) {
        Thread thread = new Thread(asking);
        thread.start();
        while (thread.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
    }

    private Consolidated consolidate(@Nullable Walk walk) {
        return job.consolidation()
                .consolidate(new Consolidate.Asked(
                        ConsolidateOptions.USUAL, false, Trigger.PERSON, new Interruption(), Progress.NONE, walk));
    }
}
