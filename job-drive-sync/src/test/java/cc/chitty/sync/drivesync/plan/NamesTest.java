package cc.chitty.sync.drivesync.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NamesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "a/b c",
                ".gitignore",
                "-rf",
                "~",
                "$(touch x)",
                "\u00e9",
                "e\u0301",
                "#x",
                ";x",
                "a\\b",
                "git",
                ".github/x"
            })
    void ordinary_names_can_be_mirrored(String path) {
        assertThat(Names.objection(path)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/a",
                "a//b",
                "../a",
                "a/..",
                "a/./b",
                "a\nb",
                "a\u240ab",
                "a\ufffdb",
                ".git/config",
                "x/.GIT/y",
                "x/.g\u200cit/hooks",
                "git~1/x",
                "a\u0000b",
                "tab\there"
            })
    void names_that_lead_elsewhere_or_are_not_the_same_on_both_sides_are_left_alone(String path) {
        assertThat(Names.objection(path)).isPresent();
    }

    @Test
    void a_name_of_256_bytes_is_too_long_for_a_file_system() {
        assertThat(Names.objection("\u00e9".repeat(127) + "x")).isEmpty();
        assertThat(Names.objection("\u00e9".repeat(128))).isPresent();
    }

    @Test
    void a_copy_keeps_the_ending_and_differs_from_what_is_there() {
        assertThat(Names.copy("d/a.tar.gz", "m", Set.of())).isEqualTo("d/a.tar.conflict-m.gz");
        assertThat(Names.copy("d/.env", "m", Set.of())).isEqualTo("d/.env.conflict-m");
        assertThat(Names.copy("a", "m", Set.of("a.conflict-m"))).isEqualTo("a.conflict-m-2");
        assertThat(Names.objection(Names.copy("\u00e9".repeat(127), "m", Set.of())))
                .isEmpty();
    }

    @Test
    void names_that_differ_in_case_or_composition_only_fold_to_one() {
        assertThat(Names.folded("Stra\u00dfe")).isEqualTo(Names.folded("STRASSE"));
        assertThat(Names.folded("e\u0301")).isEqualTo(Names.folded("\u00c9"));
        assertThat(Names.folded("a")).isNotEqualTo(Names.folded("b"));
    }

    @Test
    void files_in_the_making_are_known() {
        assertThat(Names.isTemporary(".a.0123456789abcdef.tmp")).isTrue();
        assertThat(Names.isTemporary("a.tmp")).isFalse();
    }
}
