package cc.chitty.sync.kernel.repository;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackupsTest {

    private static final Clock MORNING = Clock.fixed(Instant.parse("2026-05-02T08:00:00Z"), ZoneOffset.UTC);

    @TempDir
    Path state;

    @Test
    void a_backup_is_due_after_a_day_with_a_run_or_after_many_runs() {
        assertThat(backupIfDue(0, 1)).as("the first").isTrue();
        assertThat(backupIfDue(23, 2)).as("a run, not yet a day").isFalse();
        assertThat(backupIfDue(25, 2)).as("a run, a day").isTrue();
        assertThat(backupIfDue(90, 2)).as("days without a run").isFalse();
        assertThat(backupIfDue(26, 202)).as("many runs").isTrue();
    }

    private boolean backupIfDue(int hours, long lastRun) {
        try (RepositoryGuard guard = open(Clock.offset(MORNING, Duration.ofHours(hours)))) {
            Runs runs = new Runs(guard.source());
            if (!runs.ids().contains(lastRun)) {
                runs.complete(lastRun, lastRun);
            }
            return guard.backupIfDue().isPresent();
        }
    }

    @Test
    void the_newest_three_are_kept_and_only_the_user_may_read_them() throws IOException {
        for (int hour = 0; hour < 5; hour++) {
            try (RepositoryGuard guard = open(Clock.offset(MORNING, Duration.ofHours(hour)))) {
                guard.backup();
            }
        }
        List<Path> kept = new Backups(state.resolve("database"), MORNING).newestFirst();
        assertThat(kept)
                .extracting(path -> String.valueOf(path.getFileName()))
                .containsExactly(
                        "backup-20260502T120000000Z-0.sql.gz",
                        "backup-20260502T110000000Z-0.sql.gz",
                        "backup-20260502T100000000Z-0.sql.gz");
        assertThat(Files.getPosixFilePermissions(kept.get(0))).isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    private RepositoryGuard open(Clock clock) {
        return RepositoryGuard.open(RepositorySettings.of(state, Map.of(), new Properties()), clock);
    }
}
