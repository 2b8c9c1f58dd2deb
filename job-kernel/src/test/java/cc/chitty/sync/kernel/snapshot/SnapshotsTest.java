package cc.chitty.sync.kernel.snapshot;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import cc.chitty.sync.kernel.fixture.Programs;
import cc.chitty.sync.kernel.run.Failure;
import cc.chitty.sync.kernel.state.DurableFile;
import cc.chitty.sync.kernel.state.StateDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SnapshotsTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00.123Z");
    private static final Path TODOS = Path.of("todos.json");
    private static final Path JOURNAL = Path.of("devices/d-1 ü=:#.jsonl");
    private static final Path LIFECYCLE = Path.of("lifecycle/d-1.jsonl");
    private static final Retention ALL = new Retention(1_000, Duration.ofDays(1_000), Long.MAX_VALUE);

    @TempDir
    Path home;

    private StateDirectory state;
    private Snapshots snapshots;

    @BeforeEach
    void open() {
        state = StateDirectory.open(Map.of(), home);
        snapshots = new Snapshots(state);
    }

    @Test
    void what_was_replaced_deleted_or_made_since_is_as_before_after_a_restore() throws IOException {
        write(TODOS, "old");
        write(JOURNAL, "old journal");
        Files.setPosixFilePermissions(live(TODOS), PosixFilePermissions.fromString("rw-r-----"));
        Snapshot kept = snapshots
                .begin("consolidate", "r7", NOON)
                .keep(TODOS)
                .keep(JOURNAL)
                .keep(Path.of("conflicts.json"))
                .finish();
        assertThat(kept.id()).hasToString("20260301T120000.123Z-consolidate-r7");
        write(TODOS, "newer and longer");
        Files.delete(live(JOURNAL));
        write(Path.of("conflicts.json"), "[]");

        Snapshot before = snapshots.restore(kept.id(), "r8", NOON.plusSeconds(1));

        assertThat(live(TODOS)).hasContent("old");
        assertThat(live(JOURNAL)).hasContent("old journal");
        assertThat(live(Path.of("conflicts.json"))).doesNotExist();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(live(TODOS))))
                .isEqualTo("rw-r-----");

        snapshots.restore(before.id(), "r9", NOON.plusSeconds(2));
        assertThat(live(TODOS)).hasContent("newer and longer");
        assertThat(live(JOURNAL)).doesNotExist();
        assertThat(live(Path.of("conflicts.json"))).hasContent("[]");
    }

    @Test
    void the_manifest_tells_run_sizes_modes_and_absence() {
        write(TODOS, "four");
        write(JOURNAL, "x");
        write(LIFECYCLE, "one\n");
        Snapshot kept = snapshots
                .begin("git-push", "42", NOON)
                .keep(TODOS)
                .keep(JOURNAL)
                .keepLength(LIFECYCLE)
                .keep(Path.of("none"))
                .finish();
        assertThat(snapshots.list()).containsExactly(kept);
        assertThat(kept.job()).isEqualTo("git-push");
        assertThat(kept.run()).isEqualTo("42");
        assertThat(kept.files())
                .contains(
                        new Kept(TODOS, Kept.How.CONTENT, 4, "rw-------"),
                        new Kept(LIFECYCLE, Kept.How.LENGTH, 4, "rw-------"),
                        new Kept(Path.of("none"), Kept.How.ABSENT, 0, ""));
    }

    @Test
    void a_kept_file_takes_no_space_and_a_restored_one_is_no_link() throws IOException {
        write(TODOS, "old");
        Snapshot kept = take("r1", NOON);
        Path file = keptFile(kept);
        assertThat(Files.isSameFile(file, live(TODOS))).isTrue();
        snapshots.restore(kept.id(), "r2", NOON.plusSeconds(1));
        assertThat(Files.isSameFile(file, live(TODOS))).isFalse();
        DurableFile.append(live(TODOS), "more".getBytes(UTF_8));
        assertThat(file).hasContent("old");
    }

    @Test
    void a_file_that_was_appended_to_after_it_was_kept_comes_back_as_it_was() {
        write(TODOS, "old");
        Snapshot kept = take("r1", NOON);
        DurableFile.append(live(TODOS), " and more".getBytes(UTF_8));
        snapshots.restore(kept.id(), "r2", NOON.plusSeconds(1));
        assertThat(live(TODOS)).hasContent("old");
    }

    @Test
    void a_length_cuts_an_appended_file_back_and_what_was_cut_is_kept() {
        write(LIFECYCLE, "one\n");
        Snapshot kept =
                snapshots.begin("consolidate", "r1", NOON).keepLength(LIFECYCLE).finish();
        DurableFile.append(live(LIFECYCLE), "two\n".getBytes(UTF_8));
        Snapshot before = snapshots.restore(kept.id(), "r2", NOON.plusSeconds(1));
        assertThat(live(LIFECYCLE)).hasContent("one\n");
        snapshots.restore(before.id(), "r3", NOON.plusSeconds(2));
        assertThat(live(LIFECYCLE)).hasContent("one\ntwo\n");
    }

    @Test
    void the_content_behind_a_symbolic_link_is_kept() throws IOException {
        Path real = Files.writeString(home.resolve("elsewhere"), "old");
        Files.createSymbolicLink(live(TODOS), real);
        Snapshot kept = take("r1", NOON);
        assertThat(keptFile(kept)).isRegularFile().hasContent("old");
        DurableFile.replace(live(TODOS), "new".getBytes(UTF_8));
        snapshots.restore(kept.id(), "r2", NOON.plusSeconds(1));
        assertThat(live(TODOS)).isSymbolicLink().hasContent("old");
    }

    @Test
    void across_file_systems_a_copy_is_kept() throws IOException {
        Path disk = Files.createDirectory(home.resolve("disk"));
        assumeTrue(
                Programs.works("mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", disk.toString()),
                "mounting a small tmpfs needs root");
        try {
            Files.createSymbolicLink(live(TODOS), Files.writeString(disk.resolve("todos.json"), "old"));
            assertThat(keptFile(take("r1", NOON))).isRegularFile().hasContent("old");
        } finally {
            assertThat(Programs.works("umount", disk.toString())).isTrue();
        }
    }

    @Test
    void a_damaged_snapshot_changes_nothing() throws IOException {
        write(TODOS, "old");
        Snapshot kept = take("r1", NOON);
        write(TODOS, "new");
        Files.writeString(keptFile(kept), "o");
        assertThatThrownBy(() -> snapshots.restore(kept.id(), "r2", NOON.plusSeconds(1)))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("shorter");
        assertThat(live(TODOS)).hasContent("new");
        assertThat(snapshots.ids()).containsExactly(kept.id());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "file.../../escape=CONTENT 1 rw-------",
                "file.a=CONTENT -1 rw-------",
                "file.a=THING 1",
                "file.a="
            })
    void a_manifest_that_makes_no_sense_is_refused(String line) throws IOException {
        write(TODOS, "old");
        Snapshot kept = take("r1", NOON);
        Files.writeString(directory(kept.id()).resolve("manifest.properties"), line.replace("\\", "\\\\"));
        assertThatThrownBy(() -> snapshots.restore(kept.id(), "r2", NOON.plusSeconds(1)))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("manifest.properties");
    }

    @Test
    void without_a_manifest_it_is_no_snapshot_and_goes_after_an_hour() {
        write(TODOS, "old");
        snapshots.begin("consolidate", "r1", NOON).keep(TODOS);
        SnapshotId id = SnapshotId.of(NOON, "consolidate", "r1");
        assertThat(snapshots.ids()).isEmpty();
        assertThatThrownBy(() -> snapshots.read(id)).hasMessageContaining("there is none");
        assertThat(snapshots.prune(ALL, NOON.plus(Duration.ofMinutes(59)))).isEmpty();
        assertThat(directory(id)).exists();
        assertThat(snapshots.prune(ALL, NOON.plus(Duration.ofMinutes(61)))).isEmpty();
        assertThat(directory(id)).doesNotExist();
        assertThat(live(TODOS)).hasContent("old");
    }

    @Test
    void count_age_and_bytes_limit_what_is_kept_but_the_newest_stays() {
        write(TODOS, "x".repeat(1_000));
        List<SnapshotId> ids = java.util.stream.IntStream.range(0, 5)
                .mapToObj(
                        day -> take("r" + day, NOON.plus(Duration.ofDays(day))).id())
                .toList();
        Instant now = NOON.plus(Duration.ofDays(4));
        assertThat(snapshots.prune(ALL, now)).isEmpty();
        assertThat(snapshots.prune(new Retention(4, ALL.age(), ALL.bytes()), now))
                .containsExactly(ids.get(0));
        assertThat(snapshots.prune(new Retention(99, Duration.ofDays(2), ALL.bytes()), now))
                .containsExactly(ids.get(1));
        assertThat(snapshots.prune(new Retention(99, ALL.age(), 2_900), now)).containsExactly(ids.get(2));
        assertThat(snapshots.prune(new Retention(0, Duration.ZERO, 0), now.plus(Duration.ofDays(99))))
                .containsExactly(ids.get(3));
        assertThat(snapshots.ids()).containsExactly(ids.get(4));
        assertThat(live(TODOS)).exists();
    }

    @Test
    void nothing_but_snapshots_is_deleted_and_no_link_is_followed() throws IOException {
        Path outside = Files.createDirectories(home.resolve("outside"));
        Files.writeString(outside.resolve("precious"), "x");
        write(TODOS, "old");
        Snapshot first = take("r1", NOON);
        Files.createSymbolicLink(directory(first.id()).resolve("files/way-out"), outside);
        Path link = Files.createSymbolicLink(state.snapshots().resolve("20200101T000000.000Z-consolidate-r0"), outside);
        Path foreign = Files.createDirectory(state.snapshots().resolve("mine"));
        take("r2", NOON.plusSeconds(1));
        assertThat(snapshots.prune(new Retention(1, Duration.ZERO, 0), NOON.plus(Duration.ofDays(9))))
                .containsExactly(first.id());
        assertThat(directory(first.id())).doesNotExist();
        assertThat(outside.resolve("precious")).exists();
        assertThat(link).isSymbolicLink();
        assertThat(foreign).exists();
    }

    @ParameterizedTest
    @ValueSource(strings = {"../x", "/etc/passwd", "", "a/../b", "snapshots/x", "./x"})
    void only_files_inside_can_be_kept(String path) {
        SnapshotDraft draft = snapshots.begin("consolidate", "r1", NOON);
        assertThatThrownBy(() -> draft.keep(Path.of(path))).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"..", "x", "20260301T120000.123Z-consolidate-../x", "20260301T120000.123Z-a-"})
    void only_plain_names_are_ids(String text) {
        assertThatThrownBy(() -> new SnapshotId(text)).isInstanceOf(IllegalArgumentException.class);
    }

    private Snapshot take(String run, Instant now) {
        return snapshots.begin("consolidate", run, now).keep(TODOS).finish();
    }

    private void write(Path path, String content) {
        DurableFile.replace(live(path), content.getBytes(UTF_8));
    }

    private Path live(Path path) {
        return state.root().resolve(path);
    }

    private Path directory(SnapshotId id) {
        return state.snapshots().resolve(id.text());
    }

    private Path keptFile(Snapshot snapshot) {
        return directory(snapshot.id()).resolve("files").resolve(TODOS);
    }
}
