package cc.chitty.sync.consolidate.todo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContentTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Add retry",
                " Add retry ",
                "Add  retry",
                "Add\tretry\n",
                "Add\r\nretry",
                "\u00A0Add\u00A0retry",
                "Add\u2003\u2028retry",
                "Add \u0000 retry",
                "Add\u0085retry"
            })
    void runs_of_white_space_and_control_characters_are_one_blank_and_none_at_the_ends(String text) {
        assertThat(Content.compared(text)).isEqualTo("Add retry");
    }

    @Test
    void composed_and_decomposed_text_is_the_same() {
        assertThat(Content.compared("Cafe\u0301 ")).isEqualTo("Caf\u00E9");
    }

    @Test
    void compatible_characters_and_case_stay_different() {
        assertThat(Content.compared("\uFB01x")).isNotEqualTo("fix");
        assertThat(Content.compared("Fix")).isNotEqualTo(Content.compared("fix"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "e \u0301", "\uD83D\uDE00 ok", "\uD83D", "\u0344", "\u2126 x  y"})
    void comparing_what_was_compared_changes_nothing(String text) {
        String once = Content.compared(text);
        assertThat(Content.compared(once)).isEqualTo(once);
    }

    @Test
    void only_white_space_is_empty() {
        assertThat(Content.compared("\n \u00A0")).isEmpty();
    }
}
