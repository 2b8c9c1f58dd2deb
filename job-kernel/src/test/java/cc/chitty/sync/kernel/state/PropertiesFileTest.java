package cc.chitty.sync.kernel.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cc.chitty.sync.kernel.run.Failure;
import cc.chitty.sync.kernel.run.FailureCategory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PropertiesFileTest {

    @TempDir
    Path directory;

    @Test
    void letters_are_read_as_they_were_written_also_as_escapes() throws IOException {
        Path file = Files.writeString(directory.resolve("a"), "plain=thèse\nescaped=th\\u00e8se\n");
        assertThat(PropertiesFile.read(file))
                .hasValueSatisfying(values ->
                        assertThat(values).containsExactly(Map.entry("escaped", "thèse"), Map.entry("plain", "thèse")));
        Files.write(file, PropertiesFile.bytes(Map.of("日", "本")));
        assertThat(PropertiesFile.read(file))
                .hasValueSatisfying(values -> assertThat(values).containsExactly(Map.entry("日", "本")));
    }

    @Test
    void what_is_not_in_utf_8_is_refused_with_its_line() throws IOException {
        Path file = directory.resolve("a");
        Files.write(file, "a=b\n# é\nc=thèse\n".getBytes(StandardCharsets.ISO_8859_1));
        assertThatThrownBy(() -> PropertiesFile.read(file))
                .isInstanceOfSatisfying(
                        Failure.class, it -> assertThat(it.category()).isEqualTo(FailureCategory.DAMAGED))
                .hasMessageContainingAll(file.toString(), "line 2 is not in UTF-8");
        assertThat(PropertiesFile.readIfWhole(file)).isEmpty();
        Files.write(file, new byte[] {'a', '=', (byte) 0xc3});
        assertThatThrownBy(() -> PropertiesFile.read(file)).hasMessageContaining("line 1 is not");
    }

    @Test
    void a_file_that_is_not_there_is_empty() {
        assertThat(PropertiesFile.read(directory.resolve("a"))).isEmpty();
    }
}
