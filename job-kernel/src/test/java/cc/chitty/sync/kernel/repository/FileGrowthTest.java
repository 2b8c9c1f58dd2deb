package cc.chitty.sync.kernel.repository;

import static org.assertj.core.api.Assertions.assertThat;

import cc.chitty.sync.kernel.fixture.SettableClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

class FileGrowthTest {

    @TempDir
    Path state;

    /** H2 keeps for 45 s what it does not need any more, by its own clock: here it need not. */
    @Test
    void the_file_of_a_process_that_stays_does_not_grow_with_its_runs() throws IOException {
        RepositorySettings settings = RepositorySettings.of(state, Map.of(), new Properties());
        SettableClock clock = new SettableClock(Instant.parse("2026-05-02T08:00:00Z"));
        try (RepositoryGuard guard = RepositoryGuard.open(settings, clock)) {
            JdbcClient.create(guard.source()).sql("set retention_time 0").update();
            Runs runs = new Runs(guard.source());
            long early = 0;
            for (int run = 1; run <= 600; run++) {
                runs.complete(run, run);
                guard.checkpoint();
                clock.pass(Duration.ofSeconds(11));
                early = run == 200 ? Files.size(settings.file()) : early;
            }
            assertThat(Files.size(settings.file())).isLessThan(early + (1 << 20));
            assertThat(runs.ids()).hasSize(600);
        }
    }
}
