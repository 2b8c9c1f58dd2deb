package cc.chitty.sync.gitpush.mirror;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cc.chitty.sync.gitpush.TestRemote;
import cc.chitty.sync.kernel.run.Failure;
import cc.chitty.sync.kernel.state.DirectoryTree;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MirrorRestoreTest {

    private static final long SEED = 20_261_127L;
    private static final int VERSIONS = 10;

    @TempDir
    Path directory;

    private TestMirror mirror;
    private final List<String> commits = new ArrayList<>();
    private final Map<String, SortedMap<String, String>> then = new HashMap<>();

    @BeforeEach
    void begin() {
        mirror = new TestMirror(directory);
    }

    /** Files that change in each version, one that comes and goes, a link, a program, a file that becomes a directory. */
    private void tenVersions() throws IOException {
        SplittableRandom random = new SplittableRandom(SEED);
        for (int version = 0; version < VERSIONS; version++) {
            for (int file = 0; file < 12; file++) {
                byte[] content = new byte[random.nextInt(1, 5_000)];
                random.nextBytes(content);
                Path written = mirror.write("d" + file % 3 + "/f" + file, content);
                Files.setPosixFilePermissions(
                        written, PosixFilePermissions.fromString(random.nextBoolean() ? "rwxr-xr-x" : "rw-r--r--"));
            }
            Path turns = mirror.root.resolve("turns");
            Path link = mirror.root.resolve("link");
            if (Files.exists(turns)) {
                DirectoryTree.delete(turns);
            }
            Files.deleteIfExists(link);
            mirror.write(version % 2 == 0 ? "turns" : "turns/deep/in", "version " + version);
            if (version % 3 != 0) {
                Files.createSymbolicLink(link, Path.of("d" + version % 3 + "/f1"));
            } else {
                mirror.write("link", "is a file");
            }
            String commit = Objects.requireNonNull(mirror.commit().id());
            commits.add(commit);
            then.put(commit, TestMirror.onDisk(mirror.root));
        }
    }

    private SortedMap<String, String> at(String commit) {
        return Objects.requireNonNull(then.get(commit));
    }

    private Restored restore(String commit, Set<String> paths, Path into) {
        mirror.problems.clear();
        try (MirrorRepository repository = mirror.open()) {
            return repository.restore(mirror.run(), repository.plan(mirror.run(), commit, paths, into));
        }
    }

    @Test
    void any_of_ten_versions_is_found_and_shown() throws IOException {
        tenVersions();
        try (MirrorRepository repository = mirror.open()) {
            MirrorHistory history = repository.history();
            List<MirrorVersion> versions = history.versions("d1/f4");
            assertThat(versions).hasSize(VERSIONS);
            for (int i = 0; i < VERSIONS; i++) {
                MirrorVersion version = versions.get(VERSIONS - 1 - i);
                assertThat(version.commit()).isEqualTo(commits.get(i));
                assertThat(version.run()).isEqualTo(Integer.toString(i + 1));
                ByteArrayOutputStream out = new ByteArrayOutputStream();
                history.content(version.commit().substring(0, 10), "d1/f4", out);
                assertThat((long) out.size()).isEqualTo(version.size());
                assertThat(at(commits.get(i)).get("d1/f4")).endsWith(out.toString(StandardCharsets.ISO_8859_1));
            }
            assertThat(history.versions("turns/deep/in")).hasSize(VERSIONS - 1).satisfies(all -> {
                assertThat(all.get(1).blob()).isNull();
                assertThat(all.get(0).blob()).isNotNull();
            });
            assertThat(history.versions("never/there")).isEmpty();
            assertThat(history.revisions(3))
                    .extracting(MirrorHistory.Revision::commit)
                    .containsExactly(commits.get(9), commits.get(8), commits.get(7));
            assertThat(history.commitOf("4")).contains(commits.get(3));
            assertThat(history.before("4")).contains(commits.get(2));
            assertThat(history.before("1")).isEmpty();
            assertThatThrownBy(() -> history.content(commits.get(0), "never", new ByteArrayOutputStream()))
                    .isInstanceOf(Failure.class);
            assertThatThrownBy(() -> history.content("ffffffffff", "a", new ByteArrayOutputStream()))
                    .isInstanceOf(Failure.class)
                    .hasMessageContaining("no such commit");
        }
    }

    @Test
    void the_mirror_becomes_what_it_was_at_any_commit_and_a_new_directory_does() throws IOException {
        tenVersions();
        SplittableRandom random = new SplittableRandom(SEED);
        for (int i = 0; i < 4; i++) {
            String commit = commits.get(random.nextInt(VERSIONS));
            Restored restored = restore(commit, Set.of(), mirror.root);
            assertThat(mirror.problems).isEmpty();
            assertThat(restored.left()).isZero();
            assertThat(TestMirror.onDisk(mirror.root)).as("seed %d", SEED).isEqualTo(then.get(commit));
            assertThat(restore(commit, Set.of(), mirror.root)).isEqualTo(new Restored(0, 0, 0));
            mirror.commit();
            assertThat(mirror.committed()).isEqualTo(then.get(commit));
        }
        for (String commit : commits) {
            Path fresh = directory.resolve("fresh-" + commit);
            restore(commit, Set.of(), fresh);
            assertThat(TestMirror.onDisk(fresh)).isEqualTo(then.get(commit));
        }
        mirror.fsck();
    }

    @Test
    void only_chosen_paths_are_touched() throws IOException {
        tenVersions();
        SortedMap<String, String> now = TestMirror.onDisk(mirror.root);
        restore(commits.get(2), Set.of("d1", "turns"), mirror.root);
        SortedMap<String, String> after = TestMirror.onDisk(mirror.root);
        SortedMap<String, String> old = at(commits.get(2));
        assertThat(after).containsOnlyKeys(old.keySet().toArray(String[]::new));
        after.forEach((path, content) -> assertThat(content)
                .as(path)
                .isEqualTo((path.startsWith("d1/") || path.equals("turns") ? old : now).get(path)));
        assertThatThrownBy(() -> restore(commits.get(2), Set.of("d"), mirror.root))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("has nothing there");
    }

    @Test
    void what_is_in_no_commit_is_neither_overwritten_nor_deleted_unless_it_is_asked_for() throws IOException {
        mirror.write("a", "one");
        mirror.write("gone", "was here");
        String first = Objects.requireNonNull(mirror.commit().id());
        mirror.write("a", "two");
        Files.delete(mirror.root.resolve("gone"));
        mirror.commit();
        mirror.write("a", "not committed yet");
        mirror.write("new", "not committed either");
        Restored restored = restore(first, Set.of(), mirror.root);
        assertThat(restored).isEqualTo(new Restored(1, 0, 2));
        assertThat(mirror.leftOut()).containsExactlyInAnyOrder("a", "new");
        assertThat(TestMirror.onDisk(mirror.root))
                .isEqualTo(Map.of(
                        "a", "644 not committed yet", "gone", "644 was here", "new", "644 not committed either"));
        try (MirrorRepository repository = mirror.open()) {
            RestorePlan plan = repository.plan(mirror.run(), first, Set.of(), mirror.root);
            assertThat(plan.unsaved()).containsExactly("a", "new");
            assertThat(plan.deletes()).extracting(RestorePlan.Delete::path).containsExactly("new");
            repository.restore(mirror.run(), plan.withUnsaved());
        }
        assertThat(TestMirror.onDisk(mirror.root)).isEqualTo(Map.of("a", "644 one", "gone", "644 was here"));
    }

    @Test
    void what_changes_after_the_plan_is_left_and_nothing_is_written_through_a_link() throws IOException {
        mirror.write("a", "one");
        mirror.write("d/b", "two");
        String first = Objects.requireNonNull(mirror.commit().id());
        mirror.write("a", "later");
        mirror.write("d/b", "later");
        mirror.commit();
        Path outside = Files.createDirectory(directory.resolve("outside"));
        Files.writeString(outside.resolve("b"), "later");
        try (MirrorRepository repository = mirror.open()) {
            mirror.problems.clear();
            RestorePlan plan = repository.plan(mirror.run(), first, Set.of(), mirror.root);
            mirror.write("a", "somebody is faster");
            Files.delete(mirror.root.resolve("d/b"));
            Files.delete(mirror.root.resolve("d"));
            Files.createSymbolicLink(mirror.root.resolve("d"), outside);
            assertThat(repository.restore(mirror.run(), plan)).isEqualTo(new Restored(0, 0, 2));
        }
        assertThat(mirror.leftOut()).containsExactlyInAnyOrder("a", "d/b");
        assertThat(outside.resolve("b")).hasContent("later");
        assertThat(mirror.root.resolve("a")).hasContent("somebody is faster");
    }

    @Test
    void a_rollback_is_a_new_commit_of_the_old_files_and_keeps_what_others_have() throws IOException {
        try (TestRemote remote = new TestRemote(directory.resolve("remote.git"))) {
            mirror.write("a", "one");
            mirror.write("b", "two");
            String first = Objects.requireNonNull(mirror.commit().id());
            push(remote);
            remote.edit(TestMirror.NOW, files -> {
                files.put("README.md", "theirs");
                return files;
            });
            mirror.write("a", "later");
            Files.delete(mirror.root.resolve("b"));
            mirror.write("c", "three");
            mirror.commit();
            push(remote);
            try (MirrorRepository repository = mirror.open()) {
                MirrorCommit back = repository.rollback(mirror.run(), first, "rollback: docs");
                assertThat(back.changes()).isEqualTo(new MirrorCommit.Changes(1, 1, 1, 0));
                assertThat(repository.rollback(mirror.run(), first, "again").isNew())
                        .isFalse();
                repository.restore(mirror.run(), repository.plan(mirror.run(), first, Set.of(), mirror.root));
            }
            push(remote);
            assertThat(remote.files()).isEqualTo(Map.of("README.md", "theirs", "a", "one", "b", "two"));
            assertThat(TestMirror.onDisk(mirror.root)).isEqualTo(Map.of("a", "644 one", "b", "644 two"));
            assertThat(mirror.commit().isNew()).isFalse();
            Path fresh = directory.resolve("fresh");
            restore("main", Set.of(), fresh);
            assertThat(TestMirror.onDisk(fresh))
                    .as("others' files are not the mirror's")
                    .hasSize(2);
            mirror.fsck();
        }
    }

    private void push(TestRemote remote) {
        try (MirrorRepository repository = mirror.open()) {
            repository.push(mirror.run(), remote.connection(), 3);
        }
    }
}
