package cc.chitty.sync.consolidate;

import static cc.chitty.sync.consolidate.ClaudeHome.session;
import static cc.chitty.sync.consolidate.ConsolidateFixture.count;
import static cc.chitty.sync.consolidate.source.Said.completed;
import static cc.chitty.sync.consolidate.source.Said.pending;
import static org.assertj.core.api.Assertions.assertThat;

import cc.chitty.sync.kernel.launch.Ended;
import cc.chitty.sync.kernel.run.ExitCode;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What cannot be read is named and stays at its last good state; the run does all the rest and completes. */
class ConsolidateProblemsTest extends FreshConsolidation {

    private static final String ONE = session(1);
    private static final String TWO = session(2);

    @BeforeEach
    void begins() {
        claude.todos(ONE, pending("Add retry"));
        claude.todos(TWO, pending("Write a test"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[{\"content\":\"Add retry\",\"sta", "\u0000\u0000\u0000\u0000", "[{}]]", "7"})
    void a_damaged_file_keeps_its_last_good_state(String content) {
        assertThat(job.run().exitCode()).isEqualTo(ExitCode.DONE);
        later();
        Path file = claude.write(claude.todosFile(ONE), content);
        claude.todos(TWO, completed("Write a test"));
        for (int run = 0; run < 3; run++) {
            assertOneProblem(job.run(), file);
            assertThat(job.listed())
                    .containsExactly("general: Add retry (pending)", "general: Write a test (completed)");
            assertThat(job.journal()).first().asString().contains("\"presence\":\"listed\"");
        }
        later();
        claude.todos(ONE, completed("Add retry"));
        assertThat(job.run().exitCode()).isEqualTo(ExitCode.DONE);
        assertThat(job.listed()).containsExactly("general: Add retry (completed)", "general: Write a test (completed)");
    }

    @Test
    void a_file_that_was_never_good_is_a_problem_of_every_run() {
        Path file = claude.write(claude.todosFile(session(3)), "[{");
        assertOneProblem(job.run(), file);
        assertOneProblem(job.run(), file);
        assertThat(job.listed()).hasSize(2);
    }

    @Test
    void a_file_that_may_not_be_read_is_tried_again() {
        assertThat(job.run().exitCode()).isEqualTo(ExitCode.DONE);
        later();
        Path file = claude.todos(ONE, completed("Add retry"));
        refuse(file, new AccessDeniedException(file.toString()));
        assertOneProblem(job.run(), file);
        assertThat(job.listed()).contains("general: Add retry (pending)");
        job.reading().before = path -> {};
        assertThat(job.run().exitCode()).isEqualTo(ExitCode.DONE);
        assertThat(job.listed()).contains("general: Add retry (completed)");
    }

    @Test
    void a_file_that_vanishes_while_it_is_read_is_gone_in_the_next_run() {
        assertThat(job.run().exitCode()).isEqualTo(ExitCode.DONE);
        later();
        Path file = claude.todos(ONE, completed("Add retry"));
        job.reading().before = path -> {
            if (path.equals(file)) {
                Files.delete(file);
            }
        };
        assertOneProblem(job.run(), file);
        job.reading().before = path -> {};
        Ended next = job.run();
        assertThat(next.exitCode()).isEqualTo(ExitCode.DONE);
        assertThat(count(next, "files_gone")).isEqualTo(1);
        assertThat(job.listed()).contains("general: Add retry (pending)");
    }

    @Test
    void names_with_a_line_feed_and_a_quote_are_read_and_named_like_any_other() {
        Path odd = job.home().resolve(".claude/todos/odd\n\"name.json");
        claude.write(odd, "[{\"content\":\"Oddly kept\"}]");
        assertThat(job.run().exitCode()).isEqualTo(ExitCode.DONE);
        assertThat(job.listed()).contains("general: Oddly kept (pending)");
        later();
        claude.write(odd, "[{\"content\":\"Oddly kept\"}");
        assertOneProblem(job.run(), odd);
        later();
        claude.write(odd, "[{\"content\":\"Kept\"}]");
        assertThat(job.run().exitCode()).isEqualTo(ExitCode.DONE);
        assertThat(job.listed()).contains("general: Kept (pending)").noneMatch(line -> line.contains("Oddly"));
    }

    @Test
    void half_a_character_and_other_odd_texts_do_not_stop_a_run() {
        claude.write(
                claude.todosFile(ONE),
                "[{\"content\":\"Half \\ud83d\"},{\"content\":\"Nul \\u0000 here\"},{\"content\":\"Two\\nlines\"},"
                        + "{\"content\":\"   \"},{\"content\":\"\uD83D\uDE80 \uFFFD \u2028\"}]");
        assertThat(job.run().exitCode()).isEqualTo(ExitCode.DONE);
        assertThat(job.todos()).hasSize(5);
        assertThat(job.run(new ConsolidateOptions(true, false)).exitCode()).isEqualTo(ExitCode.DONE);
        assertThat(job.todos()).hasSize(5);
    }

    @Test
    void a_problem_of_a_file_that_is_not_read_again_is_reported_by_every_run() {
        Path file = claude.write(claude.todosFile(ONE), "[{\"content\":\"Add retry\"},7]");
        Ended first = job.run();
        assertOneProblem(first, file);
        assertThat(count(first, "files_read")).isEqualTo(2);
        Ended idle = job.run();
        assertOneProblem(idle, file);
        assertThat(idle.report().problems()).isEqualTo(first.report().problems());
        assertThat(count(idle, "files_read")).isZero();
        later();
        claude.todos(TWO, completed("Write a test"));
        assertOneProblem(job.run(), file);
        claude.todos(ONE, pending("Add retry"));
        assertThat(job.run().exitCode()).isEqualTo(ExitCode.DONE);
        assertThat(job.run().exitCode()).isEqualTo(ExitCode.DONE);
    }

    @Test
    void a_damaged_line_of_a_transcript_is_reported_while_it_is_there() {
        String third = session(3);
        claude.wrote(third, "/work/app", pending("Go on"));
        Path file = claude.append(claude.transcriptFile(third), "{\"type\":\"TodoWrite\n");
        assertOneProblem(job.run(), file);
        assertOneProblem(job.run(), file);
        later();
        claude.wrote(third, "/work/app", completed("Go on"));
        assertOneProblem(job.run(), file);
        assertOneProblem(job.run(), file);
        assertThat(job.listed()).contains("app: Go on (completed)");
        later();
        claude.write(file, Trees.text(file).replace("{\"type\":\"TodoWrite\n", ""));
        assertThat(job.run().report().problems()).isEmpty();
    }

    @Test
    void a_file_damaged_all_over_is_named_at_most_twenty_times() {
        StringBuilder numbers = new StringBuilder("[0");
        for (int i = 1; i < 100; i++) {
            numbers.append(',').append(i);
        }
        claude.write(claude.todosFile(ONE), numbers.append(']').toString());
        Ended first = job.run();
        assertThat(first.report().problems()).hasSize(20);
        assertThat(first.report().problems().get(19).what()).isEqualTo("and 81 more problems");
        assertThat(job.run().report().problems()).isEqualTo(first.report().problems());
    }

    @Test
    void a_directory_that_cannot_be_listed_lets_nothing_vanish() throws IOException {
        assertThat(job.run().exitCode()).isEqualTo(ExitCode.DONE);
        Path todos = job.home().resolve(".claude/todos");
        Path aside = job.home().resolve("aside");
        Files.move(todos, aside);
        Files.writeString(todos, "in the way");
        assertOneProblem(job.run(), todos);
        assertThat(job.journal()).allMatch(line -> line.contains("\"presence\":\"listed\""));
        Files.delete(todos);
        Files.move(aside, todos);
        assertThat(job.run().exitCode()).isEqualTo(ExitCode.DONE);
    }

    private static void refuse(Path file, IOException reason) {
        job.reading().before = path -> {
            if (path.equals(file)) {
                throw reason;
            }
        };
    }

    private static void assertOneProblem(Ended ended, Path where) {
        assertThat(ended.failure()).isNull();
        assertThat(ended.report().problems()).hasSize(1);
        assertThat(ended.report().problems().get(0).where()).isEqualTo(where.toString());
        assertThat(ended.exitCode()).isEqualTo(ExitCode.PROBLEMS_LEFT);
    }

    private static void later() {
        job.clock().pass(Duration.ofMinutes(5));
    }
}
