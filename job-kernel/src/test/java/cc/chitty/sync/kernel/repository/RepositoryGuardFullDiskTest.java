package cc.chitty.sync.kernel.repository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cc.chitty.sync.kernel.fixture.Mounts;
import cc.chitty.sync.kernel.run.Failure;
import cc.chitty.sync.kernel.run.FailureCategory;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Properties;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

class RepositoryGuardFullDiskTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-05-02T08:00:00Z"), ZoneOffset.UTC);

    @TempDir
    Path directory;

    private Path disk;
    private RepositorySettings settings;

    @BeforeEach
    void begin() throws IOException {
        disk = Files.createDirectory(directory.resolve("disk"));
        Mounts.small(disk, 24);
        settings = RepositorySettings.of(disk.resolve("state"), Map.of(), new Properties());
    }

    @AfterEach
    void end() {
        Mounts.away(disk);
    }

    @Test
    void what_does_not_fit_is_told_once_and_as_that_and_nothing_durable_is_lost() throws IOException {
        long runs;
        RepositoryGuard guard = RepositoryGuard.open(settings, CLOCK);
        JdbcClient client = JdbcClient.create(guard.source());
        client.sql("create table wide(text varchar(5000000))").update();
        guard.checkpoint();
        runs = new Runs(guard.source()).count("batch_job_execution");
        fill(100_000);
        assertThatThrownBy(() -> {
                    for (int i = 0; i < 20; i++) {
                        client.sql("insert into wide select group_concat(random_uuid()) from system_range(1, 20000)")
                                .update();
                    }
                    client.sql("checkpoint sync").update();
                })
                .isInstanceOf(DataAccessException.class);
        assertNoRoom(guard::checkpoint);
        assertThatCode(guard::close).doesNotThrowAnyException();
        assertNoRoom(() -> RepositoryGuard.open(settings, CLOCK));
        Files.delete(disk.resolve("filler"));
        try (RepositoryGuard again = RepositoryGuard.open(settings, CLOCK)) {
            assertThat(again.opening().kind()).isEqualTo(Opening.Kind.INTACT);
            assertThat(new Runs(again.source()).count("batch_job_execution")).isEqualTo(runs);
        }
    }

    private void assertNoRoom(ThrowingCallable action) {
        assertThatThrownBy(action)
                .isInstanceOf(Failure.class)
                .hasMessageContaining(settings.file().toString())
                .hasMessageEndingWith("No space left on device")
                .hasMessageNotContainingAny("jdbc:", "SQL", "Callback")
                .satisfies(thrown -> {
                    Failure failure = (Failure) thrown;
                    assertThat(failure.category()).isEqualTo(FailureCategory.RETRYABLE);
                    assertThat(failure.remedy()).startsWith("Free some space");
                });
    }

    private void fill(long left) throws IOException {
        byte[] block = new byte[50_000];
        try (OutputStream filler = Files.newOutputStream(disk.resolve("filler"))) {
            while (Files.getFileStore(disk).getUsableSpace() > left) {
                filler.write(block);
            }
        }
    }
}
