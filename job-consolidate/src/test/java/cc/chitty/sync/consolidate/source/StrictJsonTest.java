package cc.chitty.sync.consolidate.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class StrictJsonTest {

    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`` | empty",
                "` ` | empty",
                "{\"a\":1,\"a\":1} | not valid JSON: a property is there twice (line 1, column 11)",
                "[1] 2 | not valid JSON: something follows its end",
                "[1 | not valid JSON: it ends too early",
                "NaN | not valid JSON: something that does not belong there"
            })
    void says_what_is_wrong(String text, String reason) {
        assertThatThrownBy(() -> StrictJson.parse(text))
                .isInstanceOf(Malformed.class)
                .hasMessageContaining(reason)
                .extracting(Throwable::getMessage)
                .asString()
                .doesNotContain("\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"key\":\"ghp_secret\" \"x",
                "ghp_secret",
                "[ghp_secret]",
                "{\"ghp_secret\":1,\"ghp_secret\":2}",
                "{ghp_secret:1}",
                "{\"a\":1}ghp_secret",
                "[\"ghp_secret",
                "[\"\\ughp_secret\"]",
                "[1ghp_secret]",
                "[tghp_secret]"
            })
    void never_repeats_the_text_it_could_not_read(String text) {
        assertThatThrownBy(() -> StrictJson.parse(text))
                .isInstanceOf(Malformed.class)
                .hasMessageNotContaining("ghp")
                .hasMessageNotContaining("secret");
    }

    @Test
    void a_file_above_the_cap_is_a_problem_not_read_as_a_whole() throws IOException {
        Path file = directory.resolve("large.json");
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength(StrictJson.LARGEST + 1L);
        }
        assertThatThrownBy(() -> StrictJson.read(file))
                .isInstanceOf(Malformed.class)
                .hasMessage("larger than 67108864 bytes");
    }

    @Test
    void nesting_up_to_the_limit_is_read() throws Malformed {
        assertThat(StrictJson.parse("[".repeat(1_000) + "]".repeat(1_000)).isArray())
                .isTrue();
        assertThatThrownBy(() -> StrictJson.parse("[".repeat(1_001) + "]".repeat(1_001)))
                .isInstanceOf(Malformed.class);
    }

    @Test
    void a_malformed_file_keeps_its_last_good_state() throws IOException {
        Path file = Files.writeString(directory.resolve("list.json"), "");
        assertThatThrownBy(() -> StrictJson.read(file)).isInstanceOfSatisfying(Malformed.class, malformed -> {
            Reading reading = malformed.reading(file, 0);
            assertThat(reading.good()).isFalse();
            assertThat(reading.problems())
                    .singleElement()
                    .satisfies(problem -> assertThat(problem.where()).isEqualTo(file.toString()));
        });
    }
}
