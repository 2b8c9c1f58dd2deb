package cc.chitty.sync.consolidate.todo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TodoIdTest {

    /** {@code printf 'general\0Add retry' | sha256sum}. */
    @Test
    void the_id_is_the_start_of_the_digest_over_project_nul_and_content() {
        assertThat(TodoId.of(ASighting.KEY)).isEqualTo("f047f4bbdea8");
    }

    @Test
    void where_the_project_ends_matters() {
        assertThat(TodoId.of(new TodoKey("a", "bc"))).isNotEqualTo(TodoId.of(new TodoKey("ab", "c")));
    }
}
