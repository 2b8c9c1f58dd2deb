package cc.chitty.sync.kernel.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

class JsonTroubleTest {

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .enable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`{\"a\":1,!}` | something that does not belong there | 8",
                "`{\"a\":1,\"a\":2}` | a property is there twice | 11",
                "`[1` | it ends too early | 3",
                "`{} 1` | something follows its end | 4"
            })
    void says_what_is_wrong_and_where(String text, String what, int column) {
        JacksonException trouble = trouble(text);
        assertThat(JsonTrouble.inLine(trouble)).isEqualTo(what + " (column " + column + ")");
        assertThat(JsonTrouble.inDocument(trouble)).isEqualTo(what + " (line 1, column " + column + ")");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "s3cret",
                "{s3cret:1}",
                "[1s3cret]",
                "[ts3cret]",
                "[\"s3cret",
                "[\"\\us3cret\"]",
                "{\"s3cret\":1,\"s3cret\":2}",
                "{} s3cret"
            })
    void repeats_nothing_of_the_text(String text) {
        JacksonException trouble = trouble(text);
        assertThat(JsonTrouble.inLine(trouble) + JsonTrouble.inDocument(trouble))
                .doesNotContain("s3cret");
    }

    private static JacksonException trouble(String text) {
        return catchThrowableOfType(
                JacksonException.class, () -> MAPPER.readTree(text.getBytes(StandardCharsets.UTF_8)));
    }
}
