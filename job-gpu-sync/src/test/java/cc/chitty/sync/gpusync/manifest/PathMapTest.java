package cc.chitty.sync.gpusync.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class PathMapTest {

    private static final long SEED = 20_261_128;
    private static final int ROUNDS = 300;

    @Test
    void it_is_what_a_tree_map_is_in_whatever_order_paths_are_told() {
        for (int round = 0; round < ROUNDS; round++) {
            SplittableRandom random = new SplittableRandom(SEED + round);
            TreeMap<TreePath, Integer> expected = new TreeMap<>();
            PathMap.Builder<Integer> builder = new PathMap.Builder<>();
            boolean inOrder = random.nextBoolean();
            List<TreePath> told = new ArrayList<>();
            for (int i = random.nextInt(60); i > 0; i--) {
                told.add(path(random));
            }
            if (inOrder) {
                told.sort(null);
            }
            for (int i = 0; i < told.size(); i++) {
                expected.put(told.get(i), i);
                builder.put(told.get(i), i);
            }

            PathMap<Integer> map = builder.build();

            String seed = "seed " + (SEED + round);
            assertThat(List.copyOf(map.entrySet())).as(seed).isEqualTo(List.copyOf(expected.entrySet()));
            assertThat(new TreeMap<>(map)).as(seed).isEqualTo(expected);
            TreePath from = path(random);
            TreePath to = path(random);
            assertThat(map.get(from)).as(seed).isEqualTo(expected.get(from));
            assertThat(map.containsKey(to)).as(seed).isEqualTo(expected.containsKey(to));
            assertThat(map.tailMap(from)).as(seed).isEqualTo(expected.tailMap(from));
            assertThat(map.headMap(to)).as(seed).isEqualTo(expected.headMap(to));
            if (from.compareTo(to) <= 0) {
                assertThat(map.subMap(from, to)).as(seed).isEqualTo(expected.subMap(from, to));
            }
            if (!expected.isEmpty()) {
                assertThat(map.firstKey()).as(seed).isEqualTo(expected.firstKey());
                assertThat(map.lastKey()).as(seed).isEqualTo(expected.lastKey());
            }
        }
    }

    @Test
    void a_path_that_is_known_is_kept_once_and_all_others_as_they_are_told() {
        for (int round = 0; round < ROUNDS; round++) {
            SplittableRandom random = new SplittableRandom(SEED - round);
            TreeMap<TreePath, TreePath> known = new TreeMap<>();
            TreeMap<TreePath, Integer> told = new TreeMap<>();
            for (int i = random.nextInt(60); i > 0; i--) {
                TreePath path = path(random);
                known.putIfAbsent(path, path);
                told.put(path(random), i);
            }
            PathMap.Builder<Integer> builder =
                    new PathMap.Builder<>(known.keySet().iterator());
            told.forEach(builder::put);

            PathMap<Integer> map = builder.build();

            String seed = "seed " + (SEED - round);
            assertThat(new TreeMap<>(map)).as(seed).isEqualTo(told);
            map.forEach((path, value) -> {
                if (known.containsKey(path)) {
                    assertThat(path).as(seed).isSameAs(known.get(path));
                }
            });
        }
    }

    @Test
    void what_is_at_a_path_is_replaced_and_no_path_is_added() {
        PathMap.Builder<String> builder = new PathMap.Builder<>();
        builder.put(new TreePath("a"), "one");
        PathMap<String> map = builder.build();

        assertThat(map.put(new TreePath("a"), "two")).isEqualTo("one");
        assertThat(map).containsEntry(new TreePath("a"), "two").hasSize(1);
        assertThatThrownBy(() -> map.put(new TreePath("b"), "three")).hasMessageContaining("none of them: b");
    }

    private static TreePath path(SplittableRandom random) {
        String[] names = {"a", "a b", "a-", "b", "c", "dir", "é"};
        StringBuilder text = new StringBuilder(names[random.nextInt(names.length)]);
        for (int i = random.nextInt(3); i > 0; i--) {
            text.append('/').append(names[random.nextInt(names.length)]);
        }
        return new TreePath(text.toString());
    }
}
