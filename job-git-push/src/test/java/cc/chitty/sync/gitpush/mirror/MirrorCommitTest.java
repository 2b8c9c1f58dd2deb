package cc.chitty.sync.gitpush.mirror;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cc.chitty.sync.kernel.run.Failure;
import cc.chitty.sync.kernel.run.FailureCategory;
import cc.chitty.sync.kernel.run.Interruption;
import cc.chitty.sync.kernel.run.Progress;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MirrorCommitTest {

    private static final long SEED = 20_261_127L;

    @TempDir
    Path directory;

    private TestMirror mirror;

    @BeforeEach
    void begin() {
        mirror = new TestMirror(directory);
    }

    @Test
    void the_tree_is_the_mirror_and_nothing_new_is_no_commit() throws IOException {
        mirror.write("a.txt", "one");
        mirror.write("deep/er/b.bin", new byte[] {0, 1, (byte) 0xff});
        mirror.write("empty", "");
        Files.setPosixFilePermissions(
                mirror.write("run.sh", "#!/bin/sh\n"), PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.createSymbolicLink(mirror.root.resolve("deep/link"), Path.of("../a.txt"));
        MirrorCommit first = mirror.commit();
        assertThat(mirror.problems).isEmpty();
        assertThat(first.commits()).isEqualTo(1);
        assertThat(first.changes()).isEqualTo(new MirrorCommit.Changes(5, 0, 0, 24));
        assertThat(mirror.committed()).isEqualTo(TestMirror.onDisk(mirror.root));
        assertThat(mirror.git("rev-parse", "main")).isEqualTo(first.id());
        mirror.settle();
        for (int again = 0; again < 2; again++) {
            MirrorCommit idle = mirror.commit();
            assertThat(idle.isNew()).isFalse();
            assertThat(idle.id()).isEqualTo(first.id());
        }
        mirror.fsck();
    }

    @Test
    void adding_changing_deleting_and_the_executable_bit_are_commits() throws IOException {
        mirror.write("a", "one");
        mirror.write("b", "two");
        mirror.write("c/d", "three");
        mirror.commit();
        mirror.write("a", "one more");
        Files.delete(mirror.root.resolve("b"));
        mirror.write("b/now/a/directory", "four");
        Files.setPosixFilePermissions(mirror.root.resolve("c/d"), PosixFilePermissions.fromString("rwx------"));
        MirrorCommit second = mirror.commit();
        assertThat(second.changes()).isEqualTo(new MirrorCommit.Changes(1, 2, 1, 17));
        assertThat(mirror.committed()).isEqualTo(TestMirror.onDisk(mirror.root));
        assertThat(mirror.git("log", "-1", "--format=%B", "main"))
                .startsWith("sync: docs\n\nChittySync-Device: d-00000000000a\n")
                .contains("ChittySync-Run: 2");
        mirror.fsck();
    }

    @Test
    void a_change_of_the_same_size_whose_time_was_put_back_is_seen() throws IOException {
        Path file = mirror.write("a", "one");
        FileTime then = FileTime.fromMillis(1_000_000_000_000L);
        Files.setLastModifiedTime(file, then);
        mirror.settle();
        mirror.commit();
        mirror.write("a", "two");
        Files.setLastModifiedTime(file, then);
        assertThat(mirror.commit().changes().changed()).isEqualTo(1);
        assertThat(mirror.committed()).containsEntry("a", "644 two");
    }

    @Test
    void a_file_that_is_changed_again_within_one_tick_of_the_clock_is_seen() throws IOException {
        for (int round = 0; round < 20; round++) {
            mirror.write("a", "round " + (100 + round));
            mirror.commit();
            assertThat(mirror.committed()).containsEntry("a", "644 round " + (100 + round));
        }
    }

    @Test
    void only_the_named_paths_are_looked_at_and_a_first_commit_looks_at_all() throws IOException {
        mirror.write("a", "one");
        mirror.write("d/b", "two");
        mirror.write("d/c", "three");
        mirror.settle();
        mirror.commit(new MirrorChange("first", Set.of("a"), false));
        assertThat(mirror.committed()).hasSize(3);
        mirror.write("a", "changed and not named");
        mirror.write("d/new", "four");
        Files.delete(mirror.root.resolve("d/b"));
        mirror.commit(new MirrorChange("some", Set.of("d"), false));
        assertThat(mirror.committed()).containsOnlyKeys("a", "d/c", "d/new").containsEntry("a", "644 one");
        Files.delete(mirror.root.resolve("d/new"));
        mirror.commit(new MirrorChange("gone", Set.of("d/new", "never/there"), false));
        assertThat(mirror.committed()).containsOnlyKeys("a", "d/c");
        mirror.commit();
        assertThat(mirror.committed()).isEqualTo(TestMirror.onDisk(mirror.root));
    }

    @Test
    void large_files_of_both_kinds_and_twins_are_whole() throws IOException {
        SplittableRandom random = new SplittableRandom(SEED);
        byte[] noise = new byte[9 << 20];
        random.nextBytes(noise);
        byte[] text = "The quick brown fox.\n".repeat(500_000).getBytes(StandardCharsets.US_ASCII);
        mirror.write("noise", noise);
        mirror.write("twin/noise", noise);
        mirror.write("text", text);
        mirror.write("small/noise", Arrays.copyOf(noise, 100_000));
        mirror.write("small/twin", Arrays.copyOf(noise, 100_000));
        mirror.commit();
        assertThat(mirror.committed()).isEqualTo(TestMirror.onDisk(mirror.root));
        mirror.fsck();
        assertThat(Files.size(mirror.place.repository().resolve("config"))).isPositive();
        assertThat(mirror.git("count-objects", "-v")).contains("size-pack: 9");
    }

    @Test
    void a_file_known_from_another_commit_is_not_stored_again() throws IOException {
        mirror.write("a", "one");
        mirror.commit();
        Files.move(mirror.root.resolve("a"), mirror.root.resolve("b"), StandardCopyOption.ATOMIC_MOVE);
        mirror.commit();
        mirror.write("a", "one");
        mirror.commit();
        assertThat(mirror.committed()).containsOnlyKeys("a", "b");
        assertThat(mirror.git("cat-file", "--batch-check=%(objecttype)", "--batch-all-objects")
                        .lines()
                        .filter("blob"::equals))
                .hasSize(1);
    }

    @Test
    void more_than_half_gone_is_refused_until_somebody_agrees_and_so_is_a_mirror_that_is_not_there()
            throws IOException {
        for (int i = 0; i < 30; i++) {
            mirror.write("f" + i, "x");
        }
        String before = mirror.commit().id();
        for (int i = 0; i < 20; i++) {
            Files.delete(mirror.root.resolve("f" + i));
        }
        assertThatThrownBy(mirror::commit)
                .isInstanceOf(Failure.class)
                .hasMessageContaining("20 of 30 are gone")
                .extracting(it -> ((Failure) it).category())
                .isEqualTo(FailureCategory.REFUSED);
        assertThat(mirror.git("rev-parse", "main")).isEqualTo(before);
        assertThat(mirror.commit(new MirrorChange("agreed", null, true))
                        .changes()
                        .deleted())
                .isEqualTo(20);
        Files.move(mirror.root, directory.resolve("not-mounted"));
        assertThatThrownBy(mirror::commit).isInstanceOf(Failure.class).hasMessageContaining("it is no directory");
    }

    @Test
    void too_much_for_one_commit_makes_several_and_the_last_is_the_mirror() throws IOException {
        MirrorRules usual = mirror.rules;
        mirror.rules = new MirrorRules(usual.secrets(), 0, 0, false, 2_500);
        for (int i = 0; i < 6; i++) {
            mirror.write("f" + i, ("" + i).repeat(1_000));
        }
        assertThat(mirror.commit().commits()).isEqualTo(3);
        assertThat(mirror.git("log", "--format=%s", "main").lines())
                .containsExactly("sync: docs (part 3 of 3)", "sync: docs (part 2 of 3)", "sync: docs (part 1 of 3)");
        assertThat(mirror.committed("main~2")).hasSize(2);
        assertThat(mirror.committed()).isEqualTo(TestMirror.onDisk(mirror.root));
        mirror.settle();
        assertThat(mirror.commit().isNew()).isFalse();
    }

    @Test
    void an_interruption_changes_nothing() throws IOException {
        mirror.write("a", "one");
        Interruption interruption = new Interruption();
        interruption.raise();
        MirrorRun run = new MirrorRun("1", mirror.problems::add, Progress.NONE, interruption);
        try (MirrorRepository repository = mirror.open()) {
            assertThatThrownBy(() -> repository.commit(run, mirror.rules, MirrorChange.any("x")))
                    .isInstanceOf(Failure.class)
                    .extracting(it -> ((Failure) it).category())
                    .isEqualTo(FailureCategory.INTERRUPTED);
        }
        assertThat(mirror.commit().commits()).isEqualTo(1);
    }

    @Test
    void an_empty_mirror_is_no_commit_and_an_empty_directory_leaves_no_trace() throws IOException {
        assertThat(mirror.commit().id()).isNull();
        mirror.write("a", "one");
        mirror.commit();
        Files.createDirectories(mirror.root.resolve("empty/er"));
        assertThat(mirror.commit().isNew()).isFalse();
    }

    @Test
    void a_damaged_list_of_known_files_costs_time_only() throws IOException {
        mirror.write("a", "one");
        mirror.settle();
        String first = mirror.commit().id();
        byte[] known = Files.readAllBytes(mirror.place.knownFiles());
        for (int cut = 0; cut < known.length; cut += 9) {
            byte[] damaged = known.clone();
            damaged[cut] ^= 0x55;
            Files.write(mirror.place.knownFiles(), cut % 2 == 0 ? damaged : Arrays.copyOf(known, cut));
            assertThat(mirror.commit().id()).as("byte %d", cut).isEqualTo(first);
        }
    }
}
