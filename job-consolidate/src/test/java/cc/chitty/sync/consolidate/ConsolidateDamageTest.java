package cc.chitty.sync.consolidate;

import static cc.chitty.sync.consolidate.ClaudeHome.session;
import static cc.chitty.sync.consolidate.source.Said.completed;
import static cc.chitty.sync.consolidate.source.Said.pending;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cc.chitty.sync.consolidate.Decisions.Decision;
import cc.chitty.sync.consolidate.publish.Published;
import cc.chitty.sync.consolidate.source.Surroundings;
import cc.chitty.sync.consolidate.todo.TodoKey;
import cc.chitty.sync.kernel.launch.Ended;
import cc.chitty.sync.kernel.launch.Trigger;
import cc.chitty.sync.kernel.run.ExitCode;
import cc.chitty.sync.kernel.run.Failure;
import cc.chitty.sync.kernel.run.Interruption;
import cc.chitty.sync.kernel.run.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A journal that somebody emptied, cut, reordered or removed never passes for one that says so. */
class ConsolidateDamageTest extends FreshConsolidation {

    private static final String OTHER = "d-ffffffffffff";
    private static final ConsolidateOptions FULL = new ConsolidateOptions(true, false);

    private Path own;
    private Path other;

    /** What happens to a journal. */
    enum Harm {
        EMPTIED,
        CUT_BETWEEN_LINES,
        CUT_IN_THE_LAST_LINE,
        WITHOUT_THE_LAST_FEED,
        REORDERED,
        TWICE,
        WITH_A_BAD_LINE,
        ZEROS;

        void to(Path journal) throws IOException {
            Files.writeString(journal, of(Files.readString(journal)));
        }

        private String of(String lines) {
            return switch (this) {
                case EMPTIED -> "";
                case CUT_BETWEEN_LINES -> lines.substring(0, lines.indexOf('\n') + 1);
                case CUT_IN_THE_LAST_LINE -> lines.substring(0, lines.length() - 20);
                case WITHOUT_THE_LAST_FEED -> lines.substring(0, lines.length() - 1);
                case REORDERED -> {
                    List<String> reversed = new ArrayList<>(lines.lines().toList());
                    Collections.reverse(reversed);
                    yield String.join("\n", reversed) + "\n";
                }
                case TWICE -> lines + lines;
                case WITH_A_BAD_LINE -> lines.replaceFirst("\\{", "[");
                case ZEROS -> "\0".repeat(lines.length());
            };
        }
    }

    /** A list that is still there, one that vanished, one of another project, and what a person decided last of all. */
    @BeforeEach
    void aDay() throws IOException {
        own = job.state().devices().resolve(ConsolidateFixture.DEVICE + ".jsonl");
        other = job.state().devices().resolve(OTHER + ".jsonl");
        claude.todos(session(1), pending("Add retry"), completed("Write a test"), pending("Only a person ended it"));
        claude.wrote(session(2), "/work/app", pending("Ship it"), pending("Tell them"));
        Path vanishing = claude.todos(session(3), pending("In no file any more"));
        assertThat(job.run().exitCode()).isEqualTo(ExitCode.DONE);
        later();
        Files.delete(vanishing);
        claude.wrote(session(2), "/work/app", completed("Ship it"), pending("Tell them"));
        assertThat(job.run().exitCode()).isEqualTo(ExitCode.DONE);
        later();
        decide(Decision.complete(new TodoKey("general", "Only a person ended it")));
        assertThat(job.listed())
                .contains("general: Only a person ended it (completed)", "general: In no file any more (pending)");
        later();
    }

    @ParameterizedTest
    @EnumSource
    void what_this_devices_journal_held_comes_back(Harm harm) throws IOException {
        Map<String, String> published = job.published();
        harm.to(own);
        String damaged = Files.readString(own);
        Ended ended = job.run();
        assertNamed(ended, own);
        assertThat(job.listed()).hasSize(6);
        assertThat(job.published().get("todos.json")).isEqualTo(published.get("todos.json"));
        assertThat(job.journal()).hasSize(7);
        Path kept = own.resolveSibling(own.getFileName() + ".damaged-1");
        assertThat(ended.report().problems().get(0).what()).contains(kept.toString());
        assertThat(kept).hasContent(damaged);
        assertThat(job.run().exitCode()).isEqualTo(ExitCode.DONE);
        assertThat(job.steps(job.run())).containsExactly("discover COMPLETED");
        assertThat(job.published().get("todos.json")).isEqualTo(published.get("todos.json"));
    }

    @Test
    void so_does_what_a_removed_journal_held() throws IOException {
        Map<String, String> published = job.published();
        Files.delete(own);
        assertNamed(job.run(), own);
        assertThat(job.published().get("todos.json")).isEqualTo(published.get("todos.json"));
        assertThat(job.run().exitCode()).isEqualTo(ExitCode.DONE);
    }

    @Test
    void a_rehearsal_names_the_damage_and_touches_nothing() throws IOException {
        Harm.CUT_BETWEEN_LINES.to(own);
        String damaged = Files.readString(own);
        Ended ended = job.run(new ConsolidateOptions(false, true));
        assertThat(ended.report().problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.where()).isEqualTo(own.toString()));
        assertThat(own).hasContent(damaged);
        assertNamed(job.run(), own);
        assertThat(job.listed()).hasSize(6);
    }

    @Test
    void a_journal_that_was_only_copied_is_as_good_as_before() throws IOException {
        Map<String, String> published = job.published();
        byte[] bytes = Files.readAllBytes(own);
        Files.delete(own);
        Files.write(own, bytes);
        assertThat(job.run().exitCode()).isEqualTo(ExitCode.DONE);
        assertThat(job.published()).isEqualTo(published);
    }

    @Test
    void a_full_run_takes_nothing_for_said_that_the_journal_does_not_have() throws IOException {
        Files.writeString(own, "");
        new Published(job.state()).forget();
        assertThat(job.run(FULL).exitCode()).isEqualTo(ExitCode.DONE);
        assertThat(job.listed())
                .containsExactlyInAnyOrder(
                        "app: Ship it (completed)",
                        "app: Tell them (pending)",
                        "general: Add retry (pending)",
                        "general: Write a test (completed)",
                        "general: Only a person ended it (pending)");
    }

    @Test
    void damage_that_no_stamp_tells_of_is_named_with_its_line_and_a_full_run_mends_it() throws IOException {
        Map<String, String> published = job.published();
        FileTime time = Files.getLastModifiedTime(own);
        String good = Files.readString(own);
        int second = good.indexOf('\n') + 1;
        Files.writeString(own, good.substring(0, second) + "[" + good.substring(second + 1));
        Files.setLastModifiedTime(own, time);
        claude.wrote(session(2), "/work/app", completed("Ship it"), completed("Tell them"));
        Failure failure = Objects.requireNonNull(job.run().failure());
        assertThat(failure).hasMessage("cannot read " + own + ": line 2 is no sighting of a todo");
        assertThat(failure.remedy()).contains("consolidate --full");
        assertNamed(job.run(FULL), own);
        assertThat(job.published().get("todos.json"))
                .isNotEqualTo(published.get("todos.json"))
                .hasLineCount(8);
        assertThat(job.run().exitCode()).isEqualTo(ExitCode.DONE);
    }

    @ParameterizedTest
    @EnumSource
    void without_anything_to_bring_another_devices_journal_back_from_a_run_is_refused(Harm harm) throws IOException {
        otherSays("From elsewhere", "From far away");
        assertThat(job.run().exitCode()).isEqualTo(ExitCode.DONE);
        Map<String, String> published = job.published();
        String good = Files.readString(other);
        harm.to(other);
        Ended ended = job.run();
        boolean readable = harm == Harm.REORDERED || harm == Harm.TWICE || harm == Harm.WITHOUT_THE_LAST_FEED;
        if (readable) {
            assertNamed(ended, other);
        } else {
            assertThat(ended.exitCode()).isEqualTo(ExitCode.REFUSED);
            assertThat(Objects.requireNonNull(ended.failure())).hasMessageContaining(other.toString());
            assertThat(job.run(FULL).exitCode()).isEqualTo(ExitCode.REFUSED);
            Files.writeString(other, good);
        }
        assertThat(job.run().exitCode()).isEqualTo(ExitCode.DONE);
        assertThat(job.published()).containsAllEntriesOf(published);
    }

    @Test
    void another_devices_lifecycle_brings_its_journal_back() throws IOException {
        otherSays("From elsewhere", "From far away");
        Path month = job.state().lifecycle().resolve(OTHER).resolve("2026-09.jsonl");
        Files.createDirectories(Objects.requireNonNull(month.getParent()));
        Files.copy(other, month);
        assertThat(job.run().exitCode()).isEqualTo(ExitCode.DONE);
        Map<String, String> published = job.published();
        Files.delete(other);
        assertNamed(job.run(), other);
        assertThat(job.published()).isEqualTo(published);
        assertThat(job.run().exitCode()).isEqualTo(ExitCode.DONE);
    }

    @Test
    void a_whole_journal_in_which_a_listed_todo_is_missing_is_refused() throws IOException {
        otherSays("From elsewhere", "From far away");
        assertThat(job.run().exitCode()).isEqualTo(ExitCode.DONE);
        otherSays("From elsewhere", "Something else");
        Ended ended = job.run();
        assertThat(ended.exitCode()).isEqualTo(ExitCode.REFUSED);
        assertThat(Objects.requireNonNull(ended.failure())).hasMessageContaining("From far away");
        otherSays("From elsewhere", "From far away", "Something else");
        assertThat(job.run().exitCode()).isEqualTo(ExitCode.DONE);
        assertThat(job.listed()).hasSize(9);
    }

    @Test
    void a_person_may_go_on_without_what_is_gone() throws IOException {
        otherSays("From elsewhere");
        assertThat(job.run().exitCode()).isEqualTo(ExitCode.DONE);
        Files.delete(other);
        assertThat(Objects.requireNonNull(job.run().failure()).remedy()).contains("delete published.properties");
        Path record = job.state().root().resolve("published.properties");
        Files.delete(record);
        assertNamed(job.run(), record);
        assertThat(job.run().exitCode()).isEqualTo(ExitCode.DONE);
        assertThat(job.listed()).hasSize(6);
    }

    @Test
    void another_job_does_not_pass_on_what_is_damaged() throws IOException {
        ViewRefresh refresh = new ViewRefresh(
                job.state(),
                ConsolidateFixture.DEVICE,
                ConsolidateSettings.defaults().law(),
                (run, files) -> {});
        otherSays("From elsewhere");
        assertThat(refresh.run("g1")).isTrue();
        Files.writeString(other, "");
        Map<String, String> before = job.published();
        assertThatThrownBy(() -> refresh.run("g2")).isInstanceOf(Failure.class).hasMessageContaining(other.toString());
        assertThat(job.published()).isEqualTo(before);
    }

    @Test
    void a_decision_about_a_todo_that_is_not_in_the_journal_says_so() {
        assertThatThrownBy(() -> decide(Decision.complete(new TodoKey("general", "Never said"))))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("is not in the journal any more; a rollback?");
    }

    private void otherSays(String... contents) throws IOException {
        StringBuilder lines = new StringBuilder();
        for (String content : contents) {
            lines.append("{\"project\":\"app\",\"content\":\"")
                    .append(content)
                    .append("\",\"agent\":\"codex\",\"session\":\"x\",\"status\":\"pending\","
                            + "\"at\":\"2026-09-01T11:00:00Z\",\"presence\":\"listed\"}\n");
        }
        Files.writeString(other, lines);
    }

    private static void decide(Decision decision) {
        ConsolidatePlace place = new ConsolidatePlace(
                job.state(), ConsolidateFixture.DEVICE, new Surroundings(job.home(), Map.of()), job.clock());
        Consolidated taken = new Decisions(job.consolidation(), place)
                .take(
                        List.of(decision),
                        new Consolidate.Asked(
                                ConsolidateOptions.USUAL, false, Trigger.PERSON, new Interruption(), Progress.NONE));
        assertThat(taken.ended().exitCode()).isEqualTo(ExitCode.DONE);
    }

    private static void assertNamed(Ended ended, Path journal) {
        assertThat(ended.failure()).isNull();
        assertThat(ended.exitCode()).isEqualTo(ExitCode.PROBLEMS_LEFT);
        assertThat(ended.report().problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.where()).isEqualTo(journal.toString()));
    }

    private static void later() {
        job.clock().pass(Duration.ofMinutes(5));
    }
}
