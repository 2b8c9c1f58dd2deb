package cc.chitty.sync.jobs.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cc.chitty.sync.kernel.run.Failure;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Programs that end before they have read what they are given. */
class ProgramsTest {

    /** More than a pipe holds. */
    private static final byte[] MUCH = new byte[1 << 20];

    @Test
    void what_such_a_program_says_is_told() {
        Programs.Result result = Programs.run(List.of("sh", "-c", "echo no space left >&2; exit 3"), MUCH);
        assertThat(result.code()).isEqualTo(3);
        assertThat(result.said()).isEqualTo("no space left");
    }

    @Test
    void one_that_says_all_is_well_is_not_believed() {
        assertThatThrownBy(() -> Programs.run(List.of("true"), MUCH))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("it did not take all that it was given");
    }

    @Test
    void one_that_reads_all_is() {
        assertThat(Programs.run(List.of("wc", "-c"), MUCH).text().strip()).isEqualTo(Integer.toString(1 << 20));
    }
}
