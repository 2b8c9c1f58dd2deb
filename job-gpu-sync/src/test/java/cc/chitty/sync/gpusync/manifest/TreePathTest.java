package cc.chitty.sync.gpusync.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TreePathTest {

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "a/b", "...", ".a", "..a", "a..", "a/...", "a b", "a\nb", "-rf", "~"})
    void paths_below_a_root(String text) {
        assertThat(TreePath.isPath(text)).isTrue();
        assertThat(new TreePath(text)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/a", "a/", "a//b", ".", "..", "a/.", "a/..", "./a", "../a", "a/../b", "a\0b"})
    void what_could_lead_elsewhere_is_no_path(String text) {
        assertThat(TreePath.isPath(text)).isFalse();
        assertThatThrownBy(() -> new TreePath(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_directory_comes_directly_before_what_is_below_it() {
        List<TreePath> order = Stream.of("", "a", "a/b", "a/b/c", "a/c", "a b", "a-", "a.b", "ab", "b")
                .map(TreePath::new)
                .toList();
        assertThat(order.stream().sorted()).containsExactlyElementsOf(order);
        for (TreePath a : order) {
            for (TreePath b : order) {
                assertThat(Integer.signum(a.compareTo(b)))
                        .isEqualTo(Integer.signum(Integer.compare(order.indexOf(a), order.indexOf(b))));
            }
        }
    }

    @Test
    void names_parents_and_children() {
        TreePath path = new TreePath("a/b/c");
        assertThat(path.name()).isEqualTo("c");
        assertThat(path.parent()).isEqualTo(new TreePath("a/b"));
        assertThat(path.parent().child("c")).isEqualTo(path);
        assertThat(new TreePath("a").parent()).isEqualTo(TreePath.ROOT);
        assertThat(TreePath.ROOT.parent()).isEqualTo(TreePath.ROOT);
        assertThat(TreePath.ROOT.child("a")).isEqualTo(new TreePath("a"));
        assertThat(path.isBelow(new TreePath("a/b"))).isTrue();
        assertThat(path.isBelow(TreePath.ROOT)).isTrue();
        assertThat(path.isBelow(path)).isFalse();
        assertThat(new TreePath("ab").isBelow(new TreePath("a"))).isFalse();
        assertThat(TreePath.ROOT.isBelow(TreePath.ROOT)).isFalse();
        assertThat(path.isIn(path)).isTrue();
        assertThat(path.isIn(path.parent())).isTrue();
        assertThat(path.parent().isIn(path)).isFalse();
    }

    @Test
    void a_path_is_too_long_by_its_bytes() {
        assertThat(new TreePath("x".repeat(3_000)).isTooLong()).isFalse();
        assertThat(new TreePath("x".repeat(3_001)).isTooLong()).isTrue();
        assertThat(new TreePath("\u0416".repeat(1_500)).isTooLong()).isFalse();
        assertThat(new TreePath("\u0416".repeat(1_501)).isTooLong()).isTrue();
        assertThat(new TreePath("\u4e2d".repeat(1_001)).isTooLong()).isTrue();
        assertThat(new TreePath("\uD83D\uDE00".repeat(750)).isTooLong()).isFalse();
        assertThat(new TreePath("\uD83D\uDE00".repeat(751)).isTooLong()).isTrue();
    }

    @Test
    void a_key_is_the_same_for_all_forms_of_a_name() {
        assertThat(new TreePath("cafe\u0301").key()).isEqualTo(new TreePath("caf\u00e9").key());
        String plain = "plain";
        assertThat(new TreePath(plain).key()).isSameAs(plain);
    }
}
