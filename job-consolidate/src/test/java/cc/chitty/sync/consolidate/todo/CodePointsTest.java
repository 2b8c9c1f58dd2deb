package cc.chitty.sync.consolidate.todo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class CodePointsTest {

    /** Around the surrogates: the last before them, both ends of what they stand for, the first after them. */
    private static final List<String> EDGES = List.of(
            "",
            "a",
            "ab",
            "b",
            "\u007F",
            "\u0080",
            "\u07FF",
            "\u0800",
            "\uD7FF",
            "\uE000",
            "\uFF5E",
            "\uFFFF",
            "\uD800\uDC00",
            "\uD83D\uDE00",
            "\uD83D\uDE01",
            "\uDBFF\uDFFF",
            "a\uD83D\uDE00",
            "a\uFF5E");

    @Test
    void the_order_is_that_of_the_utf_8_bytes() {
        for (String a : EDGES) {
            for (String b : EDGES) {
                int bytes =
                        Arrays.compareUnsigned(a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
                assertThat(Integer.signum(CodePoints.compare(a, b)))
                        .as("%s against %s", a, b)
                        .isEqualTo(Integer.signum(bytes));
            }
        }
    }
}
