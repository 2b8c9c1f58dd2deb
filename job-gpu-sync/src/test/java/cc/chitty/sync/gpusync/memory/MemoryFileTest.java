package cc.chitty.sync.gpusync.memory;

import static org.assertj.core.api.Assertions.assertThat;

import cc.chitty.sync.gpusync.manifest.Content;
import cc.chitty.sync.gpusync.manifest.Digest;
import cc.chitty.sync.gpusync.manifest.Stamp;
import cc.chitty.sync.gpusync.manifest.TreePath;
import cc.chitty.sync.gpusync.reconcile.Side;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.SortedSet;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MemoryFileTest {

    private static final long SEED = 20_261_127L;
    private static final String SIGNS = "a/b \t\n\r\\.é-";

    @TempDir
    Path directory;

    private MemoryFile file() {
        return new MemoryFile(directory, "workspace.code", "/home/kim/code", "/home/kim/co de\t", "");
    }

    @Test
    void what_names_meant_is_remembered_and_what_they_mean_no_more_is_forgotten() {
        TreePath projects = new TreePath("p");
        for (String machine : new String[] {"", "a-machine"}) {
            MemoryFile file = new MemoryFile(directory, "k" + machine, "/home/kim", "/home/alex", machine);
            Memory memory = new Memory();
            memory.change(new TreePath("p/a"), it -> it.agreedOn(Content.directory(0755)));
            memory.change(new TreePath("q"), it -> it.agreedOn(Content.directory(0755)));
            assertThat(memory.forgetIfRenamed("", projects)).isFalse();
            file.save(memory);
            assertThat(file.load().memory().forgetIfRenamed("", projects)).isFalse();
            Memory other = file.load().memory();
            assertThat(other.forgetIfRenamed("/home/kim\n/home/alex", projects)).isTrue();
            file.save(other);
            Memory again = file.load().memory();
            assertThat(again.paths()).containsOnlyKeys(new TreePath("q"));
            assertThat(again.forgetIfRenamed("/home/kim\n/home/alex", projects)).isFalse();
            assertThat(again.hasChanged()).isFalse();
            assertThat(again.forgetIfRenamed("", projects)).isFalse();
            assertThat(again.hasChanged()).isTrue();
            assertThat(MemoryFile.all(directory))
                    .allSatisfy(it -> assertThat(it.load().trouble()).isNull());
        }
    }

    @Test
    void mount_points_are_remembered_of_each_side_that_tells_them() {
        SortedSet<TreePath> some =
                new TreeSet<>(Set.of(TreePath.ROOT, new TreePath("a b/\t\\\n"), new TreePath("-"), new TreePath("c")));
        for (String machine : new String[] {"", "a-machine"}) {
            MemoryFile file = new MemoryFile(directory, "k" + machine, "/home/kim", "/home/alex", machine);
            assertThat(file.tellsMounts()).isFalse();
            Memory memory = new Memory();
            memory.change(new TreePath("q"), it -> it.agreedOn(Content.directory(0755)));
            file.save(memory);
            assertThat(file.load().memory().mounts(Side.OURS)).isNull();
            assertThat(file.tellsMounts()).isFalse();

            Memory told = file.load().memory();
            told.mounts(Side.OURS, Set.of(), Set.of());
            assertThat(told.hasChanged()).isTrue();
            file.save(told);
            assertThat(file.load().memory().mounts(Side.OURS)).isEmpty();
            assertThat(file.load().memory().mounts(Side.THEIRS)).isNull();
            assertThat(file.tellsMounts()).isFalse();

            Memory both = file.load().memory();
            both.mounts(Side.OURS, Set.of(), Set.of());
            assertThat(both.hasChanged()).isFalse();
            both.mounts(Side.THEIRS, some, Set.of());
            both.forgetIfRenamed("names", new TreePath("p"));
            file.save(both);
            MemoryFile.Loaded loaded = file.load();
            assertThat(loaded.trouble()).isNull();
            assertThat(loaded.memory().mounts(Side.OURS)).isEmpty();
            assertThat(loaded.memory().mounts(Side.THEIRS)).isEqualTo(some);
            assertThat(loaded.memory().forgetIfRenamed("names", new TreePath("p")))
                    .isFalse();
            assertThat(loaded.memory().paths()).containsOnlyKeys(new TreePath("q"));
            assertThat(file.tellsMounts()).isTrue();

            loaded.memory().mounts(Side.THEIRS, Set.of(), some);
            file.save(loaded.memory());
            Memory doubting = file.load().memory();
            assertThat(doubting.mounts(Side.THEIRS)).isEmpty();
            assertThat(doubting.doubted(Side.THEIRS)).isEqualTo(some);
            assertThat(doubting.doubted(Side.OURS)).isEmpty();
            assertThat(file.tellsMounts()).isTrue();
            doubting.mounts(Side.THEIRS, Set.of(), some);
            assertThat(doubting.hasChanged()).isFalse();
            doubting.mounts(Side.THEIRS, Set.of(), Set.of());
            file.save(doubting);
            assertThat(file.load().memory().doubted(Side.THEIRS)).isEmpty();
            assertThat(file.tellsMounts()).isFalse();
        }
        assertThat(MemoryFile.all(directory))
                .hasSize(2)
                .allSatisfy(it -> assertThat(it.load().trouble()).isNull());
    }

    private static Memory random(long seed, int size) {
        SplittableRandom random = new SplittableRandom(seed);
        Memory memory = new Memory();
        for (int i = 0; i < size; i++) {
            StringBuilder text = new StringBuilder("p" + i);
            for (int c = random.nextInt(12); c > 0; c--) {
                text.append(SIGNS.charAt(random.nextInt(SIGNS.length())));
            }
            text.append('z');
            if (TreePath.isPath(text.toString())) {
                memory.change(new TreePath(text.toString()), it -> remembered(random));
            }
        }
        return memory;
    }

    private static Remembered remembered(SplittableRandom random) {
        Digest digest = digest(random);
        Content agreed = switch (random.nextInt(4)) {
            case 0 -> Content.file(digest, random.nextInt(01000));
            case 1 -> Content.directory(0755);
            case 2 -> Content.link("../a b\\" + random.nextInt(9));
            default -> null;
        };
        return new Remembered(agreed, known(random, digest), known(random, digest(random)));
    }

    private static Digest digest(SplittableRandom random) {
        return new Digest(random.nextLong(), random.nextLong(), random.nextLong(), random.nextLong());
    }

    private static Known known(SplittableRandom random, Digest digest) {
        return new Known(new Stamp(random.nextLong(), random.nextLong(), random.nextLong(), random.nextLong()), digest);
    }

    @Test
    void what_is_saved_is_loaded() {
        for (int i = 0; i < 20; i++) {
            Memory memory = random(SEED + i, 50);
            file().save(memory);
            MemoryFile.Loaded loaded = file().load();
            assertThat(loaded.trouble()).as("seed %d", SEED + i).isNull();
            assertThat(loaded.memory().paths()).as("seed %d", SEED + i).isEqualTo(memory.paths());
        }
    }

    @Test
    void all_that_is_remembered_is_found_again_by_what_it_says_of_itself() throws IOException {
        assertThat(MemoryFile.all(directory.resolve("none"))).isEmpty();
        MemoryFile other = new MemoryFile(directory, "env", "/home/kim", "/home/kim", "a-machine");
        file().save(random(SEED, 20));
        other.save(random(SEED, 30));
        Files.writeString(directory.resolve("damaged.base"), "gpu-sync-base 1\n");
        Files.writeString(directory.resolve("empty.base"), "");

        assertThat(MemoryFile.all(directory))
                .satisfiesExactlyInAnyOrder(
                        it -> {
                            assertThat(it.key()).isEqualTo("workspace.code");
                            assertThat(it.at(Side.THEIRS)).isEqualTo("/home/kim/co de\t");
                            assertThat(it.load().memory().paths())
                                    .isEqualTo(random(SEED, 20).paths());
                        },
                        it -> {
                            assertThat(it.key()).isEqualTo("env");
                            assertThat(it.load().trouble()).isNull();
                            assertThat(it.load().memory().paths())
                                    .isEqualTo(random(SEED, 30).paths());
                        });
    }

    @Test
    void one_that_is_not_there_is_empty_and_an_unchanged_one_is_not_written_again() throws IOException {
        assertThat(file().load().memory().paths()).isEmpty();
        assertThat(file().load().trouble()).isNull();
        file().save(random(SEED, 20));
        Path path = directory.resolve("workspace.code.base");
        Object before = Files.getAttribute(path, "unix:ino");
        file().save(file().load().memory());
        assertThat(Files.getAttribute(path, "unix:ino")).isEqualTo(before);
        Memory memory = file().load().memory();
        memory.change(memory.paths().firstKey(), it -> it.with(Side.OURS, null));
        file().save(memory);
        assertThat(Files.getAttribute(path, "unix:ino")).isNotEqualTo(before);
    }

    @Test
    void any_damage_and_any_cut_is_noticed_told_and_put_aside() throws IOException {
        file().save(random(SEED, 6));
        Path path = directory.resolve("workspace.code.base");
        byte[] whole = Files.readAllBytes(path);
        for (int at = 0; at < whole.length; at++) {
            byte[] damaged = whole.clone();
            damaged[at] ^= 1;
            Files.write(path, damaged);
            assertThat(file().load().trouble()).as("byte %d", at).contains("nothing is deleted");
            assertThat(path).doesNotExist();
        }
        for (int length = 0; length < whole.length - 1; length++) {
            Files.write(path, java.util.Arrays.copyOf(whole, length));
            assertThat(file().load().trouble()).as("length %d", length).isNotNull();
        }
        Files.write(path, whole);
        assertThat(new MemoryFile(directory, "workspace.code", "/elsewhere", "/home", "")
                        .load()
                        .trouble())
                .contains("other trees");
    }
}
