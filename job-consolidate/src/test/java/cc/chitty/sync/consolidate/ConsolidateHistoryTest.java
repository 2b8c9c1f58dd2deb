package cc.chitty.sync.consolidate;

import static cc.chitty.sync.consolidate.ClaudeHome.session;
import static cc.chitty.sync.consolidate.source.Said.completed;
import static cc.chitty.sync.consolidate.source.Said.pending;
import static org.assertj.core.api.Assertions.assertThat;

import cc.chitty.sync.consolidate.publish.Published;
import cc.chitty.sync.consolidate.source.Focus;
import cc.chitty.sync.kernel.launch.Ended;
import cc.chitty.sync.kernel.launch.Trigger;
import cc.chitty.sync.kernel.run.ExitCode;
import cc.chitty.sync.kernel.run.Interruption;
import cc.chitty.sync.kernel.run.Problem;
import cc.chitty.sync.kernel.run.Progress;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Files of the state directory and the job repository that are not of the same time, and damaged records of a publication. */
class ConsolidateHistoryTest extends FreshConsolidation {

    private static final ConsolidateOptions REHEARSAL = new ConsolidateOptions(false, true);

    private Path record;
    private Path own;

    @BeforeEach
    void consolidates() {
        record = job.state().root().resolve("published.properties");
        own = job.state().devices().resolve(ConsolidateFixture.DEVICE + ".jsonl");
        claude.todos(session(1), pending("AAA"), pending("In no file any more"));
        done();
        claude.todos(session(1), pending("AAA"));
        done();
    }

    private static Ended done() {
        Ended ended = job.run();
        assertThat(ended.report().problems()).isEmpty();
        assertThat(ended.exitCode()).isEqualTo(ExitCode.DONE);
        return ended;
    }

    private static void assertIdle() {
        assertThat(job.steps(done())).containsExactly("discover COMPLETED");
    }

    private static void assertNamed(Ended ended, Path file, String what) {
        assertThat(ended.failure()).isNull();
        assertThat(ended.exitCode()).isEqualTo(ExitCode.PROBLEMS_LEFT);
        assertThat(ended.report().problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.where()).isEqualTo(file.toString()))
                .satisfies(problem -> assertThat(problem.what()).contains(what));
    }

    /** Everything below the state directory but the repository. */
    private static Map<Path, byte[]> files() throws IOException {
        Map<Path, byte[]> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(job.state().root())) {
            for (Path file : (Iterable<Path>) all::iterator) {
                if (Files.isRegularFile(file) && !file.startsWith(job.state().database())) {
                    files.put(file, Files.readAllBytes(file));
                }
            }
        }
        return files;
    }

    private static void putBack(Map<Path, byte[]> files) throws IOException {
        for (Path file : files().keySet()) {
            Files.delete(file);
        }
        for (Map.Entry<Path, byte[]> file : files.entrySet()) {
            Files.write(file.getKey(), file.getValue());
        }
    }

    @Test
    void what_older_files_do_not_have_is_read_again_and_named() throws IOException {
        Map<Path, byte[]> older = files();
        claude.todos(session(2), pending("BBB"));
        done();
        Map<String, String> published = job.published();
        putBack(older);
        assertThat(job.listed()).doesNotContain("general: BBB (pending)");
        assertNamed(job.run(REHEARSAL), record, "does not know of publication");
        Ended ended = job.run();
        assertNamed(ended, record, "does not know of publication");
        assertThat(ConsolidateFixture.count(ended, "added")).isEqualTo(1);
        assertThat(job.published().get("todos.json")).isEqualTo(published.get("todos.json"));
        assertIdle();
    }

    @Test
    void so_it_is_where_a_watcher_looks_first() throws IOException {
        Map<Path, byte[]> older = files();
        claude.todos(session(2), pending("BBB"));
        done();
        putBack(older);
        Consolidate.Asked asked = new Consolidate.Asked(
                ConsolidateOptions.USUAL, false, Trigger.WATCHER, new Interruption(), Progress.NONE);
        Ended ended = job.consolidation().runIfChanged(asked, Focus.EVERYTHING).orElseThrow();
        assertNamed(ended, record, "does not know of publication");
        assertThat(job.listed()).contains("general: BBB (pending)");
        assertThat(job.consolidation().runIfChanged(asked, Focus.EVERYTHING)).isEmpty();
    }

    @Test
    void where_nothing_but_the_repository_was_kept_all_sources_are_read() throws IOException {
        putBack(Map.of());
        assertNamed(job.run(), record, "is gone");
        assertThat(job.listed()).contains("general: AAA (pending)");
        assertIdle();
    }

    @Test
    void files_of_another_history_are_not_believed_whichever_is_later() throws IOException {
        new SourceFiles(job.jdbc()).publication(List.of("1-beefbeef"));
        Files.delete(own);
        Files.delete(job.state().todosView());
        Files.delete(record);
        assertNamed(job.run(), record, "is gone, and the job repository has publication 1-beefbeef");
        assertIdle();
        new SourceFiles(job.jdbc()).publication(List.of("999999-beefbeef"));
        assertNamed(job.run(), record, "does not know of publication 999999-beefbeef");
        assertIdle();
    }

    @Test
    void a_run_that_died_before_the_repository_knew_of_its_publication_makes_no_alarm() throws IOException {
        String before = new SourceFiles(job.jdbc()).publication().orElseThrow();
        claude.todos(session(2), pending("BBB"));
        done();
        assertThat(new SourceFiles(job.jdbc()).publication()).isNotEqualTo(Optional.of(before));
        new SourceFiles(job.jdbc()).publication(List.of(before));
        assertIdle();
        claude.todos(session(2), completed("BBB"));
        done();
        assertThat(new Published(job.state()).line()).contains(before);
    }

    @Test
    void a_run_that_dies_at_any_write_of_its_publication_makes_no_alarm() {
        for (int at = 1; at < 40; at++) {
            claude.todos(session(2), pending("BBB " + at));
            job.publishing().at(at);
            Ended ended = job.run();
            job.publishing().at(0);
            if (ended.failure() == null) {
                assertThat(at).isGreaterThan(5);
                return;
            }
            done();
            assertThat(job.listed()).contains("general: BBB " + at + " (pending)");
            assertIdle();
        }
    }

    @Test
    void publications_of_another_job_and_a_rollback_make_no_alarm() throws IOException {
        ViewRefresh refresh = new ViewRefresh(
                job.state(),
                ConsolidateFixture.DEVICE,
                ConsolidateSettings.defaults().law(),
                (run, files) -> {});
        for (int time = 0; time < 20; time++) {
            refresh.distrust();
            assertThat(refresh.run("g" + time)).isTrue();
        }
        assertIdle();
        new Published(job.state()).forget();
        done();
    }

    @Test
    void names_of_publications_do_not_pile_up() throws IOException {
        for (int run = 0; run < 20; run++) {
            claude.todos(session(2), pending("BBB " + run));
            done();
        }
        assertThat(new Published(job.state()).line()).hasSize(16).doesNotHaveDuplicates();
    }

    /** What happens to a record. */
    enum Harm {
        NOT_UTF_8 {
            @Override
            byte[] of(byte[] record) {
                record[100] = (byte) 0xff;
                return record;
            }
        },
        BAD_ESCAPE {
            @Override
            byte[] of(byte[] record) {
                return "x=\\uZZZZ\n".getBytes(StandardCharsets.UTF_8);
            }
        },
        EMPTY {
            @Override
            byte[] of(byte[] record) {
                return new byte[0];
            }
        },
        CUT {
            @Override
            byte[] of(byte[] record) {
                return Arrays.copyOf(record, record.length / 2);
            }
        },
        ONE_BIT {
            @Override
            byte[] of(byte[] record) {
                record[record.length - 5] ^= 1;
                return record;
            }
        },
        ZEROS {
            @Override
            byte[] of(byte[] record) {
                return new byte[record.length];
            }
        };

        abstract byte[] of(byte[] record);

        void to(Path record) throws IOException {
            Files.write(record, of(Files.readAllBytes(record)));
        }
    }

    @ParameterizedTest
    @EnumSource
    void an_unreadable_record_of_what_was_published_is_named_and_healed(Harm harm) throws IOException {
        Map<String, String> published = job.published();
        harm.to(record);
        assertThat(new Published(job.state()).facts()).isEmpty();
        assertNamed(job.run(REHEARSAL), record, "cannot be read");
        assertNamed(job.run(), record, "cannot be read");
        assertThat(job.published()).isEqualTo(published);
        assertIdle();
    }

    @Test
    void with_an_unreadable_record_a_cut_journal_is_told_by_the_newest_snapshot() throws IOException {
        claude.todos(session(2), pending("BBB"));
        done();
        List<String> listed = job.listed();
        List<String> journal = job.journal();
        Harm.CUT.to(record);
        Files.writeString(own, "");
        Ended ended = job.run();
        assertThat(ended.exitCode()).isEqualTo(ExitCode.PROBLEMS_LEFT);
        assertThat(ended.report().problems())
                .extracting(Problem::where)
                .containsExactly(record.toString(), own.toString());
        assertThat(job.listed()).isEqualTo(listed);
        assertThat(job.journal()).hasSameSizeAs(journal);
        assertThat(String.join("", job.journal())).contains("In no file any more");
        assertIdle();
    }

    @ParameterizedTest
    @EnumSource
    void an_unreadable_record_of_what_was_to_be_published_is_named_and_done_anew(Harm harm) throws IOException {
        Path begun = job.state().staging().resolve("publication.properties");
        claude.todos(session(2), pending("BBB"));
        for (int at = 1; !Files.exists(begun); at++) {
            assertThat(at).isLessThan(20);
            job.publishing().at(at);
            assertThat(job.run().failure()).isNotNull();
        }
        job.publishing().at(0);
        harm.to(begun);
        assertNamed(job.run(), begun, "cannot be read");
        assertThat(job.listed()).contains("general: BBB (pending)");
        assertThat(begun).doesNotExist();
        assertIdle();
    }
}
