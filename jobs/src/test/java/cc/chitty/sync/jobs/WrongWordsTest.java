package cc.chitty.sync.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import cc.chitty.sync.jobs.Desk.Result;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is told of a wrong argument or setting, which is what a person would say. */
class WrongWordsTest extends DeskTest {

    @Test
    void an_argument_that_is_no_number() {
        Result result = desk.run("show", "abc");
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains("invalid value for RUN: 'abc' is not a whole number\n");
        assertThat(desk.run("status", "--logs", "x").err())
                .contains("invalid value for option '--logs': 'x' is not a whole number\n");
    }

    @Test
    void a_url_that_is_none_is_not_shown() throws IOException {
        Files.writeString(Settings.file(desk.state()), "chittysync.notify.ping=https ://example.org/s3cret\n");
        Result result = desk.run("consolidate");
        assertThat(result.code()).as(result.err()).isEqualTo(2);
        assertThat(result.err())
                .contains("chittysync.notify.ping: it is no URL")
                .doesNotContain("s3cret");
    }

    @ParameterizedTest
    @CsvSource({
        "nonsense=1, chittysync.consolidate.nonsense is no setting",
        "chunk=abc, chittysync.consolidate.chunk: 'abc' is not a whole number"
    })
    void a_setting(String line, String words) throws IOException {
        Files.writeString(Settings.file(desk.state()), "chittysync.consolidate." + line + "\n");
        Result result = desk.run("consolidate");
        assertThat(result.code()).as(result.err()).isEqualTo(2);
        assertThat(result.err()).contains("cannot use the settings: " + words);
    }
}
