package cc.chitty.sync.consolidate;

import static org.assertj.core.api.Assertions.assertThat;

import cc.chitty.sync.consolidate.source.Stamp;
import cc.chitty.sync.kernel.run.Problem;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PartDigestsTest {

    private static KnownFile file(long id, long size, boolean trusted, FileProblems problems) {
        return new KnownFile(id, "todos", "/home/a/" + id + ".json", new Stamp(size, id * 7, id), trusted, problems);
    }

    private static KnownFile file(long id, long size) {
        return file(id, size, true, FileProblems.NONE);
    }

    private static PartDigests of(List<KnownFile> files) {
        PartDigests digests = new PartDigests();
        files.forEach(digests::add);
        return digests;
    }

    private static PartDigests found(List<KnownFile> files) {
        PartDigests digests = new PartDigests();
        files.forEach(file -> digests.found(PartDigests.Key.of(file.source(), file.path()), file.stamp()));
        return digests;
    }

    private static int part(KnownFile file) {
        return PartDigests.Key.of(file.source(), file.path()).part();
    }

    @Test
    void a_walk_that_finds_what_is_known_differs_nowhere() {
        List<KnownFile> files = new ArrayList<>();
        for (long id = 1; id <= 10_000; id++) {
            files.add(file(id, id));
        }
        assertThat(of(files).differing(found(files)).isEmpty()).isTrue();
    }

    @Test
    void a_changed_a_new_and_a_missing_file_differ_in_their_parts_alone() {
        KnownFile stays = file(1, 10);
        KnownFile changes = file(2, 10);
        KnownFile goes = file(3, 10);
        KnownFile comes = file(4, 10);
        BitSet parts = of(List.of(stays, changes, goes)).differing(found(List.of(stays, file(2, 11), comes)));
        assertThat(parts.stream()).containsExactlyInAnyOrder(part(changes), part(goes), part(comes));
    }

    @Test
    void a_file_to_be_looked_at_in_any_case_differs_whether_it_is_found_or_gone() {
        FileProblems problems = FileProblems.of(List.of(new Problem("a.json", "malformed")));
        for (KnownFile file : List.of(file(1, 10, false, FileProblems.NONE), file(1, 10, true, problems))) {
            PartDigests known = of(List.of(file));
            assertThat(known.differing(found(List.of(file))).stream()).containsExactly(part(file));
            assertThat(known.differing(found(List.of())).stream()).containsExactly(part(file));
        }
    }

    @Test
    void changes_in_any_order_come_to_what_is_made_anew_and_packing_keeps_it() {
        long seed = System.nanoTime();
        SplittableRandom random = new SplittableRandom(seed);
        PartDigests digests = new PartDigests();
        List<KnownFile> files = new ArrayList<>();
        for (long step = 1; step <= 20_000; step++) {
            if (files.isEmpty() || random.nextInt(3) > 0) {
                files.add(file(step, random.nextInt(100), random.nextInt(9) > 0, FileProblems.NONE));
                digests.add(files.get(files.size() - 1));
            } else {
                KnownFile before = files.remove(random.nextInt(files.size()));
                digests.remove(before);
                if (random.nextBoolean()) {
                    files.add(file(before.id(), random.nextInt(100)));
                    digests.add(files.get(files.size() - 1));
                }
            }
        }
        PartDigests kept = Objects.requireNonNull(PartDigests.unpacked(digests.packed()));
        BitSet all = new BitSet();
        all.set(0, PartDigests.PARTS);
        for (PartDigests one : List.of(digests, kept)) {
            assertThat(one.differing(of(files)).stream()).as("seed %d", seed).isEmpty();
            assertThat(one.rows()).as("seed %d", seed).isEqualTo(files.size());
            assertThat(one.ids(all))
                    .as("seed %d", seed)
                    .containsExactly(
                            files.stream().mapToLong(KnownFile::id).sorted().toArray());
        }
    }

    @Test
    void bytes_that_are_not_its_own_are_none() {
        byte[] packed = of(List.of(file(1, 10))).packed();
        packed[packed.length / 2] ^= 0x55;
        assertThat(PartDigests.unpacked(packed)).isNull();
        assertThat(PartDigests.unpacked(new byte[] {1, 2, 3})).isNull();
        assertThat(PartDigests.unpacked(new byte[0])).isNull();
    }
}
