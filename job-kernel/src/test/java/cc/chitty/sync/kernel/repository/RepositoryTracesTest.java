package cc.chitty.sync.kernel.repository;

import static org.assertj.core.api.Assertions.assertThat;

import cc.chitty.sync.kernel.run.Problem;
import cc.chitty.sync.kernel.state.DirectoryTree;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A database that is older than what its runs have left, or gone; what is told of it, and how often. */
class RepositoryTracesTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-05-02T08:00:00Z"), ZoneOffset.UTC);

    @TempDir
    Path state;

    private RepositorySettings settings;

    @BeforeEach
    void finds_the_file() {
        settings = RepositorySettings.of(state, Map.of(), new Properties());
    }

    private RepositoryGuard open() {
        return RepositoryGuard.open(settings, CLOCK);
    }

    private void leave(long first, long last) {
        try (RepositoryGuard guard = open()) {
            assertThat(guard.opening().problems()).isEmpty();
            new Runs(guard.source()).complete(first, last);
        }
    }

    private void snapshots(String place, String job, int... runs) throws IOException {
        for (int run : runs) {
            Files.createDirectories(
                    state.resolve(place).resolve("20260501T08%04d.000Z-%s-%d".formatted(run, job, run)));
        }
    }

    private static List<String> said(RepositoryGuard guard) {
        return guard.tell().stream().map(Problem::what).toList();
    }

    private void lists(String place, int... runs) throws IOException {
        Files.createDirectories(state.resolve(place));
        for (int run : runs) {
            Files.createFile(state.resolve(place).resolve("sync-20261128T10000" + run + ".000Z-" + run + ".jsonl"));
        }
    }

    private void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
    }

    private List<String> aside() throws IOException {
        try (Stream<Path> files = Files.list(settings.directory())) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> name.contains(".damaged-"))
                    .toList();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"snapshots", "drive-sync/top/snapshots", "gpu-sync/ws/snapshots"})
    void an_older_copy_with_its_sidecar_is_told_by_snapshots_and_set_aside_once(String place) throws IOException {
        leave(1, 3);
        copy(settings.directory(), state.resolve("older"));
        leave(4, 6);
        if (place.startsWith("gpu-sync")) {
            lists(place, 2, 4, 6);
        } else {
            snapshots(place, "consolidate", 2, 4, 6);
        }
        DirectoryTree.delete(settings.directory());
        copy(state.resolve("older"), settings.directory());
        try (RepositoryGuard guard = open()) {
            assertThat(guard.opening().kind()).isEqualTo(Opening.Kind.REBUILT);
            assertThat(said(guard).get(0))
                    .contains("its last run is 3, there was a run 6")
                    .contains(aside().get(0));
            assertThat(new Runs(guard.source()).nextRun()).isGreaterThan(1000);
        }
        try (RepositoryGuard guard = open()) {
            assertThat(guard.opening()).isEqualTo(Opening.quiet(Opening.Kind.INTACT));
        }
        assertThat(aside()).hasSize(1);
    }

    @Test
    void what_runs_failed_or_rolled_back_have_left_makes_no_alarm() throws IOException {
        leave(1, 5);
        snapshots("snapshots", "consolidate", 2, 5);
        snapshots("snapshots", "restore", 1, 2);
        for (int time = 0; time < 2; time++) {
            try (RepositoryGuard guard = open()) {
                assertThat(guard.opening()).isEqualTo(Opening.quiet(Opening.Kind.INTACT));
                assertThat(new Runs(guard.source()).nextRun()).isLessThan(100);
            }
        }
    }

    @Test
    void one_run_of_each_job_that_a_power_cut_took_back_makes_no_alarm_and_its_number_is_not_given_again()
            throws IOException {
        leave(1, 5);
        snapshots("snapshots", "consolidate", 5, 7);
        snapshots("drive-sync/top/snapshots", "drive-sync", 6);
        for (int time = 0; time < 2; time++) {
            try (RepositoryGuard guard = open()) {
                assertThat(guard.opening()).isEqualTo(Opening.quiet(Opening.Kind.INTACT));
                assertThat(guard.tell()).isEmpty();
                assertThat(new Runs(guard.source()).nextRun()).isGreaterThan(7);
            }
        }
        assertThat(aside()).isEmpty();
    }

    @Test
    void a_lost_database_is_told_by_snapshots_of_a_remote() throws IOException {
        snapshots("drive-sync/top/snapshots", "drive-sync", 6);
        try (RepositoryGuard guard = open()) {
            assertThat(said(guard)).singleElement().asString().contains("begun anew above run 6");
            assertThat(new Runs(guard.source()).nextRun()).isGreaterThan(6);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"mirrors/top.git", "drive-sync/top", "gpu-sync/workstation"})
    void a_lost_database_is_told_by_what_only_a_run_makes(String sign) throws IOException {
        Files.createDirectories(state.resolve(sign));
        try (RepositoryGuard guard = open()) {
            assertThat(guard.opening().kind()).isEqualTo(Opening.Kind.REBUILT);
            assertThat(said(guard))
                    .singleElement()
                    .asString()
                    .contains("the database is gone", state.resolve(sign) + " tells that there were runs");
            assertThat(new Runs(guard.source()).nextRun()).isGreaterThan(999);
        }
    }

    @Test
    void what_is_to_be_told_is_told_once_also_by_a_later_process() throws IOException {
        leave(1, 5);
        Files.delete(settings.file());
        open().close(); // nobody asked it
        try (RepositoryGuard guard = open()) {
            assertThat(guard.opening()).isEqualTo(Opening.quiet(Opening.Kind.INTACT));
            assertThat(said(guard)).anySatisfy(it -> assertThat(it).contains("the file is gone"));
            assertThat(guard.tell()).isEmpty();
        }
        try (RepositoryGuard guard = open()) {
            assertThat(guard.tell()).isEmpty();
        }
        OpeningNote note = OpeningNote.read(settings).orElseThrow();
        assertThat(note.told()).isTrue();
        assertThat(note.at()).isEqualTo(CLOCK.instant());
        assertThat(note.problems()).isNotEmpty();
    }

    @Test
    void who_only_looks_sees_what_is_wrong_and_touches_nothing() throws IOException {
        leave(1, 5);
        byte[] before = Files.readAllBytes(settings.file());
        assertThat(look()).isEmpty();
        snapshots("snapshots", "consolidate", 8, 9);
        assertThat(look()).contains("it is an older state: its last run is 5, there was a run 9");
        DirectoryTree.delete(state.resolve("snapshots"));
        assertThat(Files.readAllBytes(settings.file())).isEqualTo(before);
        try (RepositoryGuard guard = open()) {
            JdbcClient.create(guard.source())
                    .sql("update \"flyway_schema_history\" set \"version\" = '99' where \"version\" = '2'")
                    .update();
        }
        assertThat(look()).contains("its schema has version 99, this program knows " + Migrations.NEWEST);
        try (RandomAccessFile file = new RandomAccessFile(settings.file().toFile(), "rw")) {
            file.setLength(9000);
        }
        assertThat(look()).isNotEmpty();
        try (RandomAccessFile file = new RandomAccessFile(settings.file().toFile(), "rw")) {
            file.setLength(5000);
        }
        assertThat(look()).contains("the file has only 5000 bytes");
    }

    private Optional<String> look() throws IOException {
        return new RepositoryLook(settings).inside().map(RepositoryLook.Trouble::what);
    }
}
