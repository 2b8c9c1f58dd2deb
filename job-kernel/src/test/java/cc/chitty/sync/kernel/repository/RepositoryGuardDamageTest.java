package cc.chitty.sync.kernel.repository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cc.chitty.sync.kernel.run.Failure;
import cc.chitty.sync.kernel.run.FailureCategory;
import cc.chitty.sync.kernel.run.Problem;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

class RepositoryGuardDamageTest {

    private static final int BLOCK = 4096;
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-05-02T08:00:00Z"), ZoneOffset.UTC);

    @TempDir
    Path state;

    private RepositorySettings settings;
    private Path file;

    @BeforeEach
    void finds_the_file() {
        settings = RepositorySettings.of(state, Map.of(), new Properties());
        file = settings.file();
    }

    @Test
    void the_first_start_makes_an_empty_repository_and_says_nothing() {
        try (RepositoryGuard guard = open()) {
            assertThat(guard.opening()).isEqualTo(Opening.quiet(Opening.Kind.FIRST));
            assertThat(new Runs(guard.source()).count("batch_job_execution")).isZero();
        }
        assertThat(state.resolve("database/repository.properties")).exists();
    }

    @Test
    void a_repository_begun_anew_gives_no_number_of_a_run_that_left_a_snapshot() throws IOException {
        for (String name : new String[] {
            "20260501T080000.000Z-consolidate-41",
            "20260502T080000.000Z-restore-42",
            "20260503T080000.000Z-git-push-g7",
            "not-a-snapshot-99999"
        }) {
            Files.createDirectories(state.resolve("snapshots").resolve(name));
        }
        try (RepositoryGuard guard = open()) {
            assertThat(guard.opening().kind()).isEqualTo(Opening.Kind.REBUILT);
            assertThat(guard.opening().problems())
                    .singleElement()
                    .satisfies(problem -> assertThat(problem.what()).contains("above run 42"));
            long next = JdbcClient.create(guard.source())
                    .sql("select next value for batch_job_execution_seq")
                    .query(Long.class)
                    .single();
            assertThat(next).isBetween(43L, 2000L);
        }
        try (RepositoryGuard guard = open()) {
            assertThat(guard.opening()).isEqualTo(Opening.quiet(Opening.Kind.INTACT));
        }
    }

    @Test
    void what_was_left_in_order_is_opened_without_a_word() throws IOException {
        leave(5);
        try (RepositoryGuard guard = open()) {
            assertThat(guard.opening()).isEqualTo(Opening.quiet(Opening.Kind.INTACT));
            assertThat(new Runs(guard.source()).ids()).containsExactly(1L, 2L, 3L, 4L, 5L);
        }
        assertThat(names()).containsExactlyInAnyOrder("jobs.mv.db", "repository.properties");
    }

    @Test
    void a_lost_tail_of_a_compacted_file_is_never_taken_for_the_repository() throws IOException {
        leave(5);
        backup();
        compact();
        byte[] sound = Files.readAllBytes(file);
        byte[] sidecar = Files.readAllBytes(settings.sidecar());
        int seen = 0;
        for (int lost = 1; lost < sound.length / BLOCK; lost += lost < 12 ? 1 : 7) {
            byte[] shorter = Arrays.copyOf(sound, sound.length - lost * BLOCK);
            seen += opensWithEverything(shorter, sidecar) ? 1 : 0;
            seen += opensWithEverything(Arrays.copyOf(shorter, sound.length), sidecar) ? 1 : 0;
        }
        assertThat(seen)
                .as("files which H2 would have opened without their content")
                .isGreaterThan(5);
    }

    /** Whether the damage was seen; either way all runs are there afterwards, and the damaged bytes if it was. */
    private boolean opensWithEverything(byte[] damaged, byte[] sidecar) throws IOException {
        Files.write(file, damaged);
        Files.write(settings.sidecar(), sidecar);
        try (RepositoryGuard guard = open()) {
            assertThat(new Runs(guard.source()).ids()).containsExactly(1L, 2L, 3L, 4L, 5L);
            if (guard.opening().kind() == Opening.Kind.INTACT) {
                return false;
            }
            assertThat(guard.opening().kind()).isEqualTo(Opening.Kind.RESTORED);
        }
        Path kept = kept("damaged");
        assertThat(Files.readAllBytes(kept)).isEqualTo(damaged);
        Files.delete(kept);
        return true;
    }

    @Test
    void a_file_of_zeros_is_replaced_by_the_backup() throws IOException {
        leave(5);
        backup();
        Files.write(file, new byte[(int) Files.size(file)]);
        assertRestored(5);
    }

    @Test
    void a_file_without_its_two_headers_is_replaced_by_the_backup() throws IOException {
        leave(5);
        backup();
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.allocate(2 * BLOCK), 0);
        }
        assertRestored(5);
    }

    @Test
    void an_empty_file_is_replaced_by_the_backup() throws IOException {
        leave(5);
        backup();
        Files.write(file, new byte[0]);
        assertRestored(5);
    }

    @Test
    void a_missing_file_is_replaced_by_the_backup() throws IOException {
        leave(5);
        backup();
        Files.delete(file);
        assertRestored(5);
    }

    @Test
    void a_file_that_is_gone_together_with_its_sidecar_is_replaced_by_the_backup() throws IOException {
        leave(5);
        backup();
        Files.delete(file);
        Files.delete(settings.sidecar());
        assertRestored(5);
    }

    @Test
    void an_older_copy_is_told_by_its_last_run() throws IOException {
        leave(3);
        Path older = Files.copy(file, state.resolve("older"));
        leave(4, 5);
        Files.copy(older, file, StandardCopyOption.REPLACE_EXISTING);
        try (RepositoryGuard guard = open()) {
            assertThat(guard.opening().kind()).isEqualTo(Opening.Kind.REBUILT);
            assertThat(said(guard)).contains("its last run is 3, there was a run 5");
            assertThat(new Runs(guard.source()).nextRun()).isGreaterThan(1000);
        }
        assertThat(kept("damaged")).hasSameBinaryContentAs(older);
    }

    @Test
    void another_database_is_told_by_its_id() throws IOException {
        leave(3);
        RepositorySettings other = RepositorySettings.of(state.resolve("other"), Map.of(), new Properties());
        RepositoryGuard.open(other, CLOCK).close();
        Files.copy(other.file(), file, StandardCopyOption.REPLACE_EXISTING);
        try (RepositoryGuard guard = open()) {
            assertThat(said(guard)).contains("it is another database");
        }
    }

    @Test
    void without_any_backup_the_repository_is_begun_anew_and_run_ids_go_on() throws IOException {
        leave(5);
        Files.delete(file);
        try (RepositoryGuard guard = open()) {
            assertThat(guard.opening().kind()).isEqualTo(Opening.Kind.REBUILT);
            assertThat(new Runs(guard.source()).ids()).isEmpty();
            assertThat(new Runs(guard.source()).nextRun()).isGreaterThan(5);
        }
        try (RepositoryGuard guard = open()) {
            assertThat(guard.opening()).isEqualTo(Opening.quiet(Opening.Kind.INTACT));
        }
    }

    @Test
    void a_broken_backup_is_named_and_the_one_before_is_used() throws IOException {
        leave(5);
        backup();
        Path broken = file.resolveSibling("backup-20260503T080000000Z-9.sql.gz");
        Files.write(broken, new byte[] {1, 2, 3});
        Files.delete(file);
        try (RepositoryGuard guard = open()) {
            assertThat(guard.opening().kind()).isEqualTo(Opening.Kind.RESTORED);
            assertThat(guard.opening().problems()).extracting(Problem::where).contains(broken.toString());
        }
    }

    @Test
    void a_killed_owner_has_lost_no_run() throws IOException {
        RepositorySettings after = RepositorySettings.of(state.resolve("after"), Map.of(), new Properties());
        Files.createDirectories(after.directory());
        try (RepositoryGuard guard = open()) {
            new Runs(guard.source()).complete(1, 5);
            Files.copy(file, after.file());
            Files.copy(settings.sidecar(), after.sidecar());
        }
        try (RepositoryGuard guard = RepositoryGuard.open(after, CLOCK)) {
            assertThat(guard.opening()).isEqualTo(Opening.quiet(Opening.Kind.INTACT));
            assertThat(new Runs(guard.source()).ids()).hasSize(5);
        }
    }

    @Test
    void a_file_that_has_grown_is_compacted_when_it_is_closed() throws IOException {
        try (RepositoryGuard guard = open()) {
            new Runs(guard.source()).complete(1, 5);
            JdbcClient client = JdbcClient.create(guard.source());
            client.sql("create table grown as select repeat(random_uuid(), 1000) as word from system_range(1, 2000)")
                    .update();
            client.sql("drop table grown").update();
            guard.checkpoint();
            assertThat(Files.size(file)).isGreaterThan(64 << 20);
        }
        assertThat(Files.size(file)).isLessThan(1 << 20);
        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
        try (RepositoryGuard guard = open()) {
            assertThat(guard.opening()).isEqualTo(Opening.quiet(Opening.Kind.INTACT));
            assertThat(new Runs(guard.source()).ids()).hasSize(5);
        }
    }

    @Test
    void a_file_does_not_grow_without_end() throws IOException {
        for (int run = 1; run <= 40; run++) {
            try (RepositoryGuard guard = open()) {
                assertThat(guard.opening().problems()).isEmpty();
                new Runs(guard.source()).complete(run, run);
                guard.checkpoint();
            }
            assertThat(Files.size(file)).isLessThan(6 << 20);
        }
    }

    @Test
    void a_file_that_has_not_grown_is_not_written_anew() throws IOException {
        leave(5);
        Object inode = Files.getAttribute(file, "unix:ino");
        leave(6, 10);
        assertThat(Files.getAttribute(file, "unix:ino")).isEqualTo(inode);
    }

    @Test
    void a_lost_sidecar_is_said() throws IOException {
        leave(5);
        Files.delete(settings.sidecar());
        try (RepositoryGuard guard = open()) {
            assertThat(guard.opening().kind()).isEqualTo(Opening.Kind.ADOPTED);
            assertThat(said(guard)).contains("up to run 5");
        }
    }

    @Test
    void a_first_start_that_was_killed_before_the_schema_was_complete_is_begun_again() throws IOException {
        RepositoryGuard guard = open();
        JdbcClient.create(guard.source()).sql("drop table repository_identity").update();
        Files.delete(settings.sidecar());
        assertThatThrownBy(() -> {
                    JdbcClient.create(guard.source()).sql("shutdown").update();
                    guard.close();
                })
                .isInstanceOf(Failure.class);
        Files.deleteIfExists(settings.sidecar());
        try (RepositoryGuard again = open()) {
            assertThat(again.opening()).isEqualTo(Opening.quiet(Opening.Kind.FIRST));
        }
        assertThat(kept("unfinished")).exists();
    }

    @Test
    void a_file_that_another_program_has_open_is_left_alone() throws IOException {
        leave(5);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
                var lock = channel.lock()) {
            assertThat(lock.isValid()).isTrue();
            assertThatThrownBy(this::open)
                    .satisfies(
                            thrown -> assertThat(((Failure) thrown).category()).isEqualTo(FailureCategory.BUSY));
        }
        try (RepositoryGuard guard = open()) {
            assertThat(guard.opening().kind()).isEqualTo(Opening.Kind.INTACT);
        }
    }

    @Test
    void a_wrong_password_is_not_damage() throws IOException {
        leave(5);
        RepositorySettings wrong = new RepositorySettings(settings.url(), "sa", "wrong", settings.directory());
        assertThatThrownBy(() -> RepositoryGuard.open(wrong, CLOCK))
                .satisfies(thrown -> assertThat(((Failure) thrown).category()).isEqualTo(FailureCategory.USAGE))
                .hasMessageNotContaining("password=wrong");
        try (RepositoryGuard guard = open()) {
            assertThat(guard.opening().kind()).isEqualTo(Opening.Kind.INTACT);
        }
    }

    @Test
    void a_copy_that_a_killed_opening_left_is_kept_beside_what_became_of_the_file() throws IOException {
        leave(5);
        backup();
        Path left = Files.write(file.resolveSibling("jobs.mv.db.before-open"), new byte[] {1, 2, 3});
        Files.write(file, new byte[3 * BLOCK]);
        assertRestored(5);
        assertThat(left).doesNotExist();
        Path kept = kept("damaged");
        assertThat(Files.size(kept) + Files.size(kept.resolveSibling(kept.getFileName() + "-opened")))
                .isEqualTo(3 + 3 * BLOCK);
    }

    private RepositoryGuard open() {
        return RepositoryGuard.open(settings, CLOCK);
    }

    private void leave(long runs) {
        leave(1, runs);
    }

    private void leave(long first, long last) {
        try (RepositoryGuard guard = open()) {
            new Runs(guard.source()).complete(first, last);
        }
    }

    private void backup() {
        try (RepositoryGuard guard = open()) {
            assertThat(guard.backup()).isPresent();
        }
    }

    private void compact() {
        RepositoryGuard guard = open();
        JdbcClient.create(guard.source()).sql("shutdown compact").update();
    }

    private void assertRestored(long runs) {
        try (RepositoryGuard guard = open()) {
            assertThat(guard.opening().kind()).isEqualTo(Opening.Kind.RESTORED);
            assertThat(new Runs(guard.source()).count("batch_job_execution")).isEqualTo(runs);
            assertThat(new Runs(guard.source()).nextRun()).isGreaterThan(runs);
        }
    }

    private static String said(RepositoryGuard guard) {
        return guard.opening().problems().stream().map(Problem::what).reduce("", (a, b) -> a + "\n" + b);
    }

    private Path kept(String why) throws IOException {
        return file.resolveSibling(names().stream()
                .filter(name -> name.startsWith("jobs.mv.db." + why + "-") && !name.endsWith("-opened"))
                .findFirst()
                .orElseThrow());
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(file.resolveSibling("."))) {
            return files.map(path -> String.valueOf(path.getFileName())).toList();
        }
    }
}
