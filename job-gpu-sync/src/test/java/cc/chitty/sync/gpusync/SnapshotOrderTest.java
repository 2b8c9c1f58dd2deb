package cc.chitty.sync.gpusync;

import static org.assertj.core.api.Assertions.assertThat;

import cc.chitty.sync.gpusync.category.git.TestRepository;
import cc.chitty.sync.gpusync.run.SyncOptions;
import cc.chitty.sync.kernel.fixture.SettableClock;
import cc.chitty.sync.kernel.run.ExitCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;

/** Snapshots are kept, found and put back in the order in which they were taken, whatever the clock says. */
class SnapshotOrderTest {

    private static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");

    @TempDir
    Path directory;

    private final SettableClock clock = new SettableClock(NOW);
    private Path ours;
    private Path theirs;
    private JobDesk desk;

    @BeforeEach
    void begin() throws IOException {
        ours = Files.createDirectories(directory.resolve("laptop/code"));
        theirs = Files.createDirectories(directory.resolve("station/code"));
        desk = desk();
    }

    @AfterEach
    void end() {
        desk.close();
    }

    private JobDesk desk() {
        Map<String, Object> settings = JobDesk.peer(directory.resolve("station"));
        settings.put("snapshots.count", 4);
        return new JobDesk(directory, directory.resolve("laptop"), settings, it -> it, new CurrentGpuSync(), clock);
    }

    private GpuSync.Answer sync(String content) {
        try {
            Files.writeString(ours.resolve("f"), content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        GpuSync.Answer answer = desk.run(SyncOptions.all("ws"));
        assertThat(answer.ended().exitCode()).isEqualTo(ExitCode.DONE);
        return answer;
    }

    private void rollBackTheLast() {
        String last = desk.snapshots().lastSync().orElseThrow();
        assertThat(desk.rollback(last).ended().exitCode()).isEqualTo(ExitCode.DONE);
    }

    @Test
    void what_a_sync_replaces_is_kept_when_the_clock_has_gone_back() {
        for (int i = 0; i < 6; i++) {
            sync("version " + i);
        }
        clock.set(NOW.minus(Duration.ofHours(5)));
        sync("oops");
        assertThat(desk.snapshots().ids()).hasSize(4);
        rollBackTheLast();
        assertThat(theirs.resolve("f")).hasContent("version 5");
    }

    @Test
    void the_last_sync_is_that_which_was_last() {
        sync("version 1");
        clock.set(NOW.plus(Duration.ofHours(5)));
        sync("version 2");
        clock.set(NOW.plus(Duration.ofMinutes(1)));
        sync("version 3");
        rollBackTheLast();
        assertThat(theirs.resolve("f")).hasContent("version 2");
    }

    @Test
    void a_clock_that_is_suddenly_far_ahead_makes_no_snapshot_old() {
        sync("version 1");
        sync("version 2");
        clock.set(NOW.plus(Duration.ofDays(400)));
        sync("version 3");
        assertThat(desk.snapshots().ids()).hasSize(3);
        sync("version 4");
        assertThat(desk.snapshots().ids()).as("it stayed there").hasSize(2);
    }

    @Test
    void a_run_that_changed_nothing_has_no_snapshot_of_one_that_had_its_number_before() throws IOException {
        long first = sync("version 1").ended().run();
        String kept = desk.snapshots().lastSync().orElseThrow();
        assertThat(desk.get(GpuSyncRecords.class).snapshotOf(first)).contains(kept);
        desk.close();
        FileSystemUtils.deleteRecursively(directory.resolve("state/database"));
        desk = desk();
        sync("version 1");
        assertThat(desk.get(GpuSyncRecords.class).snapshotOf(first)).isEmpty();
        assertThat(desk.rollback(kept).ended().exitCode()).as("by its own name").isEqualTo(ExitCode.DONE);
        assertThat(theirs.resolve("f")).doesNotExist();
    }

    @Test
    void a_run_in_which_nothing_can_be_done_pushes_no_snapshot_out() throws IOException {
        Path doomed = Files.createDirectories(ours.resolve("p"));
        Files.writeString(doomed.resolve("g"), "g");
        sync("version 1");
        sync("version 2");
        Path cache = Files.createDirectories(theirs.resolve("p/node_modules"));
        Files.writeString(cache.resolve("own"), "own");
        FileSystemUtils.deleteRecursively(doomed);
        assertThatNoSnapshotGoes("the directory is not empty");
    }

    @Test
    void a_branch_that_waits_for_its_files_pushes_no_snapshot_out() throws IOException {
        TestRepository here = TestRepository.make(ours.resolve("r"));
        here.commit("a", "1");
        here.write(".chittyignore", "a\n");
        sync("version 1");
        sync("version 2");
        here.commit("a", "2");
        assertThatNoSnapshotGoes("it is checked out");
    }

    @Test
    void a_ref_that_cannot_be_made_pushes_no_snapshot_out() throws IOException {
        TestRepository here = TestRepository.make(ours.resolve("r"));
        here.commit("a", "1");
        sync("version 1");
        sync("version 2");
        here.git("branch", "x");
        new TestRepository(theirs.resolve("r")).git("branch", "x/y");
        assertThatNoSnapshotGoes("rename one of the two");
    }

    @Test
    void a_repository_that_cannot_be_made_pushes_no_snapshot_out() throws IOException {
        sync("version 1");
        sync("version 2");
        TestRepository here = TestRepository.make(ours.resolve("r"));
        here.commit("a", "1");
        String blob = here.value("HEAD:a");
        Files.delete(ours.resolve("r/.git/objects/" + blob.substring(0, 2) + "/" + blob.substring(2)));
        assertThatNoSnapshotGoes("r");
    }

    private void assertThatNoSnapshotGoes(String named) throws IOException {
        GpuSync.Answer first = desk.run(SyncOptions.all("ws"));
        assertThat(first.ended().exitCode()).isEqualTo(ExitCode.PROBLEMS_LEFT);
        List<String> kept = desk.snapshots().ids();
        for (int i = 0; i < 5; i++) {
            GpuSync.Answer answer = desk.run(SyncOptions.all("ws"));
            assertThat(answer.ended().report().problems().toString()).contains(named);
            assertThat(answer.ended().report().counts()).doesNotContainKey("snapshots_pruned");
            assertThat(answer.ended().report().counts().getOrDefault("repositories_changed", 0L))
                    .isZero();
            assertThat(desk.get(GpuSyncRecords.class).snapshotOf(answer.ended().run()))
                    .isEmpty();
        }
        assertThat(desk.snapshots().ids()).isEqualTo(kept);
        for (String side : List.of("laptop", "station")) {
            assertThat(names(directory.resolve(side).resolve(".claude/backups")))
                    .as(side)
                    .isSubsetOf(kept);
        }
        assertThat(names(directory.resolve("state/gpu-sync/ws/git")))
                .as("journals of refs")
                .isSubsetOf(kept.stream().map(it -> it + ".jsonl").toList());
    }

    private static List<String> names(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> there = Files.list(directory)) {
            return there.map(it -> String.valueOf(it.getFileName())).toList();
        }
    }
}
