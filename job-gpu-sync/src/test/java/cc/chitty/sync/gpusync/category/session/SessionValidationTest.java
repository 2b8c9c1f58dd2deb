package cc.chitty.sync.gpusync.category.session;

import static cc.chitty.sync.gpusync.category.session.SessionHome.ONE;
import static cc.chitty.sync.gpusync.category.session.SessionHome.TWO;
import static cc.chitty.sync.gpusync.category.session.SessionHome.line;
import static org.assertj.core.api.Assertions.assertThat;

import cc.chitty.sync.kernel.run.Interruption;
import cc.chitty.sync.kernel.run.Problem;
import cc.chitty.sync.kernel.run.Progress;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SessionValidationTest {

    private static final String SLUG = "-home-kim-app";

    @TempDir
    Path directory;

    private SessionHome home;

    @BeforeEach
    void makeHome() {
        home = new SessionHome(directory);
    }

    @Test
    void sessions_that_can_be_resumed_are_counted() {
        home.session(SLUG, ONE, line(ONE, "/home/kim/app"), "", "{\"type\":\"summary\",\"summary\":\"x\"}")
                .session("-home-kim-x", TWO, line(TWO, "/home/kim/x"))
                .write(".claude/projects/" + SLUG + "/" + ONE + "/subagents/agent-1.jsonl", "{\"a\":1}")
                .write(".claude/projects/" + SLUG + "/notes.txt", "no JSON");
        SessionValidation.Result result = validate();
        assertThat(result.problems()).isEmpty();
        assertThat(result.sessions()).isEqualTo(2);
        assertThat(result.files()).isEqualTo(3);
        assertThat(result.lines()).isEqualTo(4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"a\":1", "[1]", "plain", "{\"a\":1} x", "{\"a\":}", "{\"a\":\"\u0001\"}"})
    void a_line_that_is_no_object_is_named_with_its_number(String bad) {
        home.session(SLUG, ONE, line(ONE, "/home/kim/app"), bad, "also bad");
        assertThat(validate().problems())
                .singleElement()
                .extracting(Problem::what)
                .asString()
                .startsWith("line 2 is no JSON object");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ghp_s3cret",
                "ghp_s3cret {}",
                "{\"a\":1} ghp_s3cret",
                "{ghp_s3cret:1}",
                "{\"a\":ghp_s3cret}",
                "{\"a\":\"\\ughp_s3cret\"}",
                "{\"a\":1ghp_s3cret}",
                "{\"a\":\"ghp_s3cret",
                "{\"a\":tghp_s3cret}",
                "\"ghp_s3cret\""
            })
    void no_word_of_a_line_that_is_no_object_is_shown(String bad) {
        home.session(SLUG, ONE, line(ONE, "/home/kim/app"), bad);
        assertThat(validate().problems())
                .singleElement()
                .asString()
                .contains("line 2 is no JSON object: ")
                .doesNotContain("ghp", "s3cret");
    }

    @Test
    void where_in_the_line_it_is_is_shown() {
        home.session(SLUG, ONE, line(ONE, "/home/kim/app"), "{\"a\":1,!}");
        assertThat(validate().problems())
                .singleElement()
                .extracting(Problem::what)
                .isEqualTo("line 2 is no JSON object: something that does not belong there (column 8)");
    }

    @Test
    void a_line_that_is_longer_than_any_buffer_is_read() {
        home.session(SLUG, ONE, line(ONE, "/home/kim/app"), "{\"text\":\"" + "x".repeat(3 << 20) + "\"}", "{}");
        SessionValidation.Result result = validate();
        assertThat(result.problems()).isEmpty();
        assertThat(result.lines()).isEqualTo(3);
    }

    @Test
    void a_second_copy_of_a_session_is_named() {
        home.session(SLUG, ONE, line(ONE, "/home/kim/app")).session("-home-kim-x", ONE, line(ONE, "/home/kim/x"));
        assertThat(validate().problems())
                .singleElement()
                .extracting(Problem::what)
                .asString()
                .contains("2 copies");
    }

    @Test
    void a_session_in_a_directory_that_is_not_its_own_is_named() {
        home.session(SLUG, ONE, line(ONE, "/Users/kim/app"));
        assertThat(validate().problems())
                .singleElement()
                .extracting(Problem::what)
                .asString()
                .contains("-Users-kim-app");
    }

    @Test
    void a_file_that_is_called_as_no_session_is_named() {
        home.session(SLUG, ONE, line(ONE, "/home/kim/app"))
                .session(SLUG, ONE + ".ws", line(ONE, "/home/kim/app"))
                .session(SLUG, "agent-1a", line(ONE, "/home/kim/app"));
        SessionValidation.Result result = validate();
        assertThat(result.sessions()).isEqualTo(1);
        assertThat(result.problems()).singleElement().satisfies(it -> {
            assertThat(it.where()).endsWith(ONE + ".ws.jsonl");
            assertThat(it.what()).contains("no session's id");
        });
    }

    @Test
    void of_a_long_directory_that_is_wrong_the_beginning_of_the_right_one_is_told() {
        home.session(SLUG, ONE, line(ONE, "/srv/" + "a".repeat(250)));
        assertThat(validate().problems())
                .singleElement()
                .extracting(Problem::what)
                .asString()
                .endsWith("begins with -srv-" + "a".repeat(195) + "-");
    }

    @ParameterizedTest
    @CsvSource({
        "/home/user/code/my-repo, -home-user-code-my-repo",
        "/Users/alex.kumar/Desktop/api_gateway, -Users-alex-kumar-Desktop-api-gateway",
        "C:\\Users\\Me\\proj x, C--Users-Me-proj-x",
        "/home/zoë/app, -home-zo--app"
    })
    void a_directory_is_named_after_the_path(String path, String slug) {
        assertThat(SessionPaths.slug(path)).isEqualTo(slug);
        assertThat(SessionPaths.belongs(slug, path)).isTrue();
        assertThat(SessionPaths.belongs(slug + "x", path)).isFalse();
    }

    @Test
    void of_a_long_name_the_first_200_signs_count() {
        String path = "/srv/" + "a".repeat(250);
        assertThat(SessionPaths.belongs("-srv-" + "a".repeat(195) + "-z5vs61", path))
                .isTrue();
        assertThat(SessionPaths.belongs("-srv-" + "a".repeat(195), path)).isFalse();
    }

    private SessionValidation.Result validate() {
        return new SessionValidation(home.endpoint(), Progress.NONE, new Interruption()).all();
    }
}
